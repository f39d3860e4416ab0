import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
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
    const teams = await Promise.all(Array.from({ length: 6 }, () => team()))
    const body = fileOf(Array.from({ length: 20_000 }, () => ({ analyst: 'rater-1' })))
    let running = true
    const imports = Promise.all(teams.map(({ by, teamId }) => upload(by, teamId, { body }))).finally(() => {
      running = false
    })
    const times: number[] = []
    while (running) {
      const before = performance.now()
      await teams[0]?.by.client.people.me.query()
      times.push(performance.now() - before)
      await sleep(20)
    }
    for (const answer of await imports) expect(answer).toContain('"type":"report"')
    const slowest = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
    expect(slowest).toBeLessThan(1000)
  }, 120_000)
})
