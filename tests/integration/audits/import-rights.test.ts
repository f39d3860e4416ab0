import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { SignedIn } from '#tests/support/app.ts'
import {
  driftOf,
  fileOf,
  importAsOwner,
  optionsFor,
  readHatecheck,
  upload,
} from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { app, nothing, setUp, stored, team } from './import-setting.ts'

setUp()

describe('who may', () => {
  test('only the lead of the team, of this site, signed in', async () => {
    const { org, teamId, one } = await team()
    const manager = await makePerson(app.owner, org, { memberships: [{ role: 'manager', teamId }] })
    const file = fileOf([{ analyst: 'rater-1' }])
    const statusFor = async (by: Pick<SignedIn, 'cookie'>) =>
      (await upload(app.url, by, { file, options: optionsFor(teamId) })).status
    expect(await statusFor(await app.signIn(one))).toBe(404)
    expect(await statusFor(await app.signIn(manager))).toBe(403)
    expect(await statusFor({ cookie: () => '' })).toBe(401)
    const { by } = await team()
    expect(await statusFor(by)).toBe(404)
    const bare = await fetch(`${app.url}/api/import`, { method: 'POST', body: file })
    expect(bare.status).toBe(403)
    const unread = await fetch(`${app.url}/api/import?options={`, {
      method: 'POST',
      body: file,
      headers: { 'x-dure': '1', cookie: by.cookie() },
    })
    expect(unread.status).toBe(400)
    expect(await stored(org)).toEqual(nothing)
  })
})

describe('two at once, and half of one', () => {
  test('the same file at the same moment is added once', async () => {
    const { org, teamId, by } = await team()
    const file = fileOf(Array.from({ length: 3000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' })))
    const both = await Promise.all(
      [1, 2].map(() => upload(app.url, by, { file, options: optionsFor(teamId) })),
    )
    expect(both.map(({ report }) => report?.added).sort()).toEqual([0, 3000])
    expect(both.map(({ report }) => report?.unchanged).sort()).toEqual([0, 3000])
    expect(await stored(org)).toMatchObject({ audits: 3000, imports: 1 })
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('a phone that goes away takes its import with it', async () => {
    const { org, teamId, by } = await team()
    const rows = Array.from({ length: 40_000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' }))
    const gone = new AbortController()
    const options = optionsFor(teamId)
    const sent = fetch(`${app.url}/api/import?options=${encodeURIComponent(JSON.stringify(options))}`, {
      method: 'POST',
      headers: { 'x-dure': '1', cookie: by.cookie() },
      body: fileOf(rows),
      signal: gone.signal,
    })
    const reader = (await sent).body?.getReader()
    for (let text = ''; !text.includes('storing'); )
      text += Buffer.from((await reader?.read())?.value ?? []).toString()
    gone.abort()
    // The next import gets its turn when the first has ended.
    const { report } = await upload(app.url, by, { file: fileOf([{ analyst: 'rater-1' }]), options })
    expect(report).toMatchObject({ added: 1 })
    expect(await stored(org)).toMatchObject({ audits: 1, imports: 1 })
  })

  test('a file that breaks off in the middle leaves nothing', async () => {
    const { org, teamId } = await team()
    async function* broken() {
      yield Buffer.from(
        fileOf(Array.from({ length: 12_000 }, (_, n) => ({ ref: `r-${n}`, analyst: 'rater-1' }))),
      )
      throw new Error('The disk is gone')
    }
    const { importAudits } = await import('#server/features/audits/import-commands.ts')
    await expect(
      app.owner
        .transaction()
        .execute((query) =>
          importAudits({ org, actor: null, query }, broken, optionsFor(teamId), { now: Date.now }),
        ),
    ).rejects.toThrow('The disk is gone')
    expect(await stored(org)).toEqual(nothing)
  })
})

describe('from the command line', () => {
  test('people and their standings are made from the file', async () => {
    const org = await makeOrg(app.owner)
    const teamId = await makeTeam(app.owner, org)
    const options = { ...optionsFor(teamId), makePeople: true, earlierDays: true }
    const later = fileOf([
      { analyst: 'new-1', at: '2026-10-20' },
      { analyst: 'new-1', at: '2026-10-06' },
      { analyst: 'new-2' },
    ])
    expect(
      await importAsOwner(app.owner, org, { file: later, options: { ...options, dryRun: true } }),
    ).toMatchObject({ added: 3 })
    expect(await stored(org)).toEqual(nothing)
    expect(await importAsOwner(app.owner, org, { file: later, options })).toMatchObject({
      added: 3,
      refused: 0,
    })
    const earlier = fileOf([{ analyst: 'new-1', at: '2026-09-01' }])
    expect(await importAsOwner(app.owner, org, { file: earlier, options })).toMatchObject({
      added: 1,
      refused: 0,
    })
    const { rows } = await sql<{ seen: string }>`
      select concat_ws(' ', p.reference, m.starts_on, m.ends_on) as seen from membership m join person p using (org_id, person_id)
      where m.org_id = ${org} order by 1`.execute(app.owner)
    expect(rows.map(({ seen }) => seen)).toEqual([
      'new-1 2026-09-01 2026-10-06',
      'new-1 2026-10-06',
      'new-2 2026-10-05',
    ])
    expect(await driftOf(app.owner, org)).toEqual([])
  })

  test('the published decisions of ten raters give the published figures, in reasonable time', async () => {
    const org = await makeOrg(app.owner)
    const teamId = await makeTeam(app.owner, org)
    const options = { ...optionsFor(teamId), makePeople: true, earlierDays: true }
    const file = await readHatecheck()
    expect(await importAsOwner(app.owner, org, { file, options })).toMatchObject({
      read: 19_505,
      added: 19_505,
      refused: 0,
    })
    expect(await importAsOwner(app.owner, org, { file, options })).toMatchObject({
      added: 0,
      unchanged: 19_505,
    })
    const { rows } = await sql<{ figures: string }>`
      select concat_ws(' ', p.reference, sum(d.correct), sum(d.n), sum(d.missed), sum(d.over_enforced)) as figures
      from audit_day d join person p on p.org_id = d.org_id and p.person_id = d.analyst_id
      where d.org_id = ${org} group by p.reference order by 1`.execute(app.owner)
    const figures = rows.map((row) => row.figures)
    expect(figures).toContain('rater-02 1848 1946 94 4')
    expect(figures).toContain('rater-07 1879 1955 3 73')
    expect(figures.find((line) => line.startsWith('rater-08'))).toMatch(/^rater-08 1948 1951 /)
    expect(await driftOf(app.owner, org)).toEqual([])
  })
})
