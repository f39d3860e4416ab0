import { expect, test } from 'vitest'
import { createHashQueue } from './hash-queue.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))

function setUp(limits = { atOnce: 1, waiting: 4 }) {
  const queue = createHashQueue(limits)
  const done: string[] = []
  const refused: string[] = []
  const ends: (() => void)[] = []
  function ask(from: string, name: string): void {
    queue
      .run(from, async () => {
        await new Promise<void>((resolve) => ends.push(resolve))
        done.push(name)
      })
      .catch((error) => refused.push(`${name} ${error.code}`))
  }
  async function finish(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      await settled()
      ends.shift()?.()
      await settled()
    }
  }
  return { ask, done, refused, finish, running: () => ends.length }
}

test('as many run at once as may, and the others in turn between the networks', async () => {
  const { ask, done, finish, running } = setUp({ atOnce: 2, waiting: 10 })
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5']) ask('a', name)
  ask('b', 'b1')
  ask('c', 'c1')
  await settled()
  expect(running()).toBe(2)
  await finish(7)
  expect(done).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'a4', 'a5'])
})

test('a full queue refuses one network’s flood and not another’s first request', async () => {
  const { ask, done, refused, finish } = setUp()
  for (const name of ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7']) ask('a', name)
  await settled()
  expect(refused).toEqual(['a6 UNAVAILABLE', 'a7 UNAVAILABLE'])
  ask('b', 'b1')
  await settled()
  expect(refused.slice(2)).toEqual(['a5 UNAVAILABLE'])
  await finish(5)
  expect(done).toEqual(['a1', 'a2', 'b1', 'a3', 'a4'])
})

test('a failure gives its place to the next', async () => {
  const queue = createHashQueue({ atOnce: 1, waiting: 1 })
  await expect(queue.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await queue.run('a', async () => 'next')).toBe('next')
})
