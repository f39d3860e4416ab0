import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { prepare } from '#server/db/prepared.ts'
import type { Outcome } from '#shared/audits/rules.ts'
import type { PartnerFunction } from '#shared/people/role-rules.ts'
import type { PublishReviewInput } from '#shared/reviews/contracts.ts'
import type { Purpose, ReviewScore } from '#shared/reviews/rules.ts'
import type { RatingView } from '#shared/reviews/views.ts'
import type { CriticalKind, VersionState } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

export interface ReviewRow {
  review_id: string
  team_id: string
  analyst_id: string
  analyst_name: string
  /** Null where a machine wrote it, or somebody who is not here. */
  reviewer_id: string | null
  reviewer_name: string | null
  by_machine: boolean
  moved_in: boolean
  purpose: Purpose
  audit_id: string | null
  case_ref: string
  policy: string | null
  queue: string | null
  language: string | null
  decision: string | null
  decision_correct: boolean | null
  version_id: string
  score: number | null
  raw_score: number | null
  own_score: number | null
  own_auto_fail: boolean
  own_critical: CriticalKind[]
  /** A dispute changed the scores: those above are what holds now, these what was published. */
  rescored: boolean
  published_score: number | null
  published_own_score: number | null
  published_at: string
  delivered_at: string
  acknowledged_at: string | null
  version: number
}

/** Reviews of a person's list. */
const reviewLimit = 200

const columns = sql.raw(`r.review_id, r.team_id, r.analyst_id, a.name as analyst_name, r.reviewer_id,
  w.name as reviewer_name, r.by_machine, r.move_in_id is not null as moved_in, r.purpose, r.audit_id, r.case_ref, r.policy, r.queue, r.language, r.decision,
  r.version_id, n.review_id is not null as rescored, r.score as published_score, r.own_score as published_own_score,
  ${['decision_correct', 'score', 'raw_score', 'own_score', 'own_auto_fail', 'own_critical']
    .map((name) => `case when n.review_id is null then r.${name} else n.${name} end as ${name}`)
    .join(', ')},
  r.published_at, r.delivered_at, r.acknowledged_at, r.version`)
const withNames = sql.raw(`review r join person a on a.org_id = r.org_id and a.person_id = r.analyst_id
  left join person w on w.org_id = r.org_id and w.person_id = r.reviewer_id
  left join review_rescore n on n.org_id = r.org_id and n.review_id = r.review_id`)

const ofPersonStatement = prepare<{ org: string; analyst: string }, ReviewRow>(
  'reviews_of_person',
  (db, p) => ({
    compile: () =>
      sql<ReviewRow>`select ${columns} from ${withNames} where r.org_id = ${p.org} and r.analyst_id = ${p.analyst}
      order by r.published_at desc, r.review_id desc limit ${sql.lit(reviewLimit)}`.compile(db),
  }),
)

/** Returns the newest reviews of a person that the reader may see. */
export const reviewsOf = (db: ActorDb, analyst: string): Promise<ReviewRow[]> =>
  db.run(ofPersonStatement, { org: db.org, analyst })

const personNameStatement = prepare<{ org: string; id: string }, { name: string }>(
  'reviews_person',
  (db, p) => db.selectFrom('person').select('name').where('org_id', '=', p.org).where('person_id', '=', p.id),
)

/** Returns a person's name; undefined where the reader may not know them. */
export async function personName(db: ActorDb, id: string): Promise<string | undefined> {
  const [row] = await db.run(personNameStatement, { org: db.org, id })
  return row?.name
}

const reviewStatement = prepare<{ org: string; review: string }, ReviewRow>('reviews_review', (db, p) => ({
  compile: () =>
    sql<ReviewRow>`select ${columns} from ${withNames} where r.org_id = ${p.org} and r.review_id = ${p.review}`.compile(
      db,
    ),
}))

/** Returns one review as the reader may see it. */
export async function reviewById(db: ActorDb, review: string): Promise<ReviewRow | undefined> {
  const [row] = await db.run(reviewStatement, { org: db.org, review })
  return row
}

type RatingRow = Omit<RatingView, 'criterionId'> & { criterion_id: string }
const ratingsStatement = prepare<{ org: string; review: string }, RatingRow>('reviews_ratings', (db, p) => ({
  compile: () =>
    sql<RatingRow>`select g.criterion_id, g.comment, g.causes,
        case when h.line is null then g.level else (h.line ->> 'level')::float8 end as level,
        case when h.line is null then g.fault else h.line ->> 'fault' end as fault,
        case when h.line is null then null
          else jsonb_build_object('level', g.level, 'fault', g.fault, 'at', h.ruled_at) end as published
      from review_rating g
      left join lateral (select l.value as line, m.ruled_at from ruling_review m, jsonb_array_elements(m.lines) l
        where m.org_id = g.org_id and m.review_id = g.review_id and l.value ->> 'criterionId' = g.criterion_id::text
        order by m.ruled_at desc, m.precedent_id limit 1) h on true
      where g.org_id = ${p.org} and g.review_id = ${p.review}`.compile(db),
}))

/** Returns the lines of a review, with the values that a ruling gave them. */
export const ratingsOf = (db: ActorDb, review: string): Promise<RatingRow[]> =>
  db.run(ratingsStatement, { org: db.org, review })

export interface RaisedRow {
  escalation_id: string
  function: PartnerFunction | null
}
const raisedStatement = prepare<{ org: string; review: string }, RaisedRow>('reviews_raised', (db, p) =>
  db
    .selectFrom('escalation_link as l')
    .innerJoin('escalation as e', (join) =>
      join.onRef('e.org_id', '=', 'l.org_id').onRef('e.escalation_id', '=', 'l.escalation_id'),
    )
    .select(['e.escalation_id', 'e.function'])
    .where('l.org_id', '=', p.org)
    .where('l.review_id', '=', p.review)
    .orderBy('e.created_at', 'desc'),
)

