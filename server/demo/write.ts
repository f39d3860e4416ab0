import { sql, type Transaction } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { countNames } from '#server/features/audits/table.ts'
import { sealContents } from '#server/features/check-ins/contents-rules.ts'
import {
  questionnaireRef,
  sealQuestionnaire,
} from '#server/features/check-ins/questionnaire-contents-rules.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { scoreOf } from '#shared/check-ins/questionnaire-rules.ts'
import { type Demo, type DemoContents, type DemoQuestionnaire, demoTables } from './rows.ts'

/** Writes all rows as the owner, each table in one statement, seals what is secret, and adds up the rollups. */
export async function writeDemo(db: Transaction<Schema>, rows: Demo, keys: Keystore): Promise<void> {
  for (const table of demoTables) await insertAll(db, table, rows[table])
  const org = rows.org[0]?.org_id
  if (!org) throw new Error('A demo without an organisation')
  await insertAll(db, 'check_in_answer', await sealed(org, rows.contents, keys))
  await insertAll(db, 'questionnaire_answer', await sealedQuestionnaires(org, rows.questionnaires, keys))
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

async function sealedQuestionnaires(org: string, answers: readonly DemoQuestionnaire[], keys: Keystore) {
  const refs = answers.map(({ person_id, answer_id }) =>
    questionnaireRef({ org, person: person_id }, answer_id),
  )
  const made = await keys.makeAll(refs)
  return answers.flatMap(({ answer_id, person_id, pack, at, values }, n) => {
    const [ref, key] = [refs[n], made[n]]
    if (!ref || !key) return []
    const contents = sealQuestionnaire(key, ref, {
      ...{ packVersion: pack.version, values },
      ...scoreOf(pack, values),
    })
    return [{ org_id: org, answer_id, person_id, pack_id: pack.id, at, claimed_at: at, contents }]
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

/** The same counts as an import keeps: verified and drawn, by the day and the Monday of the team's zone. */
async function addUpRollups(db: Transaction<Schema>, org: string): Promise<void> {
  const columns = sql.join(countNames.map((name) => sql.ref(name)))
  const sums = sql.join(countNames.map((name) => sql`sum(${sql.ref(name)})`))
  // An error that is not the analyst's stays in the team's counts alone.
  const rollups = [
    { table: 'audit_day', keys: 'org_id, team_id, analyst_id, day', counted: 'not machine and own' },
    {
      table: 'audit_week',
      keys: 'org_id, team_id, analyst_id, week, policy',
      counted: 'not machine and own',
    },
    {
      table: 'audit_stratum_week',
      keys: 'org_id, team_id, week, policy, queue, language, analyst_id',
      counted: 'not machine',
    },
    { table: 'audit_team_week', keys: 'org_id, team_id, week, policy', counted: 'not machine' },
    {
      table: 'audit_machine_week',
      keys: 'org_id, team_id, week, policy, queue, language',
      counted: 'machine',
    },
  ]
  for (const { table, keys, counted } of rollups)
    await sql`insert into ${sql.table(table)} (${sql.raw(keys)}, ${columns})
      select ${sql.raw(keys)}, ${sums} from app.audit_counted where org_id = ${org} and ${sql.raw(counted)}
      group by ${sql.raw(keys)} having sum(n) + sum(unverified) > 0`.execute(db)
}
