import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openKeystore } from '#server/keys/keystore.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

const program = path.resolve(import.meta.dirname, '../support/run-keystore.ts')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dure-keys-'))
})
afterAll(() => rm(folder, { recursive: true }))

interface Said {
  made?: number
  hash?: string
  destroyed?: number
}

/** Starts a process on the file and kills it with SIGKILL after so many lines; what it had said by then. */
async function runUntilKilled(file: string, name: string, lines: number): Promise<Said[]> {
  const child = spawn(process.execPath, [program, file, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: Said[] = []
  const closed = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(JSON.parse(line) as Said)
    if (said.length >= lines) child.kill('SIGKILL')
  }
  await closed
  return said
}

it('a keystore keeps what it was said to keep and nothing that it was said to destroy, whenever its processes are killed', async () => {
  const file = path.join(folder, 'keys')
  const random = seededRandom(261_126)
  const rounds = 6
  const kept: { name: string; said: Said[] }[] = []
  for (let round = 0; round < rounds; round += 1) {
    // Two at a time: one is killed while the other has or wants the lock.
    const names = [`a${round}`, `b${round}`]
    const runs = names.map(async (name) => ({
      name,
      said: await runUntilKilled(file, name, 5 + Math.floor(random() * 40)),
    }))
    kept.push(...(await Promise.all(runs)))
  }
  const keys = openKeystore(file)
  let made = 0
  for (const { name, said } of kept) {
    const destroyed = new Set(said.flatMap((line) => line.destroyed ?? []))
    // The last may be on its way to destruction when the process dies.
    const last = Math.max(...said.map((line) => line.made ?? -1))
    for (const line of said) {
      if (line.made === undefined || (line.made === last && line.made % 3 === 0 && !destroyed.has(last)))
        continue
      const key = keys.find({ org: 'o', person: `${name} ${line.made % 5}`, item: `${name} ${line.made}` })
      const hash = key && createHash('sha256').update(key).digest('hex')
      expect(hash, `${name} ${line.made}`).toBe(destroyed.has(line.made) ? undefined : line.hash)
      made += 1
    }
  }
  expect(made).toBeGreaterThan(rounds * 4)
  // Whoever comes next writes on, and what the dead left beside the file does not pile up.
  await keys.make({ org: 'o', person: 'next', item: 'next' })
  keys.close()
  expect((await readdir(folder)).length).toBeLessThan(2 + rounds * 2)
})
