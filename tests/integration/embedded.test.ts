import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { readRecord } from '#server/db/cluster-record.ts'
import { FolderInUseError, openDataFolder } from '#server/db/data-folder.ts'
import { connectToRunning, startEmbedded } from '#server/db/embedded.ts'
import { withClient } from '#server/db/one-client.ts'
import { accountFor } from '#server/db/postgres-account.ts'
import { packagedBinaries, runnableBinaries } from '#server/db/postgres-binaries.ts'
import { startOf } from '#server/db/process-identity.ts'
import { startProgram } from '#tests/support/child-program.ts'
import {
  answered,
  asRoot,
  base,
  cluster,
  dir,
  gone,
  open,
  program,
  queryValue,
  rows,
  serverPid,
  setUp,
} from './embedded-setting.ts'

setUp()

describe('two programs on one folder', () => {
  test('the second says so in both languages and stops; a command joins instead', async () => {
    const first = startProgram(program, [dir])
    const { ownerUrl } = await first.line('adopted')
    const second = startProgram(program, [dir])
    const { refused } = await second.line('refused')
    expect(refused).toContain(
      `Dure is already running on this folder (process ${first.pid} on ${hostname()}).`,
    )
    expect(refused).toContain(
      `이 폴더에서 이미 Dure가 실행 중입니다 (${hostname()}의 프로세스 ${first.pid}).`,
    )
    await second.ended
    await expect(openDataFolder(dir)).rejects.toThrow(FolderInUseError)
    const joined = await connectToRunning(dir)
    expect(joined?.ownerUrl).toBe(ownerUrl)
    expect(await queryValue(joined?.appUrl ?? '', 'current_user')).toBe('dure_app')
    await first.end('SIGTERM')
    expect(await connectToRunning(dir)).toBeUndefined()
    expect((await readdir(dir)).filter((name) => /owner$|^dure\.lock/.test(name))).toEqual([])
  })
})

describe('kill -9', () => {
  test('of Dure while it writes: the server is adopted and every acknowledged row is there', async () => {
    const first = startProgram(program, [dir, 'write'])
    const written = () => first.lines.filter((line) => 'written' in line).length
    while (written() <= 20) await sleep(5)
    const server = await serverPid()
    await first.end('SIGKILL')
    const { adopted, ownerUrl, close } = await open(dir)
    expect(adopted).toBe(true)
    expect(await serverPid()).toBe(server)
    const acknowledged = written()
    // The row in flight may be there or not.
    expect(await rows(ownerUrl)).toBeOneOf([acknowledged, acknowledged + 1])
    await close()
    await expect(startOf(server)).resolves.toBeUndefined()
  })

  test('of PostgreSQL while Dure runs: it is back on the same address, with every acknowledged row', async () => {
    const { ownerUrl, close } = await open(dir)
    const before = await rows(ownerUrl)
    await withClient(ownerUrl, (client) =>
      client.query('insert into written select coalesce(max(number), 0) + 1 from written'),
    )
    // A statement that never looks up keeps its process, and with it the server's memory, alive.
    const busy = queryValue(ownerUrl, 'select count(*) from generate_series(1, 1000000000)').catch(
      () => 'ended',
    )
    await sleep(100)
    for (let time = 0; time < 2; time += 1) {
      const server = await serverPid()
      process.kill(server, 'SIGKILL')
      await gone(server)
      expect(await answered(ownerUrl)).toBeLessThan(5000)
      expect(await serverPid()).not.toBe(server)
    }
    expect(await busy).toBe('ended')
    expect(await rows(ownerUrl)).toBe(before + 1)
    await close()
  })

  test('of PostgreSQL, whose port another program then takes: it is back on its socket', async () => {
    const { ownerUrl, close } = await open(dir)
    const server = await serverPid()
    const port = Number(new URL(ownerUrl).port)
    process.kill(server, 'SIGKILL')
    await gone(server)
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    await answered(ownerUrl)
    expect(await serverPid()).not.toBe(server)
    await close()
    other.close()
  }, 20_000)

  test('of both: the next start recovers', async () => {
    const first = startProgram(program, [dir, 'write'])
    await first.line('written')
    await sleep(200)
    const server = await serverPid()
    process.kill(first.pid, 'SIGKILL')
    process.kill(server, 'SIGKILL')
    await Promise.all([first.ended, gone(server)])
    const written = first.lines.filter((line) => 'written' in line).map((line) => Number(line.written))
    const { adopted, ownerUrl, close } = await open(dir)
    expect(adopted).toBe(false)
    expect(
      await queryValue(ownerUrl, `select count(*)::int from written where number = any('{${written}}')`),
    ).toBe(written.length)
    await close()
  })
})

