import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '#tests/support/dure-process.ts'
import { startMain } from '#tests/support/main-process.ts'

/** Starts Dure with its data folder on a disk that is mounted so. Returns what it says as it ends. */
async function startOn(options: string): Promise<string> {
  const disk = await mkdtemp(path.join(tmpdir(), 'dure-no-room-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'pipe' })
  } catch (thrown) {
    throw new Error('This test needs a disk of its own, and this account may not mount one', {
      cause: thrown,
    })
  }
  try {
    const server = startMain({ DATA_DIR: path.join(disk, 'data'), PORT: String(await freePort()) })
    expect(await server.ended).toBe(1)
    return server.lines.filter((line) => !line.startsWith('{')).join('\n')
  } finally {
    execFileSync('umount', ['--lazy', disk])
    await rm(disk, { recursive: true })
  }
}

test('a first start on a full disk says that it is full, and nothing of what failed for it', async () => {
  const said = await startOn('size=16m')
  expect(said).toMatch(/^The disk is full: .* could not be written\.$/)
})

test('a first start on a read-only disk says that it is', async () => {
  const said = await startOn('size=16m,ro')
  expect(said).toMatch(/read-only/i)
  expect(said).not.toContain('There is no')
})
