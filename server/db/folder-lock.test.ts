import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isLocked, LockedError, takeLock } from './folder-lock.ts'

let folder = ''
let count = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dure-lock-'))
})
afterAll(() => rm(folder, { recursive: true }))

function lockPath(): string {
  count += 1
  return join(folder, `lock-${count}`)
}

/** A process of its own that takes the lock, says whether it could, and lives until it is killed. */
async function other(path: string): Promise<{ said: string; kill: () => Promise<void> }> {
  const program = `import { takeLock } from '${import.meta.dirname}/folder-lock.ts'
const said = await takeLock(${JSON.stringify(path)}).then(() => 'taken', (error) => error.name)
process.stdout.write(said)
setInterval(() => undefined, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  return {
    said: String(said),
    async kill() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe('takeLock', () => {
  test('is held until it is given back, whoever asks', async () => {
    const path = lockPath()
    expect(isLocked(path)).toBe(false)
    const release = await takeLock(path)
    expect(isLocked(path)).toBe(true)
    await expect(takeLock(path)).rejects.toThrow(LockedError)
    await expect(takeLock(path)).rejects.toMatchObject({ owner: { pid: process.pid } })
    await release()
    expect(isLocked(path)).toBe(false)
    await (await takeLock(path))()
    expect((await readdir(folder)).filter((name) => name.includes('.owner'))).toEqual([])
  })

  test('is held against another process, and free the moment that it is killed', async () => {
    const path = lockPath()
    const { said, kill } = await other(path)
    expect(said).toBe('taken')
    // The file beside it is for people: it neither holds the lock nor frees it.
    await writeFile(`${path}.owner`, JSON.stringify({ pid: 2 ** 22 + 1, host: 'elsewhere' }))
    await expect(takeLock(path)).rejects.toMatchObject({ owner: { host: 'elsewhere' } })
    await rm(`${path}.owner`)
    await expect(takeLock(path)).rejects.toMatchObject({ owner: undefined })
    await kill()
    expect(isLocked(path)).toBe(false)
    await takeLock(path)
  })

  test('of many processes that want it at once exactly one gets it', async () => {
    const path = lockPath()
    const others = await Promise.all(Array.from({ length: 5 }, () => other(path)))
    expect(others.map(({ said }) => said).toSorted()).toEqual([...Array(4).fill('LockedError'), 'taken'])
    await Promise.all(others.map(({ kill }) => kill()))
  })
})
