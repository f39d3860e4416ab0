import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { JudgementDecider } from '#shared/audits/decider-rules.ts'
import type { Outcome, VerifiedBy } from '#shared/audits/rules.ts'
import type { DisputeInput, ReplyInput } from '#shared/reviews/contracts.ts'
import type { DisputeState, LineValue, Rescore, Verdict } from '#shared/reviews/dispute-rules.ts'
import type { Fault } from '#shared/reviews/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

export interface DisputeRow {
  dispute_id: string
  review_id: string
  criterion_id: string
  team_id: string
  analyst_id: string
  analyst_name: string
  reviewer_id: string | null
  before_level: number | null
  before_fault: Fault | null
  asked_level: number | null
  asked_fault: Fault | null
  why: string
  raised_at: string
  due_at: string
  state: DisputeState
  decider: JudgementDecider
  decided_by: string | null
  decided_by_name: string | null
  decided_at: string | null
  reason: string | null
  final_level: number | null
  final_fault: Fault | null
  version: number
}

const columns =
  sql.raw(`d.dispute_id, d.review_id, d.criterion_id, d.team_id, d.analyst_id, p.name as analyst_name,
  d.reviewer_id, d.before_level, d.before_fault, d.asked_level, d.asked_fault, d.why, d.raised_at, d.due_at, d.state,
  app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id) as decider, d.decided_by, b.name as decided_by_name,
  d.decided_at, d.reason, d.final_level, d.final_fault, d.version`)
const withNames =
  sql.raw(`review_dispute d join person p on p.org_id = d.org_id and p.person_id = d.analyst_id
  left join person b on b.org_id = d.org_id and b.person_id = d.decided_by`)

const ofReviewStatement = prepare<{ org: string; review: string }, DisputeRow>(
  'reviews_disputes',
  (db, p) => ({
    compile: () =>
      sql<DisputeRow>`select ${columns} from ${withNames} where d.org_id = ${p.org} and d.review_id = ${p.review}
        order by d.raised_at desc, d.dispute_id`.compile(db),
  }),
)

/** Returns the disputes of a review, the newest first. */
export const disputesOf = (db: ActorDb, review: string): Promise<DisputeRow[]> =>
  db.run(ofReviewStatement, { org: db.org, review })

const decidableStatement = prepare<{ org: string }, DisputeRow>('reviews_decidable', (db, p) => ({
  compile: () =>
    sql<DisputeRow>`select ${columns} from ${withNames} where d.org_id = ${p.org} and d.state = 'open'
      and d.dispute_id = any ((select app.decidable('dispute'))::uuid[]) order by d.due_at, d.dispute_id`.compile(
      db,
    ),
}))

/** Returns the open disputes that the reader may decide, the first due first. */
export const decidableDisputes = (db: ActorDb): Promise<DisputeRow[]> =>
  db.run(decidableStatement, { org: db.org })

const decidedStatement = prepare<{ org: string; person: string }, DisputeRow>('reviews_decided', (db, p) => ({
  compile: () =>
    sql<DisputeRow>`select ${columns} from ${withNames} where d.org_id = ${p.org} and d.analyst_id = ${p.person}
      and d.decided_at > now() - interval '30 days'
      and (d.move_in_id is null or d.version > 1) order by d.decided_at, d.dispute_id`.compile(db),
}))

/** Returns the reader's own disputes that were decided in the last thirty days, the oldest first. */
export const decidedDisputes = (db: ActorDb): Promise<DisputeRow[]> =>
  db.run(decidedStatement, { org: db.org, person: db.person })

interface ReplyRow {
  reply_id: string
  criterion_id: string
  author_id: string
  author_name: string | null
  text: string
  written_at: string
}
const repliesStatement = prepare<{ org: string; review: string }, ReplyRow>('reviews_replies', (db, p) => ({
  compile: () =>
    sql<ReplyRow>`select r.reply_id, r.criterion_id, r.author_id, a.name as author_name, r.text, r.written_at
      from review_reply r left join person a on a.org_id = r.org_id and a.person_id = r.author_id
      where r.org_id = ${p.org} and r.review_id = ${p.review} order by r.written_at, r.reply_id`.compile(db),
}))

/** Returns the replies on the lines of a review, the oldest first. */
export const repliesOf = (db: ActorDb, review: string): Promise<ReplyRow[]> =>
  db.run(repliesStatement, { org: db.org, review })

interface Verified {
  verified_decision: string | null
  verified_by: VerifiedBy | null
  outcome: Outcome
}
const verifiedStatement = prepare<{ org: string; audit: string }, Verified>('reviews_verified', (db, p) =>
  db
    .selectFrom('audit')
    .select(['verified_decision', 'verified_by', 'outcome'])
    .where('org_id', '=', p.org)
    .where('audit_id', '=', p.audit),
)

/** Returns what verified the case of a review; undefined where it was entered by hand. */
export async function verifiedCase(db: ActorDb, audit: string | null): Promise<Verified | undefined> {
  const [row] = audit === null ? [] : await db.run(verifiedStatement, { org: db.org, audit })
  return row
}

