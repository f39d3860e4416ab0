import { sql, type Transaction } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { sealContents } from '#server/features/check-ins/contents-rules.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { type Demo, type DemoContents, demoTables } from './rows.ts'

/** Writes all rows as the owner, each table in one statement, seals what is secret, and adds up the rollups. */
export async function writeDemo(db: Transaction<Schema>, rows: Demo, keys: Keystore): Promise<void> {
  for (const table of demoTables) await insertAll(db, table, rows[table])
  const org = rows.org[0]?.org_id
  if (!org) throw new Error('A demo without an organisation')
  await insertAll(db, 'check_in_answer', await sealed(org, rows.contents, keys))
  await addUpRollups(db, org)
  await sql`update team t set audited_through = a.through
    from (select team_id, max(decided_at) as through from audit where org_id = ${org} group by team_id) a
    where t.org_id = ${org} and t.team_id = a.team_id`.execute(db)
}

async function sealed(org: string, contents: readonly DemoContents[], keys: Keystore) {
  const refs = contents.map(({ person_id, check_in_id }) => ({ org, person: person_id, item: check_in_id }))
  const made = await keys.makeAll(refs)
  return contents.flatMap(({ check_in_id, person_id, ...said }, n) => {
    const [ref, key] = [refs[n], made[n]]
    return ref && key ? [{ org_id: org, check_in_id, person_id, ...sealContents(key, ref, said) }] : []
  })
}

async function insertAll(db: Transaction<Schema>, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  const json = JSON.stringify(rows.map(withHexBytes))
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`.execute(db)
}

/** Bytes as PostgreSQL reads them: JSON has no way to say them. */
function withHexBytes(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  )
}

/** The same counts as an import keeps: verified and not picked by hand, by the day and the Monday of the team's zone. */
async function addUpRollups(db: Transaction<Schema>, org: string): Promise<void> {
  // An error that is not the analyst's stays in the team's counts alone.
  const counts = sql`count(*) filter (where outcome not in ('unverified', 'technical')), count(*) filter (where outcome = 'correct'),
    count(*) filter (where outcome = 'missed'), count(*) filter (where outcome = 'over_enforced'),
    count(*) filter (where outcome = 'unverified')`
  const columns = sql`n, correct, missed, over_enforced, unverified`
  const audits = sql`(select a.org_id, a.team_id, a.analyst_id, a.policy, a.outcome, a.attributed_to,
      (a.decided_at at time zone t.zone)::date as day,
      date_trunc('week', a.decided_at at time zone t.zone)::date as week
    from audit a join team t using (org_id, team_id) where a.org_id = ${org} and not a.targeted) a`
  await sql`insert into audit_day (org_id, team_id, analyst_id, day, ${columns})
    select org_id, team_id, analyst_id, day, ${counts} from ${audits} where attributed_to is null group by 1, 2, 3, 4`.execute(
    db,
  )
  await sql`insert into audit_week (org_id, team_id, analyst_id, week, policy, ${columns})
    select org_id, team_id, analyst_id, week, policy, ${counts} from ${audits} where attributed_to is null group by 1, 2, 3, 4, 5`.execute(
    db,
  )
  await sql`insert into audit_team_week (org_id, team_id, week, policy, ${columns})
    select org_id, team_id, week, policy, ${counts} from ${audits} group by 1, 2, 3, 4`.execute(db)
}
