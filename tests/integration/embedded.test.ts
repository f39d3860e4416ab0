import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { FolderInUseError, openDataFolder } from '#server/db/data-folder.ts'
import { connectToRunning } from '#server/db/embedded.ts'
import { withClient } from '#server/db/one-client.ts'
import { startOf } from '#server/db/process-identity.ts'
import { startProgram } from '#tests/support/child-program.ts'
import {
  answered,
  cluster,
  dir,
  gone,
  one,
  open,
  program,
  rows,
  serverPid,
  setUp,
} from './embedded-setting.ts'

setUp()

describe('a new data folder', () => {
  test('gets a durable UTF-8 database with two roles that row-level security binds', async () => {
    const { superUrl, ownerUrl, appUrl, adopted, close } = await open(dir)
    const shown = (name: string) => one<string>(appUrl, `current_setting('${name}')`)
    expect(adopted).toBe(false)
    expect(
      await one(
        superUrl,
        "select count(*)::int from pg_settings where source = 'command line' and name = 'fsync'",
      ),
    ).toBe(1)
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
      expect(await shown(name)).toBe('on')
    expect(await shown('server_encoding')).toBe('UTF8')
    expect(await shown('server_version')).toMatch(/^18\./)
    expect(await shown('password_encryption')).toBe('scram-sha-256')
    expect(await one(appUrl, "'가' < '나' and '나' < '다'")).toBe(true)
    expect(await one(ownerUrl, 'current_user')).toBe('dure_owner')
    const free =
      "select count(*)::int from pg_roles where rolname in ('dure_owner', 'dure_app') and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)"
    expect(await one(superUrl, free)).toBe(2)
    expect(
      await one(superUrl, "select pg_get_userbyid(datdba) from pg_database where datname = 'dure'"),
    ).toBe('dure_owner')
    await expect(one(appUrl, "select set_config('role', 'dure_owner', false)")).rejects.toThrow(
      'permission denied',
    )
    await close()
  })

  test('asks for the password on loopback and on the socket, and keeps it from other accounts', async () => {
    const { appUrl, close } = await open(dir)
    const socket = new URL(appUrl)
    const loopback = new URL(appUrl)
    loopback.searchParams.delete('host')
    expect(await one(loopback.href, '1')).toBe(1)
    for (const url of [socket, loopback]) {
      url.password = 'wrong'
      await expect(one(url.href, '1')).rejects.toThrow('password authentication failed')
    }
    expect((await stat(join(dir, 'database.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(await cluster())).mode & 0o777).toBe(0o700)
    await close()
  })

  test('prints neither statements nor values of the people in it', async () => {
    const { ownerUrl, close } = await open(dir)
    await expect(one(ownerUrl, "select 'canary-value'::int")).rejects.toThrow('invalid input')
    await close()
    expect(await readFile(join(dir, 'postgres.log'), 'utf8')).not.toContain('canary')
  })
})

describe('two programs on one folder', () => {
  test('the second says so in both languages and stops; a command joins instead', async () => {
    const first = startProgram(program, [dir])
    const { ownerUrl } = await first.line('adopted')
    const second = startProgram(program, [dir])
    const { refused } = await second.line('refused')
    expect(refused).toContain(`Dure is already running on this folder (process ${first.pid}).`)
    expect(refused).toContain(`이 폴더에서 이미 Dure가 실행 중입니다 (프로세스 ${first.pid}).`)
    await second.ended
    await expect(openDataFolder(dir)).rejects.toThrow(FolderInUseError)
    const joined = await connectToRunning(dir)
    expect(joined?.ownerUrl).toBe(ownerUrl)
    expect(await one(joined?.appUrl ?? '', 'current_user')).toBe('dure_app')
    await first.end('SIGTERM')
    expect(await connectToRunning(dir)).toBeUndefined()
    expect(await readdir(dir)).not.toContain('dure.lock')
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
    const busy = one(ownerUrl, 'select count(*) from generate_series(1, 1000000000)').catch(() => 'ended')
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
    expect(await one(ownerUrl, `select count(*)::int from written where number = any('{${written}}')`)).toBe(
      written.length,
    )
    await close()
  })
})
