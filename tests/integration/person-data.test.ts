import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import type { PersonData } from '#shared/core/person-data.ts'
import { retentionKinds } from '#shared/core/retention-rules.ts'
import { personData } from '#shared/person-data.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'

/** Tables that say nothing about anybody, or whose rows nobody can lead back to a person. */
const aboutNobody = [
  'audit_machine_week',
  'audit_team_week',
  'calibration_case',
  'calibration_gold',
  'check_in_total',
  'content_pack',
  'exposure_budget',
  'feed_epoch',
  'installation',
  'machine_decision',
  'machine_verification',
  'org',
  'policy',
  'policy_clause',
  'policy_version',
  'push_key',
  'rubric',
  'sign_in_throttle',
  'team',
  'term_name',
  'wellbeing_setting',
]

let database: TestDatabase
const declared: { feature: string; data: PersonData }[] = Object.entries(personData).map(
  ([feature, data]) => ({ feature, data }),
)

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function rows(text: string): Promise<string[][]> {
  return await withClient(database.ownerUrl, async (client) => {
    const { rows } = await client.query<string[]>({ text, rowMode: 'array' })
    return rows
  })
}

test('every table is declared by one feature as about persons, or is about nobody', async () => {
  const tables = await rows(`select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not like 'kysely%'`)
  const named = [...declared.flatMap(({ data }) => Object.keys(data)), ...aboutNobody]
  expect(named.toSorted()).toEqual(tables.flat().toSorted())
})

test('every column that names a person is declared with its table', async () => {
  // The names that refer to a person somewhere, and who did something by its ending; such a column counts in every table,
  // unless it refers to something else.
  const columns = await rows(`with refer as (
      select c.conrelid, c.confrelid = 'person'::regclass as to_person, a.attname
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.contype = 'f' and a.attname <> 'org_id')
    select distinct t.relname::text, a.attname::text
    from pg_attribute a join pg_class t on t.oid = a.attrelid
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and a.atttypid = 'uuid'::regtype
      and (a.attname in (select attname from refer where to_person) or a.attname like '%\\_by')
      and (exists (select from refer r where r.conrelid = t.oid and r.attname = a.attname and r.to_person)
        or not exists (select from refer r where r.conrelid = t.oid and r.attname = a.attname))`)
  const found = columns.map(([table, column]) => `${table}.${column}`)
  const said = declared.flatMap(({ data }) =>
    Object.entries(data).flatMap(([table, { people }]) =>
      Object.keys(people).map((column) => `${table}.${column}`),
    ),
  )
  expect(said.toSorted()).toEqual(found.toSorted())
})

test('each says in words what is exported and what is erased', () => {
  const silent = declared.flatMap(({ data }) =>
    Object.entries(data).filter(([, { exported, erased }]) => exported === '' || erased === ''),
  )
  expect(silent).toEqual([])
})

test('each says for how long it is kept', () => {
  const unknown = declared.flatMap(({ data }) =>
    Object.entries(data).filter(([, { retention }]) => !Object.hasOwn(retentionKinds, retention)),
  )
  expect(unknown).toEqual([])
  const used = declared.flatMap(({ data }) => Object.values(data).map(({ retention }) => retention))
  expect(Object.keys(retentionKinds).filter((kind) => !used.some((item) => item === kind))).toEqual([])
})
