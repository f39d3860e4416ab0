import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { ImportRoundInput, MakeRoundInput, SubmitRatingsInput } from '#shared/calibration/contracts.ts'
import type { GivenRating } from '#shared/calibration/long-form.ts'
import type { CalibrationLevel, Option } from '#shared/calibration/rules.ts'

export interface RoundRow {
  round_id: string
  team_id: string
  title: string
  level: CalibrationLevel
  options: Option[]
  deadline: string
  seed: number
  imported: boolean
  made_by: string | null
  created_at: string
  closed_at: string | null
  reminded_at: string | null
  left_out: number
  version: number
  cases: number
  raters: number
  submitted: number
  /** Null where the reader does not rate. */
  own: 'open' | 'submitted' | null
}

/** Rounds of the list. */
const roundLimit = 100

/** Returns the newest rounds that the reader may see; or the one that is named. */
export async function roundRows(db: ActorDb, roundId: string | null): Promise<RoundRow[]> {
  const { rows } = await sql<RoundRow>`
    with seen as (
      select * from calibration_round
      where org_id = ${db.org}::uuid and (${roundId}::uuid is null or round_id = ${roundId}::uuid)
      order by created_at desc, round_id limit ${sql.lit(roundLimit)}
    )
    select r.round_id, r.team_id, r.title, r.level, r.options, r.deadline, r.seed, r.imported, r.made_by, r.created_at, r.closed_at,
      r.reminded_at, r.left_out, r.version, p.raters, p.submitted,
      (select count(*)::int from calibration_case c where c.org_id = r.org_id and c.round_id = r.round_id) as cases,
      (select case when m.submitted_at is null then 'open' else 'submitted' end from calibration_rater m
        where m.org_id = r.org_id and m.round_id = r.round_id and m.person_id = ${db.person}::uuid) as own
    from seen r join app.calibration_progress((select array_agg(round_id) from seen)) p on p.round_id = r.round_id
    order by r.created_at desc, r.round_id`.execute(db.query)
  return rows
}

export interface CaseRow {
  case_id: string
  reference: string
  policy: string | null
  /** The label of the version of the policy that held when the round was made. */
  policy_version: string | null
  /** When the next version of the policy came into force; null while there is none. */
  superseded_at: string | null
  description: string | null
  repeat_of: string | null
  /** The gold label; null too where the reader may not know it yet. */
  expected: string | null
}