/** Returns the escalations that point to a review, as far as the reader may see them. */
export const raisedFrom = (db: ActorDb, review: string): Promise<RaisedRow[]> =>
  db.run(raisedStatement, { org: db.org, review })

interface ScoredVersion {
  number: number
  state: VersionState
  team_id: string
  content: RubricContent
}
const versionStatement = prepare<{ org: string; version: string }, ScoredVersion>(
  'reviews_version',
  (db, p) =>
    db
      .selectFrom('rubric_version')
      .select(['number', 'state', 'team_id', 'content'])
      .where('org_id', '=', p.org)
      .where('version_id', '=', p.version),
)

/** Returns the version of a rubric that a review is, or is to be, pinned to. */
export async function versionOf(db: ActorDb, version: string): Promise<ScoredVersion | undefined> {
  const [row] = await db.run(versionStatement, { org: db.org, version })
  return row
}

/** Holds the case of the audit log that is reviewed. */
export interface ReviewedAudit {
  team_id: string
  analyst_id: string
  case_ref: string
  policy: string
  queue: string | null
  language: string | null
  decision: string
  outcome: Outcome
}
/** Holds what decides whether a review may be published. */
export interface PublishFacts {
  /** The person is an analyst of the team today, or was one when the case was decided. */
  analyst: boolean
  audit: ReviewedAudit | null
}
const factsStatement = prepare<
  { org: string; team: string; analyst: string; audit: string | null },
  PublishFacts
>('reviews_facts', (db, p) => ({
  compile: () =>
    sql<PublishFacts>`select
      exists (select 1 from app.membership_today m where m.org_id = o.org_id and m.role = 'analyst'
        and m.person_id = ${p.analyst}::uuid and m.team_id = ${p.team}::uuid) as analyst,
      (select to_jsonb(x) from (select team_id, analyst_id, case_ref, policy, queue, language, decision, outcome
        from audit a where a.org_id = o.org_id and a.audit_id = ${p.audit}::uuid) x) as audit
    from org o where o.org_id = ${p.org}`.compile(db),
}))

/** Returns the facts of the analyst, the team and the case that a review is to be about. */
export async function publishFacts(
  db: WriteDb,
  { teamId, analystId, ...input }: PublishReviewInput,
): Promise<PublishFacts | undefined> {
  const audit = input.case.kind === 'audit' ? input.case.auditId : null
  const [row] = await db.run(factsStatement, { org: db.org, team: teamId, analyst: analystId, audit })
  return row
}

export interface NewReview {
  input: PublishReviewInput
  case: Pick<
    ReviewRow,
    'audit_id' | 'case_ref' | 'policy' | 'queue' | 'language' | 'decision' | 'decision_correct'
  >
  rated: ReviewScore
  own: ReviewScore
  claimed: string
  /** Null for at once. */
  deliveredAt: string | null
}

/** Adds a review with its lines. Returns when; undefined where the case has one for this purpose. */
export async function insertReview(
  db: WriteDb,
  { input, rated, own, claimed, deliveredAt, ...review }: NewReview,
): Promise<string | undefined> {
  const { reviewId, teamId, analystId, versionId, purpose } = input
  const { rows } = await sql<{
    at: string
  }>`insert into review (org_id, review_id, team_id, analyst_id, reviewer_id, purpose,
      audit_id, case_ref, policy, queue, language, decision, decision_correct, version_id, score, raw_score, auto_fail,
      own_score, own_auto_fail, own_critical, claimed_at, delivered_at)
    values (${db.org}, ${reviewId}, ${teamId}, ${analystId}, ${db.person}, ${purpose}, ${review.case.audit_id},
      ${review.case.case_ref}, ${review.case.policy}, ${review.case.queue}, ${review.case.language},
      ${review.case.decision}, ${review.case.decision_correct}, ${versionId}, ${rated.score}, ${rated.rawScore},
      ${rated.autoFail}, ${own.score}, ${own.autoFail}, ${own.critical}::text[], ${claimed},
      coalesce(${deliveredAt}::timestamptz, now()))
    on conflict do nothing
    returning published_at as at`.execute(db.query)
  const [row] = rows
  if (!row) return undefined
  await sql`insert into review_rating (org_id, review_id, criterion_id, level, comment, causes, fault)
    select ${db.org}, ${reviewId}, "criterionId", level, comment, array(select jsonb_array_elements_text(causes)), fault
    from jsonb_to_recordset(${JSON.stringify(input.ratings)}::jsonb)
      as x ("criterionId" uuid, level int, comment text, causes jsonb, fault text)`.execute(db.query)
  return row.at
}

const acknowledgeStatement = prepare<{ org: string; review: string }, { at: string; version: number }>(
  'reviews_acknowledge',
  (db, p) => ({
    compile: () =>
      sql<{
        at: string
        version: number
      }>`update review set acknowledged_at = clock_timestamp(), version = version + 1
        where org_id = ${p.org} and review_id = ${p.review} and acknowledged_at is null
        returning acknowledged_at as at, version`.compile(db),
  }),
)

/** Notes that the analyst has read a review. Returns when; undefined where they had before. */
export async function setAcknowledged(
  db: WriteDb,
  review: string,
): Promise<{ at: string; version: number } | undefined> {
  const [row] = await db.run(acknowledgeStatement, { org: db.org, review })
  return row
}
