import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('so many run at a time, in the order in which they came, whatever becomes of them', async () => {
  const turns = createTurns(2)
  const order: number[] = []
  let running = 0
  let highest = 0
  const work = Array.from({ length: 8 }, (_, index) =>
    turns.run(async () => {
      order.push(index)
      running += 1
      highest = Math.max(highest, running)
      await sleep(1)
      running -= 1
      if (index % 3 === 0) throw new Error('failed')
    }),
  )
  await Promise.allSettled(work)
  expect(highest).toBe(2)
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(await turns.run(async () => 'free')).toBe('free')
})
