import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cluster, dir, open, queryValue, setUp } from './embedded-setting.ts'

setUp()

describe('a new data folder', () => {
  test('gets a durable UTF-8 database with two roles that row-level security binds', async () => {
    const { superUrl, ownerUrl, appUrl, adopted, close } = await open(dir)
    const shown = (name: string) => queryValue<string>(appUrl, `current_setting('${name}')`)
    expect(adopted).toBe(false)
    expect(
      await queryValue(
        superUrl,
        "select count(*)::int from pg_settings where source = 'command line' and name = 'fsync'",
      ),
    ).toBe(1)
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
      expect(await shown(name)).toBe('on')
    expect(await shown('server_encoding')).toBe('UTF8')
    expect(await shown('server_version')).toMatch(/^18\./)
    expect(await shown('password_encryption')).toBe('scram-sha-256')
    expect(await queryValue(appUrl, "'가' < '나' and '나' < '다'")).toBe(true)
    expect(await queryValue(ownerUrl, 'current_user')).toBe('dure_owner')
    const free =
      "select count(*)::int from pg_roles where rolname in ('dure_owner', 'dure_app') and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)"
    expect(await queryValue(superUrl, free)).toBe(2)
    expect(
      await queryValue(superUrl, "select pg_get_userbyid(datdba) from pg_database where datname = 'dure'"),
    ).toBe('dure_owner')
    await expect(queryValue(appUrl, "select set_config('role', 'dure_owner', false)")).rejects.toThrow(
      'permission denied',
    )
    await close()
  })

  test('asks for the password on loopback and on the socket, and keeps it from other accounts', async () => {
    const { appUrl, close } = await open(dir)
    const socket = new URL(appUrl)
    const loopback = new URL(appUrl)
    loopback.searchParams.delete('host')
    expect(await queryValue(loopback.href, '1')).toBe(1)
    for (const url of [socket, loopback]) {
      url.password = 'wrong'
      await expect(queryValue(url.href, '1')).rejects.toThrow('password authentication failed')
    }
    expect((await stat(join(dir, 'database.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(await cluster())).mode & 0o777).toBe(0o700)
    await close()
  })

  test('prints neither statements nor values of the people in it', async () => {
    const { ownerUrl, close } = await open(dir)
    await expect(queryValue(ownerUrl, "select 'canary-value'::int")).rejects.toThrow('invalid input')
    await close()
    expect(await readFile(join(dir, 'postgres.log'), 'utf8')).not.toContain('canary')
  })
})