/** Keeps two decisions about one review from counting its scores at once, until the transaction ends. */
export async function lockReview(db: WriteDb, review: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${review}, 0))`.execute(db.query)
}

export interface NewDispute extends DisputeInput {
  before: LineValue
  facts: { team_id: string; analyst_id: string; reviewer_id: string | null }
  claimed: string
  dueAt: string
}

/** Adds a dispute. Returns when; undefined where the line has one. */
export async function insertDispute(db: WriteDb, dispute: NewDispute): Promise<string | undefined> {
  const { facts, before, asked } = dispute
  const row = await db.query
    .insertInto('review_dispute')
    .values({
      org_id: db.org,
      dispute_id: dispute.disputeId,
      review_id: dispute.reviewId,
      criterion_id: dispute.criterionId,
      team_id: facts.team_id,
      analyst_id: facts.analyst_id,
      reviewer_id: facts.reviewer_id,
      before_level: before.level,
      before_fault: before.fault,
      asked_level: asked.level,
      asked_fault: asked.fault,
      why: dispute.why,
      claimed_at: dispute.claimed,
      due_at: dispute.dueAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('raised_at')
    .executeTakeFirst()
  return row?.raised_at
}

/** Returns who may decide a dispute of the actor's. */
export async function decidersOf(db: WriteDb, dispute: string): Promise<string[]> {
  const { rows } = await sql<{
    person: string
  }>`select app.dispute_deciders(${dispute}::uuid) as person`.execute(db.query)
  return rows.map(({ person }) => person)
}

/** Returns those of these people who lead the team today. */
export async function leadingOf(db: WriteDb, team: string, people: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`select distinct m.person_id from app.membership_today m
    where m.org_id = ${db.org} and m.role = 'lead' and m.team_id = ${team}
      and m.person_id = any (${people}::uuid[])`.execute(db.query)
  return rows.map(({ person_id }) => person_id)
}

/** Ends a dispute without a decision. Returns its new version; undefined where it is not open any more. */
export async function setWithdrawn(db: WriteDb, dispute: string): Promise<number | undefined> {
  const row = await db.query
    .updateTable('review_dispute')
    .set({ state: 'withdrawn', version: sql`version + 1` })
    .where('org_id', '=', db.org)
    .where('dispute_id', '=', dispute)
    .where('state', '=', 'open')
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

/** Writes a decision down. Returns when; undefined where somebody was quicker. */
export async function setDecided(
  db: WriteDb,
  decision: { disputeId: string; verdict: Verdict; final: LineValue | null; reason: string },
): Promise<{ version: number; at: string } | undefined> {
  const row = await db.query
    .updateTable('review_dispute')
    .set({
      state: decision.verdict,
      decided_by: db.person,
      decided_at: sql<string>`clock_timestamp()`,
      reason: decision.reason,
      final_level: decision.final?.level ?? null,
      final_fault: decision.final?.fault ?? null,
      version: sql`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('dispute_id', '=', decision.disputeId)
    .where('state', '=', 'open')
    .returning(['version', 'decided_at'])
    .executeTakeFirst()
  return row && { version: row.version, at: row.decided_at ?? '' }
}

/** Stores the scores of a review that hold now. */
export async function saveRescore(
  db: WriteDb,
  review: string,
  { rated, own, decisionCorrect }: Rescore & { decisionCorrect: boolean | null },
): Promise<void> {
  const scores = {
    decision_correct: decisionCorrect,
    score: rated.score,
    raw_score: rated.rawScore,
    auto_fail: rated.autoFail,
    own_score: own.score,
    own_auto_fail: own.autoFail,
    own_critical: own.critical,
  }
  await db.query
    .insertInto('review_rescore')
    .values({ org_id: db.org, review_id: review, ...scores })
    .onConflict((conflict) => conflict.columns(['org_id', 'review_id']).doUpdateSet(scores))
    .execute()
}

/** Adds a reply. Returns when; undefined where it is there already. */
export async function insertReply(
  db: WriteDb,
  reply: ReplyInput & { claimed: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('review_reply')
    .values({
      org_id: db.org,
      reply_id: reply.replyId,
      review_id: reply.reviewId,
      criterion_id: reply.criterionId,
      author_id: db.person,
      text: reply.text,
      claimed_at: reply.claimed,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('written_at')
    .executeTakeFirst()
  return row?.written_at
}

export interface CountedDisputes {
  criterion_id: string
  reviewer_id: string | null
  reviewer_name: string | null
  state: DisputeState
  n: number
}

/** Returns how often a team's lines were disputed since then, by criterion, reviewer and state. */
export async function disputeCounts(db: ActorDb, team: string, since: string): Promise<CountedDisputes[]> {
  const { rows } = await sql<CountedDisputes>`
    select c.criterion_id, c.reviewer_id, p.name as reviewer_name, c.state, c.n
    from app.dispute_counts(${team}::uuid, ${since}::timestamptz) c
    left join person p on p.org_id = ${db.org} and p.person_id = c.reviewer_id`.execute(db.query)
  return rows
}

/** Returns how often another look at a case was asked for in a team since then, by what came of it. */
export async function recheckCounts(
  db: ActorDb,
  team: string,
  since: string,
): Promise<{ status: 'open' | 'kept' | 'changed'; n: number }[]> {
  const { rows } = await sql<{ status: 'open' | 'kept' | 'changed'; n: number }>`
    select status, n from app.recheck_counts(${team}::uuid, ${since}::timestamptz)`.execute(db.query)
  return rows
}

/** Returns the name of a team and what its rubrics ask, the newest version first. */
export async function teamRubrics(
  db: ActorDb,
  team: string,
): Promise<{ name: string; contents: RubricContent[] } | undefined> {
  const { rows } = await sql<{ name: string; contents: RubricContent[] }>`
    select t.name, coalesce((select jsonb_agg(v.content order by v.number desc) from rubric_version v
      where v.org_id = t.org_id and v.team_id = t.team_id and v.state <> 'draft'), '[]') as contents
    from team t where t.org_id = ${db.org} and t.team_id = ${team}`.execute(db.query)
  return rows[0]
}
