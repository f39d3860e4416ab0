import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { connectToRunning } from '#server/db/embedded.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { type ChildProgram, startProgram } from '#tests/support/child-program.ts'
import { ownNamespaces } from '#tests/support/namespaces.ts'
import { dir, open, program, queryValue, rows, setUp } from './embedded-setting.ts'

setUp()

const keystoreProgram = path.resolve(import.meta.dirname, '../support/run-keystore.ts')
const containers: ChildProgram[] = []
function inContainer(file: string, args: string[]): ChildProgram {
  const started = startProgram(file, args, { within: ownNamespaces() })
  containers.push(started)
  return started
}
afterEach(async () => {
  await Promise.all(containers.splice(0).map((container) => container.end('SIGKILL')))
})
const written = ({ lines }: ChildProgram) => lines.filter((line) => 'written' in line).length
async function writtenAfter(container: ChildProgram, count: number): Promise<void> {
  while (written(container) < count) await sleep(5)
}

describe('two containers on one data folder, as in a rolling update', () => {
  it('the second refuses while the first one runs, and nothing that was acknowledged is lost', async () => {
    const first = inContainer(program, [dir, 'write'])
    await writtenAfter(first, 20)
    const second = inContainer(program, [dir, 'write'])
    const { refused } = await second.line('refused')
    expect(refused).toContain('Dure is already running on this folder (process ')
    await writtenAfter(first, written(first) + 20)
    // A command of the command line in a container of its own joins the one that runs.
    const joined = await connectToRunning(dir)
    expect(await queryValue(joined?.appUrl ?? '', 'current_user')).toBe('dure_app')
    await first.end('SIGKILL')
    const acknowledged = written(first)
    const { ownerUrl, close } = await open(dir)
    expect(await rows(ownerUrl)).toBeOneOf([acknowledged, acknowledged + 1])
    await close()
  })

  it('the second refuses while PostgreSQL runs that a killed first one left in its container', async () => {
    const before = await counted()
    const first = inContainer(program, [dir, 'die'])
    await first.line('adopted')
    // Only its container's end is an end of that PostgreSQL.
    const second = inContainer(program, [dir, 'write'])
    const { refused } = await second.line('refused')
    expect(refused).toContain('is still running in another container')
    expect(refused).toContain('다른 컨테이너에서 아직 실행 중입니다')
    await first.end('SIGKILL')
    const third = inContainer(program, [dir, 'write'])
    await writtenAfter(third, 20)
    await third.end('SIGKILL')
    expect(await counted()).toBeOneOf([before + written(third), before + written(third) + 1])
  })
})

async function counted(): Promise<number> {
  const { ownerUrl, close } = await open(dir)
  const count = await rows(ownerUrl)
  await close()
  return count
}

describe('two containers on one keystore', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dure-keys-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('keep every key that either was told is kept', async () => {
    const file = path.join(folder, 'keys')
    // Keys of the same persons, so that both make a person's.
    const both = ['a', 'a'].map((name) => inContainer(keystoreProgram, [file, name]))
    const made = (container: ChildProgram) => container.lines.filter((line) => 'made' in line)
    while (both.some((container) => made(container).length < 200)) await sleep(10)
    await Promise.all(both.map((container) => container.end('SIGKILL')))
    const keys = openKeystore(file)
    const destroyed = new Set(both.flatMap(({ lines }) => lines.map((line) => line.destroyed)))
    for (const line of both.flatMap(made)) {
      const number = Number(line.made)
      // Every third is destroyed, by the one or the other.
      if (number % 3 === 0) continue
      const key = keys.find({ org: 'o', person: `a ${number % 5}`, item: `a ${number}` })
      expect(key && createHash('sha256').update(key).digest('hex'), `key ${number}`).toBe(line.hash)
    }
    expect(destroyed.size).toBeGreaterThan(40)
    keys.close()
  })
})
