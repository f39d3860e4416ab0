import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Outcome } from '#shared/audits/rules.ts'
import type { Status } from '#shared/escalations/step-rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import type { LedgerCause } from '#shared/policies/rules.ts'
import type { OthersFault } from '#shared/reviews/rules.ts'
import type { WriteUpInput } from '#shared/rulings/contracts.ts'
import type { BasisCase, PlannedAudit, PlannedReview } from './table.ts'

/** Write-ups that a phone is given. */
const listed = 200

export interface WriteUpRow {
  escalation_id: string
  team_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  text_ko: string | null
  text_en: string | null
  entry_ids: string[]
  questions: number
  written_at: string
  precedent_id: string | null
  verifications: number | null
  reviews: number | null
  ruled_at: string | null
  /** Of its escalation: what the policy asks, and who has it. */
  raiser_id: string
  subject_id: string | null
  function: PartnerFunction | null
  holder_id: string | null
  status: Status
  submitted: boolean
  acting: ('lead' | 'manager')[]
}
const columns =
  sql.raw(`w.escalation_id, w.team_id, w.policy, w.clause_id, w.policy_version_id, w.text_ko, w.text_en,
  w.entry_ids, w.questions, w.written_at, w.precedent_id, w.verifications, w.reviews, w.ruled_at, e.raiser_id, e.subject_id,
  e.function, e.holder_id, e.status, e.submitted_at is not null as submitted,
  array(select a.role from app.acting() a where a.team_id = e.team_id) as acting`)
const readable = sql.raw(
  'policy_write_up w join escalation e on e.org_id = w.org_id and e.escalation_id = w.escalation_id',
)

const listStatement = prepare<{ org: string }, WriteUpRow>('rulings_list', (db, p) => ({
  compile: () =>
    sql<WriteUpRow>`select ${columns} from ${readable} where w.org_id = ${p.org}
      order by w.written_at desc, w.escalation_id limit ${sql.lit(listed)}`.compile(db),
}))

/** Returns the write-ups that the actor reads, the newest first. */
export const writeUps = (db: ActorDb): Promise<WriteUpRow[]> => db.run(listStatement, { org: db.org })

const oneStatement = prepare<{ org: string; id: string }, WriteUpRow>('rulings_write_up', (db, p) => ({
  compile: () =>
    sql<WriteUpRow>`select ${columns} from ${readable}
      where w.org_id = ${p.org} and w.escalation_id = ${p.id}`.compile(db),
}))

/** Returns one write-up; undefined where the actor does not read it. */
export async function writeUpOf(db: ActorDb, id: string): Promise<WriteUpRow | undefined> {
  const [row] = await db.run(oneStatement, { org: db.org, id })
  return row
}

export interface CaseRow {
  escalation_id: string
  entry_id: string
  /** The first entry of the same case. */
  case_id: string
  cause: LedgerCause
  case_ref: string | null
  opened_at: string
  audit_id: string | null
  review_id: string | null
  decided_on: string | null
  decision: string | null
  verified: string | null
}
const casesStatement = prepare<Record<never, never>, CaseRow>('rulings_cases', (db) => ({
  compile: () => sql<CaseRow>`select * from app.write_up_cases() order by opened_at, entry_id`.compile(db),
}))

/** Returns the entries of every write-up that the actor reads, the oldest first. */
export const writeUpCases = (db: ActorDb): Promise<CaseRow[]> => db.run(casesStatement, {})

/** Keeps other write-ups of the same place waiting until the transaction ends: they would take the same entries. */
export async function lockPlace(
  db: WriteDb,
  { teamId, policy, clauseId, versionId }: Pick<WriteUpInput, 'teamId' | 'policy' | 'clauseId' | 'versionId'>,
): Promise<void> {
  const place = JSON.stringify([db.org, teamId, policy, clauseId, versionId])
  await sql`select pg_advisory_xact_lock(hashtextextended(${`write-up ${place}`}, 0))`.execute(db.query)
}

