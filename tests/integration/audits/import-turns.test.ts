/** @module-tag attack */

import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { importsLimit } from '#server/transport/import-turns.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { fileOf, optionsFor } from '#tests/support/audit-files.ts'
import { app, nothing, setUp, stored, team } from './import-setting.ts'

setUp()

/** A file whose end comes only when it is let go. */
function slowFile() {
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  async function* chunks() {
    yield Buffer.from(fileOf([]))
    await finished
    yield Buffer.from(
      fileOf([{ analyst: 'rater-1' }])
        .split('\n')
        .slice(1)
        .join('\n'),
    )
  }
  return { body: Readable.toWeb(Readable.from(chunks())) as BodyInit, finish }
}

async function upload(
  by: SignedIn,
  teamId: string,
  { body, signal }: { body: BodyInit; signal?: AbortSignal },
): Promise<string> {
  const options = encodeURIComponent(JSON.stringify({ ...optionsFor(teamId), fileName: 'a.csv' }))
  const response = await fetch(`${app.url}/api/import?options=${options}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-dure': '1', cookie: by.cookie() },
    body,
    duplex: 'half',
    ...(signal ? { signal } : {}),
  } as RequestInit)
  return await response.text()
}

describe('an import', () => {
  test('waits for another one of its person, and many are refused', async () => {
    const { teamId, by } = await team()
    const slow = slowFile()
    const first = upload(by, teamId, { body: slow.body })
    await sleep(200)
    const more = Array.from({ length: 5 }, () => upload(by, teamId, { body: fileOf([]) }))
    expect(await Promise.race(more)).toContain('import_running')
    slow.finish()
    expect(await first).toContain('"type":"report"')
    const answers = await Promise.all(more)
    expect(answers.filter((answer) => answer.includes('import_running'))).toHaveLength(2)
    expect(answers.filter((answer) => answer.includes('"type":"report"'))).toHaveLength(3)
  })

  test('that is cancelled stores nothing and leaves the way free', async () => {
    const { org, teamId, by } = await team()
    const leaving = new AbortController()
    const cancelled = upload(by, teamId, { body: slowFile().body, signal: leaving.signal })
    await sleep(200)
    leaving.abort()
    await expect(cancelled).rejects.toThrow()
    await expect.poll(() => upload(by, teamId, { body: 'r,c,a,p,d,t\n' })).not.toContain('import_running')
    expect(await stored(org)).toMatchObject(nothing)
  })

  test('of many people leaves requests their connections', async () => {
    const teams = await Promise.all(Array.from({ length: 12 }, () => team()))
    const body = fileOf(Array.from({ length: 1_000 }, () => ({ analyst: 'rater-1' })))
    let running = true
    const imports = Promise.all(teams.map(({ by, teamId }) => upload(by, teamId, { body }))).finally(() => {
      running = false
    })
    let highest = 0
    while (running) {
      const { rows } = await sql<{ busy: number }>`select count(distinct l.pid)::int as busy from pg_locks l
        join pg_stat_activity a using (pid)
        where a.datname = current_database() and a.application_name = 'dure' and l.locktype = 'advisory'`.execute(
        app.owner,
      )
      highest = Math.max(highest, rows[0]?.busy ?? 0)
      await sleep(5)
    }
    for (const answer of await imports) expect(answer).toContain('"type":"report"')
    // An import that stores holds its organisation's lock, in a transaction of its own connection.
    expect(highest).toBeGreaterThan(0)
    expect(highest).toBeLessThanOrEqual(importsLimit)
    expect((await teams[0]?.by.client.people.me.query())?.teams).toHaveLength(1)
  }, 120_000)
})
