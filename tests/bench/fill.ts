import { sql } from 'kysely'
import pg from 'pg'
import { withOwner } from '#server/db/database.ts'
import { withClient } from '#server/db/one-client.ts'
import { countNames } from '#server/features/audits/table.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

export interface Filled {
  audits: number
  org: string
  team: string
  lead: TestPerson
  manager: TestPerson
  analysts: TestPerson[]
}

const analystsInTeam = 10
const policies = 8
const queues = 4

/**
 * One team of ten with `audits` decisions, all theirs, over as many weeks as 150 decisions a person and week make, but
 * thirteen at the least, in eight policies, four queues and two languages; 40 notes with their action items. Rollups as the import keeps them.
 */
export async function fill(
  database: { ownerUrl: string; superUrl: string },
  audits: number,
): Promise<Filled> {
  const { ownerUrl, superUrl } = database
  return await withOwner(ownerUrl, async (db) => {
    const org = await makeOrg(db, `Bench of ${audits}`)
    const unit = await makeTeam(db, org, { name: `Unit ${audits}` })
    const team = await makeTeam(db, org, { name: `Team ${audits}`, parentId: unit })
    const lead = await makePerson(db, org, { name: 'Lead', memberships: [{ role: 'lead', teamId: team }] })
    const manager = await makePerson(db, org, {
      name: 'Manager',
      memberships: [{ role: 'manager', teamId: unit }],
    })
    const analysts: TestPerson[] = []
    for (let i = 0; i < analystsInTeam; i++) {
      analysts.push(
        await makePerson(db, org, { name: `Analyst ${i}`, memberships: [{ role: 'analyst', teamId: team }] }),
      )
    }
    await fillAudits(superUrl, { org, team, audits, analysts: analysts.map(({ personId }) => personId) })
    await withClient(ownerUrl, (client) =>
      fillNotes(client, {
        org,
        team,
        lead: lead.personId,
        subjects: analysts.map(({ personId }) => personId),
      }),
    )
    await sql`update team set audited_through = (select max(decided_at) from audit where org_id = ${org}) where team_id = ${team}`.execute(
      db,
    )
    await sql`analyze`.execute(db)
    return { audits, org, team, lead, manager, analysts }
  })
}

async function fillAudits(
  superUrl: string,
  { org, team, audits, analysts }: { org: string; team: string; audits: number; analysts: string[] },
) {
  // As the superuser without foreign-key triggers: two million rows are made in seconds, and they are right by construction.
  const url = new URL(superUrl)
  url.pathname = '/dure'
  const pool = new pg.Pool({
    connectionString: url.href,
    max: 1,
    options: '-c session_replication_role=replica',
  })
  const weeks = Math.max(13, Math.ceil(audits / analystsInTeam / 1500))
  await pool.query(
    `insert into policy (org_id, code) select $1, 'policy-' || p from generate_series(0, ${policies - 1}) p`,
    [org],
  )
  const step = 200_000
  for (let from = 0; from < audits; from += step) {
    await pool.query(
      `insert into audit (org_id, audit_id, team_id, analyst_id, reference, case_ref, policy, queue, language, decision, verified_decision,
         verified_by, outcome, acted, decided_at, content_hash)
       select $1::uuid, uuidv7(), $2::uuid, ($3::uuid[])[1 + i % ${analystsInTeam}], 'B-' || $1::uuid || '-' || i, 'C-' || i, 'policy-' || (i / 10) % ${policies},
         'queue-' || (i / 80) % ${queues}, case (i / 320) % 3 when 0 then 'en' else 'ko' end,
         case when i % 37 = 0 then 'fine' when i % 53 = 0 then 'violating' else 'same' end,
         case when i % 37 = 0 then 'violating' when i % 53 = 0 then 'fine' else 'same' end, 'gold',
         case when i % 37 = 0 then 'missed' when i % 53 = 0 then 'over_enforced' else 'correct' end,
         i % 37 <> 0 and i % 3 <> 0,
         timestamptz '2026-11-20 08:00+00' - make_interval(secs => (i::float8 / $5) * ${weeks} * 604800), sha256(i::text::bytea)
       from generate_series($4::int, least($4::int + ${step}, $5::int) - 1) i`,
      [org, team, analysts, from, audits],
    )
  }
  const names = countNames.map((name) => `"${name}"`).join(', ')
  const sums = countNames.map((name) => `sum("${name}")`).join(', ')
  for (const [table, keys, whose] of [
    ['audit_day', 'org_id, team_id, analyst_id, day', 'not machine and own'],
    ['audit_week', 'org_id, team_id, analyst_id, week, policy', 'not machine and own'],
    ['audit_stratum_week', 'org_id, team_id, week, policy, queue, language, analyst_id', 'not machine'],
    ['audit_team_week', 'org_id, team_id, week, policy', 'not machine'],
  ]) {
    await pool.query(
      `insert into ${table} (${keys}, ${names})
       select ${keys}, ${sums} from app.audit_counted where org_id = $1 and ${whose} group by ${keys}`,
      [org],
    )
  }
  // The trigger that keeps them does not fire for a replica.
  await pool.query(
    `insert into audit_person_week (org_id, team_id, analyst_id, week, n, correct)
     select org_id, team_id, analyst_id, date_trunc('week', day)::date, sum(n), sum(correct)
     from audit_day where org_id = $1 group by 1, 2, 3, 4`,
    [org],
  )
  await pool.end()
}

async function fillNotes(
  client: pg.Client,
  { org, team, lead, subjects }: { org: string; team: string; lead: string; subjects: string[] },
) {
  await client.query(
    `with notes as (
       insert into note (org_id, note_id, team_id, author_id, subject_id, audience, kind, body, person_since, claimed_at, follow_up_on)
       select $1, gen_random_uuid(), $2, $3, ($4::uuid[])[1 + i % 10], 'person', 'quick', '{"kind": "quick", "text": "Read the policy again."}',
         now(), now(), current_date + i from generate_series(1, 40) i returning *)
     insert into note_revision (org_id, note_id, version, audience, kind, body)
     select org_id, note_id, 1, audience, kind, body from notes`,
    [org, team, lead, subjects],
  )
}