/** Adds the write-up of an escalation that the actor raised. */
export async function insertWriteUp(
  db: WriteDb,
  input: WriteUpInput,
  facts: { entryIds: string[]; questions: number },
): Promise<void> {
  await db.query
    .insertInto('policy_write_up')
    .values({
      ...{ org_id: db.org, escalation_id: input.escalationId, team_id: input.teamId, policy: input.policy },
      ...{ clause_id: input.clauseId, policy_version_id: input.versionId },
      ...{ text_ko: input.textKo, text_en: input.textEn, written_by: db.person },
      ...{ entry_ids: facts.entryIds, questions: facts.questions },
    })
    .execute()
}

/** Returns what a ruling on a write-up can reach; nothing for who may not rule on it. */
export async function rulingBasis(db: ActorDb, escalation: string): Promise<BasisCase[]> {
  const { rows } = await sql<{
    basis: BasisCase[]
  }>`select app.ruling_basis(${escalation}::uuid) as basis`.execute(db.query)
  return rows[0]?.basis ?? []
}

/** Keeps other decisions about the cases of a write-up waiting until the transaction ends. */
export async function lockReached(db: WriteDb, escalation: string): Promise<void> {
  await sql`select app.lock_ruling(${escalation}::uuid)`.execute(db.query)
}

/** Carries a ruling into what it reaches, and notifies whom it concerns. Returns whether the actor may, and it is the first. */
export async function applyRuling(
  db: WriteDb,
  { escalationId, precedentId }: { escalationId: string; precedentId: string },
  plan: { audits: readonly PlannedAudit[]; reviews: readonly PlannedReview[] },
): Promise<boolean> {
  const reviews = plan.reviews.map(({ counted: { rated, own }, ...review }) => ({
    ...review,
    ...{ score: rated.score, rawScore: rated.rawScore, autoFail: rated.autoFail },
    ...{ ownScore: own.score, ownAutoFail: own.autoFail, ownCritical: own.critical },
  }))
  const { rows } = await sql<{
    applied: boolean
  }>`select app.apply_ruling(${escalationId}::uuid, ${precedentId}::uuid,
    ${JSON.stringify({ audits: plan.audits, reviews })}::jsonb) as applied`.execute(db.query)
  return rows[0]?.applied === true
}

export interface RuledRow {
  precedent_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  ruled_at: string
  case_ref: string
  team_id: string
  audit_id: string | null
  review_id: string | null
  before_decision: string | null
  before_outcome: Outcome | null
  before_attributed_to: OthersFault | null
  after_decision: string | null
  after_outcome: Outcome | null
  after_attributed_to: OthersFault | null
  before_score: number | null
  before_own_score: number | null
  after_score: number | null
  after_own_score: number | null
}

/** Returns what rulings changed of a person's cases and delivered reviews, the last first. */
export async function ruledScores(db: ActorDb, person: string): Promise<RuledRow[]> {
  const { rows } = await sql<RuledRow>`
    select k.precedent_id, k.policy, k.clause_id, k.policy_version_id, k.ruled_at, a.case_ref, a.team_id, a.audit_id,
      null::uuid as review_id, k.before_decision, k.before_outcome, k.before_attributed_to, k.after_decision,
      k.after_outcome, k.after_attributed_to, null::float8 as before_score, null::float8 as before_own_score,
      null::float8 as after_score, null::float8 as after_own_score
    from ruling_case k join audit a on a.org_id = k.org_id and a.audit_id = k.audit_id
    where k.org_id = ${db.org}::uuid and a.analyst_id = ${person}::uuid
    union all
    select k.precedent_id, k.policy, k.clause_id, k.policy_version_id, k.ruled_at, r.case_ref, r.team_id, r.audit_id,
      r.review_id, null, null, null, null, null, null, k.before_score, k.before_own_score, k.after_score,
      k.after_own_score
    from ruling_review k join review r on r.org_id = k.org_id and r.review_id = k.review_id
    where k.org_id = ${db.org}::uuid and r.analyst_id = ${person}::uuid
    order by ruled_at desc, case_ref limit 200`.execute(db.query)
  return rows
}
