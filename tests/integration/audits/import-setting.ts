import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { ImportReport } from '#shared/audits/import-views.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

export let app: TestApp

/** A team of its own with a lead and two analysts, who are called 'rater-1' and 'rater-2' in files. */
export async function team() {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const lead = await makePerson(app.owner, org, { memberships: [{ role: 'lead', teamId }] })
  const [analyst, two] = await Promise.all(
    [1, 2].map((n) =>
      makePerson(app.owner, org, {
        name: `김하늘 ${n}`,
        reference: `rater-${n}`,
        memberships: [{ role: 'analyst', teamId }],
      }),
    ),
  )
  if (!analyst || !two) throw new Error('Two analysts')
  return { org, teamId, lead, one: analyst, two, by: await app.signIn(lead) }
}

export async function stored(org: string) {
  const { rows } = await sql<{
    audits: number
    days: number
    weeks: number
    team_weeks: number
    imports: number
  }>`
    select (select count(*)::int from audit where org_id = ${org}) as audits,
      (select coalesce(sum(n), 0)::int from audit_day where org_id = ${org}) as days,
      (select coalesce(sum(n), 0)::int from audit_week where org_id = ${org}) as weeks,
      (select coalesce(sum(n), 0)::int from audit_team_week where org_id = ${org}) as team_weeks,
      (select count(*)::int from audit_import where org_id = ${org}) as imports`.execute(app.owner)
  return rows[0]
}
export const nothing = { audits: 0, days: 0, weeks: 0, team_weeks: 0, imports: 0 }

export const rowsOf = (report: ImportReport | undefined) =>
  report?.refusals.map(({ row, reason, field }) => [row, reason, field])

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.stop())
}
