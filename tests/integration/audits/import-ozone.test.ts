import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { formOf, optionsOf } from '#client/features/audits/import-form.ts'
import { previewOf } from '#client/features/audits/read-preview.ts'
import { refusedRows } from '#client/features/audits/refused-rows.ts'
import { importCommand } from '#server/cli/import.ts'
import type { ImportOptions } from '#shared/audits/import-views.ts'
import { driftOf, upload } from '#tests/support/audit-files.ts'
import { runCommandLine } from '#tests/support/command-runs.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'
import { app, nothing, rowsOf, setUp, stored } from './import-setting.ts'

setUp()

/** tests/data/ozone/README.md says how it was made, and by what. */
const file = new URL('../../data/ozone/query-events.json', import.meta.url)
const bot = 'did:plc:2q7automod6bot5labeler3q'
const [haneul, duri] = ['did:plc:7yxkq3haneul2mod4erator2', 'did:plc:4k2mduri5mod3erator6qa7q']

/** A team that has the two moderators of the file, by their DIDs. */
async function ozoneTeam(moderators: readonly string[] = [haneul, duri]) {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const lead = await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId }] })
  for (const reference of moderators)
    await makePerson(app.owner, org, { reference, memberships: [{ role: 'analyst', teamId }] })
  return { org, teamId, by: await app.signIn(lead) }
}

/** Returns what the screen sends once such a file was chosen, and every policy of it is to be made. */
async function chosen(bytes: Buffer, teamId: string, dryRun = false): Promise<ImportOptions> {
  const blob = new File([new Uint8Array(bytes)], 'query-events.json')
  const options = optionsOf(formOf(blob, await previewOf(blob)), teamId, dryRun)
  if (!options) throw new Error('Something is still to be chosen')
  return { ...options, makePolicies: true }
}

test('a move-in from a file of Ozone: chosen, stored, and chosen again without a change', async () => {
  const { org, teamId, by } = await ozoneTeam()
  const bytes = await readFile(file)
  const options = await chosen(bytes, teamId)
  expect(options.violating).toBe('takedown')
  const { report } = await upload(app.url, by, { file: bytes, options })
  expect(report).toMatchObject({
    ...{ read: 10, added: 10, machines: 1, verified: 3, refused: 0, file: { format: 'ozone', events: 27 } },
    outcomes: { over_enforced: 2, other_error: 1, unverified: 7 },
  })
  expect(report?.findings?.verdicts.filter(({ known }) => !known)).toEqual([])
  expect(report?.findings?.skipped).toContainEqual({
    word: 'reverseTakedown',
    reason: 'ended_as_planned',
    rows: 1,
  })
  const { rows } = await sql`
    select a.reference, p.reference as analyst, policy, decision, verified_decision, verified_by, decided_by, language, targeted
    from audit a join person p on p.org_id = a.org_id and p.person_id = a.analyst_id
    where a.org_id = ${org} and a.reference in ('ozone/3', 'ozone/8', 'ozone/10', 'ozone/17')
    order by decided_at`.execute(app.owner)
  const row = (reference: string, analyst: string, policy: string, decision: string) => ({
    ...{ reference, analyst, policy, decision, verified_decision: null, verified_by: null },
    ...{ decided_by: null, language: null, targeted: true },
  })
  expect(rows).toEqual([
    { ...row('ozone/3', haneul, 'spam', 'takedown'), decided_by: 'person', language: 'ko' },
    {
      ...row('ozone/8', duri, 'no policy', 'label graphic-media'),
      ...{ verified_decision: 'resolveAppeal', verified_by: 'appeal_outcome' },
    },
    {
      ...row('ozone/10', duri, 'hate; harassment', 'takedown'),
      ...{ verified_decision: 'reverseTakedown', verified_by: 'appeal_outcome', decided_by: 'person' },
    },
    {
      ...row('ozone/17', haneul, 'spam', 'takedown'),
      ...{ verified_decision: 'reverseTakedown', verified_by: 'second_review' },
    },
  ])
  // An overturned decision says how appeals end, not how often decisions are right: it is in no rate.
  // The labeler's rule is nobody of the team: its decision is a machine's.
  expect(await stored(org)).toEqual({ ...nothing, audits: 9, imports: 1 })
  expect((await by.client.audits.machineCases.query({ teamId })).cases).toMatchObject([
    { tool: bot, policy: 'no policy', decision: 'label spam', outcome: 'unverified', targeted: true },
  ])
  const { imports } = await by.client.audits.imports.query({ teamId })
  expect(imports).toMatchObject([{ added: 10, machines: 1 }])
  // Nobody drew it, so there is no rate of it; the way to it stands in the team's figures all the same.
  expect(await by.client.scorecards.team.query({ teamId })).toMatchObject({
    ...{ machines: null, machineCases: true },
  })
  expect(await driftOf(app.owner, org)).toEqual([])

  const again = await upload(app.url, by, { file: bytes, options })
  expect(again.report).toMatchObject({ added: 0, updated: 0, unchanged: 10, refused: 0 })
})

