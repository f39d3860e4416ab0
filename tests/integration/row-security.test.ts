import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOwner } from '#server/db/database.ts'
import { inspect } from '#server/db/inspect.ts'
import { withClient } from '#server/db/one-client.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import type { PolicyOrg } from '#tests/support/policy-world/generator.ts'
import { makePolicyWorld } from '#tests/support/policy-world/world.ts'

/** What the second wall is made of, read from the database's own catalogues and tried as the app's role. */
let test: TestDatabase
let orgs: PolicyOrg[]
let tables: string[]

beforeAll(async () => {
  test = await createTestDatabase()
  orgs = await withOwner(test.ownerUrl, (db) => makePolicyWorld(db, 1))
  tables = await column(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')",
  )
})
afterAll(() => test.drop())

/** The first column of what the owner reads. */
async function column(text: string): Promise<string[]> {
  const result = await withClient(test.ownerUrl, (client) => client.query({ text, rowMode: 'array' }))
  return result.rows.map(([value]) => String(value)).sort()
}
const asApp = <T>(work: (client: pg.Client) => Promise<T>) => withClient(test.appUrl, work)
const denied = { code: '42501' }

describe('without an actor', () => {
  // Counts of failures by hashes of names and addresses: read before it is known who signs in.
  const open = 'sign_in_throttle'

  it('no row of any table is visible', async () => {
    const { org = '', people: [person = ''] = [] } = orgs[0] ?? {}
    const settings = ['select 1', `set app.org = '${org}'`, `reset app.org; set app.actor = '${person}'`]
    await asApp(async (client) => {
      for (const setting of settings) {
        await client.query(setting)
        for (const table of tables.filter((name) => name !== open)) {
          const { rows = [] } = await client.query(`select from ${table} limit 1`).catch((error: Error) => {
            expect(error).toMatchObject(denied)
            return { rows: [] }
          })
          expect(rows, `${table} after ${setting}`).toEqual([])
        }
      }
    })
  })

  it('no row of any table is changed or deleted', async () => {
    const granted =
      await column(`select distinct on (table_name) table_name || ' set ' || column_name || ' = ' || column_name
      from information_schema.column_privileges where grantee = 'dure_app' and privilege_type = 'UPDATE'`)
    const changes = granted.map((change) => `update ${change}`)
    const deletions = tables.map((table) => `delete from ${table}`)
    await asApp(async (client) => {
      for (const statement of [...changes, ...deletions].filter((text) => !text.includes(open))) {
        const { rowCount } = await client.query(statement).catch((error: Error) => {
          expect(error, statement).toMatchObject(denied)
          return { rowCount: 0 }
        })
        expect(rowCount, statement).toBe(0)
      }
    })
    expect(changes.length).toBeGreaterThan(10)
  })
})

