import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LockedError, lockHolder, takeLock } from './folder-lock.ts'
import { ownIdentity } from './process-identity.ts'

const deadPid = 2 ** 22 + 1

let folder = ''
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dure-lock-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function lockPath(): Promise<string> {
  count += 1
  const own = join(folder, String(count))
  await mkdir(own)
  return join(own, 'lock')
}

describe('takeLock', () => {
  test('is held until it is given back, and leaves nothing behind', async () => {
    const path = await lockPath()
    const release = await takeLock(path)
    expect(await lockHolder(path)).toMatchObject({ pid: process.pid })
    await expect(takeLock(path)).rejects.toThrow(LockedError)
    await release()
    expect(await lockHolder(path)).toBeUndefined()
    expect(await readdir(join(path, '..'))).toEqual([])
  })

  test.each([
    ['a dead process', { pid: deadPid, startedAt: 'x', id: 'dead-one' }],
    ['a process whose number another one has now', { pid: process.pid, startedAt: 'before', id: 'older' }],
  ])('is taken over from %s', async (_, owner) => {
    const path = await lockPath()
    await writeFile(path, JSON.stringify(owner))
    expect(await lockHolder(path)).toBeUndefined()
    await takeLock(path)
    expect(await lockHolder(path)).toEqual(expect.objectContaining(await ownIdentity()))
  })

  test('is taken over from a file that is no lock', async () => {
    const path = await lockPath()
    await writeFile(path, '')
    await takeLock(path)
    expect(await lockHolder(path)).toMatchObject({ pid: process.pid })
  })

  test('of many that find a dead owner exactly one gets it, also when a successor died half way', async () => {
    for (let round = 0; round < 20; round += 1) {
      const path = await lockPath()
      await writeFile(path, JSON.stringify({ pid: deadPid, startedAt: 'x', id: 'dead-one' }))
      const half = JSON.stringify({ pid: deadPid, startedAt: 'x', id: 'half-way' })
      if (round % 2) await writeFile(`${path}.after-dead-one`, half)
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(path)))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await readdir(join(path, '..'))).toEqual(['lock'])
    }
  })
})