test('a rule’s account that is a person of the team keeps its row, and a moderator whom nobody knows is refused', async () => {
  const { org, teamId, by } = await ozoneTeam([haneul, bot])
  const bytes = await readFile(file)
  const { report } = await upload(app.url, by, { file: bytes, options: await chosen(bytes, teamId) })
  expect(report).toMatchObject({ machines: 0 })
  expect(rowsOf(report)?.every((refusal) => refusal?.[1] === 'unknown_analyst')).toBe(true)
  const refused = await refusedRows(new Blob([new Uint8Array(bytes)]), report?.refusals ?? [], {
    columns: ['row', 'reason'],
    reasonOf: ({ reason }) => reason,
  })
  expect(refused).toContain(`${duri},no policy,label graphic-media,`)
  expect(refused).not.toContain(bot)
  const { rows } = await sql`select p.reference, a.decided_by from audit a
    join person p on p.org_id = a.org_id and p.person_id = a.analyst_id
    where a.org_id = ${org} and a.decided_by = 'automated'`.execute(app.owner)
  expect(rows).toEqual([{ reference: bot, decided_by: 'automated' }])
})

test('a decision that is overturned in a later file gets it, with its history', async () => {
  const { org, teamId, by } = await ozoneTeam()
  const whole = await readFile(file)
  const { events } = JSON.parse(whole.toString()) as { events: { id: number }[] }
  const earlier = Buffer.from(JSON.stringify({ events: events.filter(({ id }) => id <= 10) }))
  const first = await upload(app.url, by, { file: earlier, options: await chosen(earlier, teamId) })
  expect(first.report).toMatchObject({ added: 6, machines: 1, verified: 0 })
  const second = await upload(app.url, by, { file: whole, options: await chosen(whole, teamId) })
  expect(second.report).toMatchObject({ added: 4, machines: 0, verified: 1, updated: 2, unchanged: 4 })
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from audit_verification where org_id = ${org}`.execute(app.owner)
  expect(rows[0]?.n).toBe(2)
})

test('JSON of something else, and events that are none, are refused as what they are', async () => {
  const { teamId, by } = await ozoneTeam()
  const other = Buffer.from('[{"id": 1, "annotations": []}]')
  const options = await chosen(await readFile(file), teamId)
  const { events } = await upload(app.url, by, { file: other, options })
  expect(events.at(-1)).toEqual({ type: 'error', code: 'INVALID', reason: 'import_unknown_json' })
  const broken = Buffer.from('{"events": [{"id": "one"}]}')
  const { report } = await upload(app.url, by, { file: broken, options })
  expect(rowsOf(report)).toEqual([[1, 'missing', 'reference']])
})

test('the command line takes it, and says what was left out', async () => {
  const database = await createTestDatabase()
  try {
    const env = {
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      APP_KEY_FILE: database.keyFile,
    }
    const ran = await runCommandLine(
      importCommand,
      [file.pathname, '--team', 'Feeds', '--create-people'],
      env,
    )
    expect(ran, ran.err).toMatchObject({ code: 0 })
    expect(ran.out).toContain('Ozone, 27 moderation events')
    expect(ran.out).toContain('10 rows read: 10 added (3 verified)')
    expect(ran.out).toContain('1 of them are decisions that a machine made alone')
    expect(ran.out).toContain('Not taken: 4 report, which are no decisions')
    expect(ran.out).toContain(
      'Not taken: 1 acknowledge, which Ozone wrote itself after an action on the account',
    )
  } finally {
    await database.drop()
  }
})