describe('the app’s role', () => {
  const asActor = <T>(work: (client: pg.Client) => Promise<T>) =>
    asApp(async (client) => {
      const { org = '', people: [person = ''] = [] } = orgs[0] ?? {}
      await client.query(`set app.org = '${org}'; set app.actor = '${person}'`)
      return await work(client)
    })

  it.each([
    'select password_hash from sign_in',
    'select * from sign_in',
    "update sign_in set password_hash = 'x' returning password_hash",
    "update sign_in set email = 'x@example.org'",
    "update address_request set email = 'x@example.org'",
    "select app.move_sign_in(app.org(), app.actor(), 'x@example.org')",
    'insert into sign_in select * from sign_in on conflict (email) do update set email = sign_in.password_hash',
    'select private_key from push_key',
    'select from push_delivery',
    'select from installation',
    'select token_hash from ended_token',
    'delete from ended_token',
    'select token_hash from calendar_feed',
    'update agenda_item set author_id = item_id',
    'update meeting_series set lead_id = subject_id',
    'delete from agenda_item',
    'update policy_question set addressee_id = asker_id',
    "update policy_question set text = 'x'",
    "update policy_question_entry set text = 'x'",
    'delete from policy_question_entry',
    "update precedent set text_ko = 'x'",
    'delete from precedent',
    'select from audit_log',
    "update audit_log set action = 'x'",
    'delete from audit_log',
    'truncate audit_log',
    "update person set name = 'Another name'",
    'update org set org_id = org_id',
    'update membership set org_id = org_id',
    "update membership set role = 'admin'",
    'update note set author_id = subject_id',
    'update note_reader set person_id = note_id',
    'update note_reader set since = now()',
    'delete from note_reader',
    "update note_addendum set text = 'x'",
    'delete from note_addendum',
    'update action_comment set author_id = action_id',
    'delete from action_comment',
    'update inbox set person_id = by_id',
    'select from check_in_total_member',
    'update check_in_answer set answers = note',
    'delete from check_in_view',
    'insert into content_pack select * from content_pack',
    "update content_pack set body = '{}'",
    'update questionnaire_answer set person_id = answer_id',
    'delete from questionnaire_consent',
    'update check_in_follow_up set person_id = follow_up_id',
    'update check_in_rhythm set person_id = org_id',
    'update check_in set person_id = reader_id',
    'update talk_request set addressee_id = asker_id',
    'update talk_offer set lead_id = person_id',
    'delete from talk_offer',
    "update exposure_entry set source = 'own'",
    'update topic_opt_out set person_id = person_id',
    'update rotation_request set person_id = settled_by',
    'delete from rotation_request',
    'delete from rotation_setting',
    "update check_in_total set level = 'high'",
    'update team_move set to_id = from_id',
    'delete from team_move',
    "update emergency_access set reason = 'another reason'",
    'update emergency_access set hours = 24',
    'delete from emergency_access',
    'update review_dispute set reviewer_id = analyst_id',
    'update review_dispute set asked_level = 5',
    'delete from review_dispute',
    "update review_reply set text = 'x'",
    'delete from review_rescore',
    'delete from move_in',
    'insert into move_in_item select * from move_in_item',
    "select app.write_move_in(app.org(), app.actor(), '{}')",
    'select app.revert_move_in(app.org(), app.actor(), app.org())',
    'select app.remove_moved_people(app.org(), app.org())',
    'select app.managers_of(app.org())',
    'select app.count_audit(app.org(), 1)',
    'update another_look set audit_id = look_id',
    'select from erasure',
    'insert into legal_hold select * from legal_hold',
    'update legal_hold set ended_at = now()',
    'delete from legal_hold',
    'update retention_period set days = 1',
    "update retention_request set counts = '[]'",
    'update retention_request set done_at = now()',
    'delete from retention_request',
    'select from pgboss.job',
    'delete from pgboss.schedule',
    'alter table note disable row level security',
    'drop policy read on note',
    'create table public.mine ()',
    'create table app.mine ()',
    'set role dure_owner',
  ])('is refused: %s', async (statement) => {
    await expect(asActor((client) => client.query(statement))).rejects.toMatchObject(denied)
  })

  it('owns nothing, empties no table and sees past no policy', async () => {
    expect(await column("select relname from pg_class where relowner = 'dure_app'::regrole")).toEqual([])
    expect(
      await column(
        "select relname from pg_class where relkind = 'r' and has_table_privilege('dure_app', oid, 'TRUNCATE')",
      ),
    ).toEqual([])
    expect(
      await column(
        "select rolname from pg_roles where rolname in ('dure_app', 'dure_owner') and (rolbypassrls or rolsuper)",
      ),
    ).toEqual([])
  })

  it('cannot switch row-level security off', async () => {
    // With it off, a statement whose rows a policy would hide is an error and never the rows.
    const off = asActor((client) => client.query('set row_security = off; select from note'))
    await expect(off).rejects.toMatchObject(denied)
  })
})

