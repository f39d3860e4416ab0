import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { isAfter, type Place } from '#server/db/keyset.ts'
import { prepare } from '#server/db/prepared.ts'
import type { LedgerCause } from '#shared/policies/rules.ts'

/** An entry to be opened in the policy ledger. */
export interface NewLedgerEntry {
  entryId: string
  teamId: string
  /** The code of the policy. */
  policy: string
  clauseId: string | null
  cause: LedgerCause
  caseRef: string | null
  auditId: string | null
  reviewId: string | null
  /** The day whose version the entry is about; null for the day of the audit, and today where there is none. */
  day: string | null
}

/**
 * Adds an entry with the version that was in force, opened by the actor. Returns when; undefined where an entry of this id
 * exists, and for a policy that is not known.
 */
export async function insertEntry(db: WriteDb, entry: NewLedgerEntry): Promise<string | undefined> {
  const { rows } = await sql<{ at: string }>`
    insert into policy_ledger_entry (org_id, entry_id, team_id, policy, policy_version_id, clause_id, cause, case_ref,
      audit_id, review_id, opened_by)
    select t.org_id, ${entry.entryId}::uuid, t.team_id, ${entry.policy}, (
        select v.version_id from policy_version v where v.org_id = t.org_id and v.policy = ${entry.policy}
          and v.effective_from <= coalesce(${entry.day}::date, (coalesce(a.decided_at, now()) at time zone t.zone)::date)
        order by v.effective_from desc limit 1),
      ${entry.clauseId}::uuid, ${entry.cause}, ${entry.caseRef}, ${entry.auditId}::uuid, ${entry.reviewId}::uuid,
      ${db.person}::uuid
    from team t join policy p on p.org_id = t.org_id and p.code = ${entry.policy}
    left join audit a on a.org_id = t.org_id and a.audit_id = ${entry.auditId}::uuid
    where t.org_id = ${db.org}::uuid and t.team_id = ${entry.teamId}::uuid
    on conflict do nothing
    returning opened_at as at`.execute(db.query)
  return rows[0]?.at
}

export interface CountedRow {
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  cause: LedgerCause
  entries: number
  last_at: string
}

/** Returns what of a team's ledger no ruling settled yet, by policy, clause, version and cause, the last opened first. */
export async function ledgerCounts(db: ActorDb, teamId: string): Promise<CountedRow[]> {
  return await db.query
    .selectFrom('policy_ledger_entry')
    .select([
      'policy',
      'clause_id',
      'policy_version_id',
      'cause',
      sql<number>`count(*)::int`.as('entries'),
      sql<string>`max(opened_at)`.as('last_at'),
    ])
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .where(
      sql<boolean>`not exists (select from app.ledger_written_up(${teamId}::uuid) s
        where s.ruled and s.entry_id = policy_ledger_entry.entry_id)`,
    )
    .groupBy(['policy', 'clause_id', 'policy_version_id', 'cause'])
    .orderBy('last_at', 'desc')
    .execute()
}

/** Returns the name of a team; undefined where the reader may not know it. */
export async function teamName(db: ActorDb, teamId: string): Promise<string | undefined> {
  const row = await db.query
    .selectFrom('team')
    .select('name')
    .where('org_id', '=', db.org)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
  return row?.name
}

export const pageSize = 50

export interface EntryRow {
  entry_id: string
  cause: LedgerCause
  case_ref: string | null
  audit_id: string | null
  opened_by_name: string | null
  opened_at: string
}

/** Returns a page of the entries behind one row of a ledger, the latest first, and one more where another page follows. */
export async function ledgerEntries(
  db: ActorDb,
  row: { teamId: string; policy: string; clauseId: string | null; versionId: string | null },
  after: Place | undefined,
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select e.entry_id, e.cause, e.case_ref, e.audit_id, p.name as opened_by_name, e.opened_at
    from policy_ledger_entry e left join person p on p.org_id = e.org_id and p.person_id = e.opened_by
    where e.org_id = ${db.org}::uuid and e.team_id = ${row.teamId}::uuid and e.policy = ${row.policy}
      and e.clause_id is not distinct from ${row.clauseId}::uuid
      and e.policy_version_id is not distinct from ${row.versionId}::uuid
      and ${after ? isAfter({ key: sql`e.opened_at`, id: sql`e.entry_id` }, { key: sql`${after.key}::timestamptz`, id: sql`${after.id}::uuid` }, { key: 'desc', id: 'asc' }) : sql`true`}
    order by e.opened_at desc, e.entry_id
    limit ${pageSize + 1}`.execute(db.query)
  return rows
}

export interface QuestionCount {
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  questions: number
  /** Of them, those that were counted in a write-up that waits for its ruling. */
  waiting: number
  last_at: string
}

const countsStatement = prepare<{ team: string }, QuestionCount>('policies_question_counts', (db, p) => ({
  compile: () =>
    sql<QuestionCount>`select policy, clause_id, policy_version_id, questions, waiting, last_at
      from app.question_counts(${p.team}::uuid)`.compile(db),
}))

/** Counts a team's questions since the last ruling by clause and version, for who leads or manages it. */
export const questionCounts = (db: ActorDb, team: string): Promise<QuestionCount[]> =>
  db.run(countsStatement, { team })

/** A clause of a version in a team's ledger; null where an entry names none. */
export interface LedgerPlace {
  teamId: string
  policy: string
  clauseId: string | null
  versionId: string | null
}

export interface Gathered {
  entryIds: string[]
  questions: number
  /** Something more stands there, and waits for a ruling in a write-up. */
  waits: boolean
}

/**
 * Returns the entries that stand on a place of a team's ledger and in no write-up that was ruled on or waits, the oldest first
 * and at most `limit` of them, and how many questions do.
 */
export async function gatheredOn(
  db: ActorDb,
  { teamId, policy, clauseId, versionId }: LedgerPlace,
  limit: number,
): Promise<Gathered> {
  const { rows } = await sql<{ entryIds: string[]; waits: boolean }>`
    with standing as (
      select e.entry_id, e.opened_at, s.entry_id is not null as waits
      from policy_ledger_entry e left join app.ledger_written_up(${teamId}::uuid) s on s.entry_id = e.entry_id
      where e.org_id = ${db.org}::uuid and e.team_id = ${teamId}::uuid
        and e.policy = ${policy} and e.clause_id is not distinct from ${clauseId}::uuid
        and e.policy_version_id is not distinct from ${versionId}::uuid and s.ruled is not true)
    select exists (select from standing where waits) as waits, array(select entry_id from standing
      where not waits order by opened_at, entry_id limit ${limit}) as "entryIds"`.execute(db.query)
  const [found] = rows
  const questions = (await questionCounts(db, teamId)).filter(
    (row) => row.policy === policy && row.clause_id === clauseId && row.policy_version_id === versionId,
  )
  return {
    entryIds: found?.entryIds ?? [],
    questions: questions.reduce((sum, row) => sum + row.questions - row.waiting, 0),
    waits: found?.waits === true || questions.some((row) => row.waiting > 0),
  }
}
