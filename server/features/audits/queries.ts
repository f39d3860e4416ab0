import { type ExpressionBuilder, type InferResult, type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { isAfter, type Place } from '#server/db/keyset.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Schema } from '#server/db/schema.ts'
import type { FinalVerdict } from '#shared/audits/recheck-rules.ts'
import type { CaseFilter } from '#shared/audits/rules.ts'
import type { CaseChoices } from '#shared/audits/views.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'
import type { AuditTable } from './table.ts'

/** A page of cases. */
export const pageSize = 50

export interface CaseQuery {
  analyst: string
  /** Null for every team: one's own cases. */
  teams: readonly string[] | null
  filter: CaseFilter
  policy?: string | undefined
  queue?: string | undefined
  language?: string | undefined
  counted?: boolean | undefined
  from?: string | undefined
  to?: string | undefined
  /** The last case of the page before. */
  after?: Place | undefined
}

const caseColumns = [
  'a.audit_id',
  'a.team_id',
  'a.analyst_id',
  'p.name as analyst_name',
  'a.kind',
  'a.reference',
  'a.case_ref',
  'a.policy',
  'a.queue',
  'a.language',
  'a.moderator_decision',
  'a.decided_by',
  'a.decision',
  'a.acted',
  'a.verified_decision',
  'a.verified_by',
  'a.outcome',
  'a.targeted',
  'a.decided_at',
] as const

const withAnalyst = (query: Kysely<Schema>, org: string) =>
  query
    .selectFrom('audit as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'a.org_id').onRef('p.person_id', '=', 'a.analyst_id'),
    )
    .select(caseColumns)
    .where('a.org_id', '=', org)

export type CaseRow = InferResult<ReturnType<typeof withAnalyst>>[number]

type Narrowed = Omit<CaseQuery, 'after'>

const spanOf = (q: Narrowed) => (eb: ExpressionBuilder<Schema & { a: Schema['audit'] }, 'a'>) => [
  eb('a.analyst_id', '=', q.analyst),
  ...(q.teams ? [eb('a.team_id', 'in', q.teams)] : []),
  ...(q.counted
    ? [
        eb('a.outcome', 'not in', ['unverified', 'technical']),
        eb('a.targeted', '=', false),
        eb('a.kind', '=', 'audit'),
        // A machine's own decision is in no person's rate.
        eb.or([
          eb('a.decided_by', 'is distinct from', 'automated'),
          eb('a.moderator_decision', 'is not', null),
        ]),
        eb('a.attributed_to', 'is', null),
      ]
    : []),
  ...(q.from === undefined ? [] : [eb('a.decided_at', '>=', q.from)]),
  ...(q.to === undefined ? [] : [eb('a.decided_at', '<', q.to)]),
]

const narrowedBy = (q: Narrowed) => (eb: ExpressionBuilder<Schema & { a: Schema['audit'] }, 'a'>) => {
  const errors = ['missed', 'over_enforced', 'other_error'] as const
  return eb.and([
    ...spanOf(q)(eb),
    ...(q.filter === 'errors' ? [eb('a.outcome', 'in', errors)] : []),
    ...(q.filter === 'errors' || q.filter === 'all' ? [] : [eb('a.outcome', '=', q.filter)]),
    ...(q.policy === undefined ? [] : [eb('a.policy', '=', q.policy)]),
    ...(q.queue === undefined ? [] : [eb('a.queue', '=', q.queue)]),
    ...(q.language === undefined ? [] : [eb('a.language', '=', q.language)]),
  ])
}

/** Returns how many cases there are, and which policies, queues and languages those of the same time and team have. */
export async function summaryOf(db: ActorDb, q: Narrowed): Promise<{ total: number; choices: CaseChoices }> {
  const from = () => db.query.selectFrom('audit as a').where('a.org_id', '=', db.org)
  const [counted, rows] = await Promise.all([
    from().where(narrowedBy(q)).select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow(),
    from()
      .where((eb) => eb.and(spanOf(q)(eb)))
      .select(['a.policy', 'a.queue', 'a.language'])
      .distinct()
      .execute(),
  ])
  const listed = (values: (string | null)[]) => [...new Set(values.flatMap((value) => value ?? []))].sort()
  return {
    total: counted.total,
    choices: {
      policies: listed(rows.map(({ policy }) => policy)),
      queues: listed(rows.map(({ queue }) => queue)),
      languages: listed(rows.map(({ language }) => language)),
    },
  }
}

/** One more than a page, newest first, so that the caller knows whether there is another. */
export async function casesOf(db: ActorDb, q: CaseQuery) {
  let select = withAnalyst(db.query, db.org).where(narrowedBy(q))
  if (q.after) {
    const place = { key: sql`${q.after.key}::timestamptz`, id: sql`${q.after.id}::uuid` }
    const row = { key: sql.ref('a.decided_at'), id: sql.ref('a.audit_id') }
    select = select.where(isAfter(row, place, { key: 'desc', id: 'asc' }))
  }
  return await select
    .orderBy('a.decided_at', 'desc')
    .orderBy('a.audit_id')
    .limit(pageSize + 1)
    .execute()
}

const byIdStatement = prepare<{ org: string; audit: string }, CaseRow>('audits_case', (db, p) =>
  withAnalyst(db, p.org).where('a.audit_id', '=', p.audit),
)

export async function caseById(db: ActorDb, audit: string): Promise<CaseRow | undefined> {
  return (await db.run(byIdStatement, { org: db.org, audit }))[0]
}

interface VerificationRow {
  at: string
  before_decision: string | null
  after_decision: string | null
}
const verificationsStatement = prepare<{ org: string; audit: string }, VerificationRow>(
  'audits_verifications',
  (db, p) =>
    db
      .selectFrom('audit_verification')
      .select(['at', 'before_decision', 'after_decision'])
      .where('org_id', '=', p.org)
      .where('audit_id', '=', p.audit)
      .orderBy('at', 'desc'),
)

/** Returns how later imports changed the verification of a case, newest first. */
export const verificationsOf = (db: ActorDb, audit: string) =>
  db.run(verificationsStatement, { org: db.org, audit })

/** The outcome before and what else its counts stand under; the row stays locked until the transaction ends. */
export async function lockAudit(db: WriteDb, auditId: string) {
  return await db.query
    .selectFrom('audit')
    .selectAll()
    .where('org_id', '=', db.org)
    .where('audit_id', '=', auditId)
    .forUpdate()
    .executeTakeFirst()
}

/** Makes the analyst's decision the verified one; its counts follow. Returns whether the actor may. */
export async function confirmDecision(db: WriteDb, auditId: string): Promise<boolean> {
  const { rows } = await sql<{
    confirmed: boolean
  }>`select app.confirm_decision(${auditId}::uuid) as confirmed`.execute(db.query)
  return rows[0]?.confirmed === true
}

/** Makes a third verdict the verified one; its counts follow. Returns whether the actor may, and it can be. */
export async function settleDecision(db: WriteDb, auditId: string, final: FinalVerdict): Promise<boolean> {
  const { rows } = await sql<{
    settled: boolean
  }>`select app.settle_decision(${auditId}::uuid, ${final.decision}, ${final.outcome}) as settled`.execute(
    db.query,
  )
  return rows[0]?.settled === true
}

/** Says whose the error of a case was, null for the analyst's, and moves it in the analyst's counts. */
export async function setAttribution(
  db: WriteDb,
  auditId: string,
  attributedTo: OthersFault | null,
): Promise<void> {
  await sql`select app.attribute_error(${auditId}::uuid, ${attributedTo})`.execute(db.query)
}

/** Stores the verdict on a drawn case with the chance that it was drawn with. */
export async function storeDrawn(
  db: WriteDb,
  audit: Pick<AuditTable, 'audit_id' | 'verified_decision' | 'outcome' | 'inclusion_probability'> & {
    targeted: boolean
    verified_by: AuditTable['verified_by']
  },
): Promise<void> {
  await db.query
    .updateTable('audit')
    .set({
      verified_decision: audit.verified_decision,
      verified_by: audit.verified_by ?? 'second_review',
      outcome: audit.outcome,
      inclusion_probability: audit.inclusion_probability,
      targeted: audit.targeted,
      version: sql`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('audit_id', '=', audit.audit_id)
    .execute()
}

/**
 * Returns the label that means a violation for a case: as its file said, else as the team's verified errors imply; null where
 * neither does.
 */
export async function violatingLabel(db: WriteDb, auditId: string): Promise<string | null> {
  const { rows } = await sql<{ label: string | null }>`
    select coalesce(i.settings ->> 'violating', (
      select mode() within group (order by x.label) from (
        select o.verified_decision as label from audit o
          where o.org_id = a.org_id and o.team_id = a.team_id and o.outcome = 'missed'
        union all
        select o.decision from audit o
          where o.org_id = a.org_id and o.team_id = a.team_id and o.outcome = 'over_enforced') x)) as label
    from audit a left join audit_import i on i.org_id = a.org_id and i.import_id = a.import_id
    where a.org_id = ${db.org}::uuid and a.audit_id = ${auditId}::uuid`.execute(db.query)
  return rows[0]?.label ?? null
}