describe('the schema', () => {
  it('forces row-level security on every table', async () => {
    const { tablesWithoutForcedRowSecurity } = await withOwner(test.ownerUrl, inspect)
    expect(tablesWithoutForcedRowSecurity).toEqual([])
    // But on those of pg-boss, which the app may not reach at all.
    const unforced = await column(`select distinct relnamespace::regnamespace::text from pg_class
      where relkind in ('r', 'p') and not relforcerowsecurity
        and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`)
    expect(unforced).toEqual(['pgboss'])
    const entered = await column(`select nspname from pg_namespace where nspname = 'pgboss'
      and has_schema_privilege('dure_app', oid, 'USAGE')`)
    expect(entered).toEqual([])
    const opened = await column(`select tablename from pg_policies where schemaname = 'public'
      and not roles && array['dure_app', 'dure_owner']::name[]`)
    expect(opened).toEqual([])
  })

  it('has few functions that run as the owner, each with a fixed search path', async () => {
    const definers = await column(`select p.proname || ' ' || coalesce(array_to_string(p.proconfig, ';'), '')
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`)
    const fixed = 'search_path=pg_catalog, public'
    expect(definers).toEqual(
      [
        'acting',
        'acting_teams',
        'address_confirmers',
        'apply_team_move',
        'attribute_error',
        'calendar_feed_lookup',
        'calibration_progress',
        'calibration_rounds',
        'case_reviewers',
        'confirm_address',
        'confirm_decision',
        'correct_name',
        'count_audit',
        'decidable',
        'deciders_away',
        'device_known',
        'dispute_counts',
        'dispute_decider',
        'dispute_deciders',
        'emergency_audience',
        'emergency_confirmers',
        'emergency_subject',
        'escalation_insight',
        'escalation_people',
        'find_cases',
        'find_escalations',
        'find_notes',
        'first_days',
        'inherited_actions',
        'invitation_confirmers',
        'invitation_lookup',
        'is_address_taken',
        'is_led_alone',
        'judgement_decider',
        'keep_acknowledged',
        'keep_ended',
        'keep_person_weeks',
        'keep_put_right',
        'managers_of',
        'may_place',
        'move_in_people',
        'move_readers',
        'named_notes',
        'names_for_partners',
        'note_managers',
        'open_machine_put_right',
        'open_put_right',
        'partner_functions',
        'people_above',
        'policy_updates',
        'put_right_counts',
        'question_counts',
        'read_in_emergency',
        'recheck_counts',
        'recheck_deciders',
        'remove_made',
        'revert_move_in',
        'role_audience',
        'role_confirmers',
        'role_holders',
        'session_ended',
        'session_lookup',
        'settle_decision',
        'sign_in_lookup',
        'store_move_in',
        'team_called',
        'team_colleagues',
        'team_error_weeks',
        'team_leads',
        'team_strata',
        'topics_not_rated',
        'topics_not_verified',
        'undecided',
        'undo_move_in',
        'visible_teams',
        'write_move_in',
      ].map((name) => `${name} ${fixed}`),
    )
    const anybody = await column(`select proname from pg_proc where pronamespace = 'app'::regnamespace
      and has_function_privilege('public', oid, 'EXECUTE')`)
    expect(anybody).toEqual([])
  })

  it('leads every key and unique index with the organisation', async () => {
    // Looked up before the organisation is known, one for the installation, or not the app's.
    const exempt = [
      'ended_token_pkey',
      'installation_pkey',
      'invitation_pkey',
      'kysely_migration_lock_pkey',
      'kysely_migration_pkey',
      'push_key_pkey',
      'session_next',
      'session_pkey',
      'sign_in_pkey',
      'sign_in_throttle_pkey',
    ]
    const unique =
      await column(`select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where c.relnamespace = 'public'::regnamespace and i.indisunique and a.attname is distinct from 'org_id'`)
    expect(unique).toEqual(exempt)
    const references = await column(`select k.conname from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and (a.attname <> 'org_id' or b.attname <> 'org_id')`)
    expect(references).toEqual([])
    const keyless = tables.filter((table) => !unique.includes(`${table}_pkey`))
    const withOrg = await column(`select attrelid::regclass::text from pg_attribute
      where attname = 'org_id' and attnotnull and attrelid in (select oid from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p'))`)
    expect(withOrg).toEqual(expect.arrayContaining(keyless))
  })
})