/** Returns the cases of a round in their order. */
export async function caseRows(db: ActorDb, roundId: string): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select c.case_id, c.reference, c.policy, v.label as policy_version, c.description, c.repeat_of, g.value as expected,
      (select min(n.effective_from)::timestamp at time zone z.zone from policy_version n
        where n.org_id = c.org_id and n.policy = c.policy and n.effective_from <= (now() at time zone z.zone)::date
          and n.effective_from > coalesce(v.effective_from, (r.created_at at time zone z.zone)::date)) as superseded_at
    from calibration_case c
    join calibration_round r on r.org_id = c.org_id and r.round_id = c.round_id
    left join team t on t.org_id = r.org_id and t.team_id = r.team_id
    -- Who rated and has left the team since does not see it any more.
    cross join lateral (select coalesce(t.zone, 'UTC') as zone) z
    left join calibration_gold g on g.org_id = c.org_id and g.round_id = c.round_id and g.case_id = c.case_id
    left join policy_version v on v.org_id = c.org_id and v.version_id = c.policy_version_id
    where c.org_id = ${db.org}::uuid and c.round_id = ${roundId}::uuid
    order by c.position`.execute(db.query)
  return rows
}

export interface RaterRow {
  person_id: string
  name: string | null
  submitted_at: string | null
  claimed_at: string | null
}

/** Returns the raters of a round that the reader may see, by name. */
export async function raterRows(db: ActorDb, roundId: string): Promise<RaterRow[]> {
  return await db.query
    .selectFrom('calibration_rater as m')
    .leftJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'm.org_id').onRef('p.person_id', '=', 'm.person_id'),
    )
    .select(['m.person_id', 'p.name', 'm.submitted_at', 'm.claimed_at'])
    .where('m.org_id', '=', db.org)
    .where('m.round_id', '=', roundId)
    .orderBy('p.name')
    .orderBy('m.person_id')
    .execute()
}

/** Returns the ratings of a round that the reader may read. */
export async function ratingRows(db: ActorDb, roundId: string): Promise<GivenRating[]> {
  return await db.query
    .selectFrom('calibration_rating')
    .select(['case_id as caseId', 'person_id as personId', 'value', 'comment'])
    .where('org_id', '=', db.org)
    .where('round_id', '=', roundId)
    .orderBy('person_id')
    .execute()
}

/** Returns which of these cases stand in the policy ledger, as far as the reader may read it. */
export async function casesInLedger(db: ActorDb, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set()
  const rows = await db.query
    .selectFrom('policy_ledger_entry')
    .select('entry_id')
    .where('org_id', '=', db.org)
    .where('entry_id', 'in', caseIds)
    .execute()
  return new Set(rows.map(({ entry_id }) => entry_id))
}

/** Rounds that a chart of drift shows. */
const driftLimit = 12

export interface DriftRow {
  round_id: string
  title: string
  created_at: string
  options: Option[]
  seed: number
}

/** Returns the ended rounds of a team on the same scale up to an instant, the oldest first. */
export async function driftRows(
  db: ActorDb,
  { team_id, level, created_at }: Pick<RoundRow, 'team_id' | 'level' | 'created_at'>,
): Promise<DriftRow[]> {
  const { rows } = await sql<DriftRow>`
    select round_id, title, created_at, options, seed from calibration_round
    where org_id = ${db.org}::uuid and team_id = ${team_id}::uuid and level = ${level}
      and created_at <= ${created_at}::timestamptz
      and round_id = any ((select app.calibration_rounds('ended'))::uuid[])
    order by created_at desc, round_id limit ${sql.lit(driftLimit)}`.execute(db.query)
  return rows.toReversed()
}

/** Returns which of these people are analysts or leads of the team today. */
export async function membersOf(
  db: WriteDb,
  teamId: string,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ person_id: string }>`select distinct person_id from app.membership_today
    where org_id = ${db.org}::uuid and team_id = ${teamId}::uuid and role in ('analyst', 'lead')
      and person_id = any (${people}::uuid[])`.execute(db.query)
  return new Set(rows.map(({ person_id }) => person_id))
}

/** Returns the people of a team whom each of these words may mean: by name, reference or e-mail address. */
export async function peopleCalled(
  db: ActorDb,
  teamId: string,
  called: readonly string[],
): Promise<{ word: string; person_id: string }[]> {
  const { rows } = await sql<{ word: string; person_id: string }>`
    select word, person_id from app.team_called(${teamId}::uuid, ${called}::text[]) order by word, person_id`.execute(
    db.query,
  )
  return rows
}

export interface NewRound {
  round: Pick<MakeRoundInput, 'roundId' | 'teamId' | 'title' | 'level' | 'options' | 'cases'>
  deadline: string
  seed: number
  raterIds: readonly string[]
  /** The ratings of a round that is imported; null for one that is to be rated here. */
  imported: ImportRoundInput['raters'] | null
  /** Cases that are in no rater's hands because of a topic. */
  leftOut: number
}

/** Adds a round with its cases, gold labels and raters. Returns whether it is new. */
export async function insertRound(
  db: WriteDb,
  { round, deadline, seed, raterIds, imported, leftOut }: NewRound,
): Promise<boolean> {
  const { roundId, teamId, title, level, options, cases } = round
  const ended = imported ? sql`now()` : sql`null`
  const { numAffectedRows } = await sql`
    insert into calibration_round (org_id, round_id, team_id, title, level, options, deadline, seed, imported, made_by,
      closed_at, left_out)
    values (${db.org}, ${roundId}, ${teamId}, ${title}, ${level}, ${JSON.stringify(options)}::jsonb,
      ${deadline}, ${seed}, ${imported !== null}, ${db.person}, ${ended}, ${leftOut})
    on conflict do nothing`.execute(db.query)
  if (!numAffectedRows) return false
  const rows = JSON.stringify(cases.map((item, place) => ({ ...item, position: place + 1 })))
  await sql`insert into calibration_case (org_id, round_id, case_id, position, reference, policy, description, repeat_of,
      policy_version_id)
    select ${db.org}::uuid, ${roundId}::uuid, "caseId", position, reference, policy, description, "repeatOf", (
      select n.version_id from policy_version n join team t on t.org_id = n.org_id and t.team_id = ${teamId}::uuid
      where n.org_id = ${db.org}::uuid and n.policy = x.policy
        and n.effective_from <= (now() at time zone t.zone)::date
      order by n.effective_from desc limit 1)
    from jsonb_to_recordset(${rows}::jsonb) as x ("caseId" uuid, position int, reference text, policy text,
      description text, "repeatOf" uuid)`.execute(db.query)
  await sql`insert into calibration_gold (org_id, round_id, case_id, value)
    select ${db.org}::uuid, ${roundId}::uuid, "caseId", expected
    from jsonb_to_recordset(${rows}::jsonb) as x ("caseId" uuid, expected text) where expected is not null`.execute(
    db.query,
  )
  await sql`insert into calibration_rater (org_id, round_id, person_id, submitted_at, claimed_at)
    select ${db.org}::uuid, ${roundId}::uuid, person_id, ${ended}, ${ended}
    from unnest(${raterIds}::uuid[]) person_id`.execute(db.query)
  if (imported) await insertRatings(db, roundId, ratingsOf(cases, imported))
  return true
}

const ratingsOf = (cases: NewRound['round']['cases'], raters: ImportRoundInput['raters']): GivenRating[] =>
  raters.flatMap(({ personId, values }) =>
    cases.flatMap(({ caseId }, place) => {
      const value = values[place]
      return value ? [{ caseId, personId, value, comment: null }] : []
    }),
  )

async function insertRatings(db: WriteDb, roundId: string, ratings: readonly GivenRating[]): Promise<void> {
  await sql`insert into calibration_rating (org_id, round_id, case_id, person_id, value, comment)
    select ${db.org}::uuid, ${roundId}::uuid, "caseId", "personId", value, comment
    from jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb)
      as x ("caseId" uuid, "personId" uuid, value text, comment text)`.execute(db.query)
}

/** Adds the actor's ratings and notes that they are in. Returns when. */
export async function insertSubmission(
  db: WriteDb,
  { roundId, ratings }: SubmitRatingsInput,
  claimedAt: string,
): Promise<string | undefined> {
  await insertRatings(
    db,
    roundId,
    ratings.map((rating) => ({ ...rating, personId: db.person })),
  )
  const { rows } = await sql<{ at: string }>`update calibration_rater
    set submitted_at = clock_timestamp(), claimed_at = ${claimedAt}::timestamptz
    where org_id = ${db.org}::uuid and round_id = ${roundId}::uuid and person_id = ${db.person}::uuid
      and submitted_at is null
    returning submitted_at as at`.execute(db.query)
  return rows[0]?.at
}

/** Notes that a round was closed, or that its raters were reminded. Returns its version; undefined where it was closed. */
export async function setRound(
  db: WriteDb,
  roundId: string,
  column: 'closed_at' | 'reminded_at',
): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`update calibration_round
    set ${sql.ref(column)} = clock_timestamp(), version = version + 1
    where org_id = ${db.org}::uuid and round_id = ${roundId}::uuid and closed_at is null
    returning version`.execute(db.query)
  return rows[0]?.version
}

/**
 * Notes of every open round whose deadline is less than a working day away that its raters were warned. Returns who of
 * them has not submitted. Saturdays and Sundays where the team is are no working days.
 */
export async function warnOfDeadlines(
  db: OwnerDb,
  instant: string,
): Promise<{ org: string; to: string; entityId: string }[]> {
  const { rows } = await sql<{ org: string; to: string; entityId: string }>`
    with due as (
      select r.org_id, r.round_id from calibration_round r
      join team t on t.org_id = r.org_id and t.team_id = r.team_id
      cross join lateral (select r.deadline at time zone t.zone as local) d
      where r.closed_at is null and r.warned_at is null
        and (d.local - case extract(isodow from d.local)::int when 1 then interval '3 days'
          when 7 then interval '2 days' else interval '1 day' end) at time zone t.zone <= ${instant}::timestamptz
      for update of r skip locked
    ), warned as (
      update calibration_round r set warned_at = ${instant}::timestamptz from due
      where r.org_id = due.org_id and r.round_id = due.round_id
    )
    select due.org_id as org, m.person_id as "to", due.round_id as "entityId" from due
    join calibration_rater m on m.org_id = due.org_id and m.round_id = due.round_id
    where m.submitted_at is null`.execute(db)
  return rows
}