describe('what an earlier run left', () => {
  test.each([
    'a dead process',
    'another program',
  ])('postmaster.pid naming %s does not block', async (whose) => {
    const path = await cluster()
    const { uid, gid } = await stat(path)
    const other = spawn('sleep', ['60'], { ...(asRoot ? { uid, gid } : {}), stdio: 'ignore' })
    const pid = other.pid ?? 0
    if (whose === 'a dead process') {
      other.kill('SIGKILL')
      await gone(pid)
    }
    const left = `${pid}\n${path}\n1790000000\n5432\n${path}\n127.0.0.1\n  1 1\nready   \n`
    await writeFile(join(path, 'postmaster.pid'), left)
    await writeFile(join(path, '.s.PGSQL.5432.lock'), left)
    const { appUrl, adopted, close } = await open(dir)
    expect(adopted).toBe(false)
    expect(await queryValue(appUrl, '1')).toBe(1)
    await close()
    expect(Boolean(await startOf(pid))).toBe(whose === 'another program')
    other.kill('SIGKILL')
  })

  test('a server that was suspended or has other settings is stopped and started anew', async () => {
    for (const change of ['settings', 'suspended'] as const) {
      const first = startProgram(program, [dir])
      await first.line('adopted')
      const server = await serverPid()
      await first.end('SIGKILL')
      if (change === 'suspended') process.kill(server, 'SIGSTOP')
      const { adopted, appUrl, close } = await open(
        dir,
        change === 'settings' ? { settings: { work_mem: '9MB' } } : {},
      )
      expect(adopted).toBe(false)
      expect(await startOf(server)).toBeUndefined()
      expect(await queryValue(appUrl, "current_setting('work_mem')")).toBe(
        change === 'settings' ? '9MB' : '8MB',
      )
      await close()
    }
  })
})

test('a file of passwords that was cut off is named, and nothing is begun anew', async () => {
  const file = join(dir, 'database.json')
  const whole = await readFile(file, 'utf8')
  for (const part of ['', whole.slice(0, 40), '{}']) {
    await writeFile(file, part)
    await expect(open(dir)).rejects.toThrow(`${file} is damaged`)
  }
  await writeFile(file, whole)
  await (await open(dir)).close()
})

describe('folders', () => {
  test('a data folder that the database account cannot enter keeps its database elsewhere', async () => {
    const closed = join(base, 'closed')
    const hidden = join(closed, 'data')
    await mkdir(closed, { mode: 0o700 })
    const folder = await openDataFolder(hidden)
    const said: string[] = []
    const recordingLog = pino({ hooks: { logMethod: (args) => said.push(String(args[1])) } })
    const { appUrl, stop } = await startEmbedded(folder, recordingLog)
    expect(await queryValue(appUrl, '1')).toBe(1)
    await stop()
    const place = (await readRecord(hidden))?.cluster ?? ''
    if (asRoot) {
      expect(place).toMatch(/^\/var\/lib\/dure\/[\w-]+\/postgres$/)
      expect(said.join('\n')).toContain(`the database lies in ${place}`)
      await rm(dirname(place), { recursive: true })
    } else {
      expect(place).toBe(join(hidden, 'postgres'))
    }
  })

  test.each([
    ['with spaces, quotes and Korean in its name', `자료 "1, 2" 그리고 'x'`, true],
    ['too deep for a socket', 'deep/'.repeat(20), false],
  ])('a data folder %s, copied from another place, has the same rows', async (_, name, socket) => {
    const copy = join(base, name)
    await mkdir(dirname(copy), { recursive: true })
    await promisify(execFile)('cp', ['-a', dir, copy])
    const killed = startProgram(program, [copy])
    await killed.line('adopted')
    await killed.end('SIGKILL')
    const { adopted, ownerUrl, close } = await open(copy)
    expect(adopted).toBe(true)
    expect(await rows(ownerUrl)).toBeGreaterThan(10)
    expect(new URL(ownerUrl).searchParams.has('host')).toBe(socket)
    await close()
  })

  test('a database that became unreachable moves, and its rows with it', async () => {
    const first = await open(dir)
    const before = await rows(first.ownerUrl)
    await first.close()
    await chmod(base, 0o700)
    const { ownerUrl, close } = await open(dir)
    expect(await rows(ownerUrl)).toBe(before)
    await close()
    expect((await cluster()).startsWith(dir)).toBe(!asRoot)
    if (asRoot) await rm(dirname(await cluster()), { recursive: true })
  })

  test('binaries without links and permissions are made to run, from where the account can reach them', async () => {
    const { native } = await packagedBinaries()
    const bare = join(base, 'closed', 'native')
    await cp(native, bare, {
      recursive: true,
      verbatimSymlinks: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    })
    for (const name of await readdir(join(bare, 'bin'))) await chmod(join(bare, 'bin', name), 0o644)
    const copies: string[] = []
    const options = {
      account: await accountFor(''),
      spare: join(base, 'spare'),
      onCopy: (copy: string) => copies.push(copy),
    }
    const packaged = { native: bare, version: '18.0-test' }
    const { postgres } = await runnableBinaries(packaged, options)
    expect(copies).toHaveLength(asRoot ? 1 : 0)
    expect(postgres.startsWith(bare)).toBe(!asRoot)
    expect((await runnableBinaries(packaged, options)).postgres).toBe(postgres)
    expect(copies).toHaveLength(asRoot ? 1 : 0)
    for (const copy of copies) await rm(copy, { recursive: true })
  })
})
