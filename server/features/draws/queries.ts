import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { DrawInput } from '#shared/draws/contracts.ts'
import type { PlannedStratum } from '#shared/draws/plan-rules.ts'
import type { Purpose } from '#shared/draws/rules.ts'
import type { Frame } from './frame-queries.ts'
import type { StoredFrame } from './table.ts'

/** Returns a team's name, and today where it is; undefined where the reader may not know it. */
export async function teamOf(
  db: ActorDb,
  teamId: string,
): Promise<{ name: string; today: string } | undefined> {
  const { rows } = await sql<{ name: string; today: string }>`
    select name, (now() at time zone zone)::date as today from team
    where org_id = ${db.org}::uuid and team_id = ${teamId}::uuid`.execute(db.query)
  return rows[0]
}

const drawColumns = [
  ...(['d.draw_id', 'd.team_id', 'd.purpose', 'd.method', 'd.stratified_by', 'd.allocation'] as const),
  ...(['d.first_day', 'd.last_day', 'd.policy', 'd.queue', 'd.language', 'd.frame_size'] as const),
  ...([
    'd.frame_hash',
    'd.excluded',
    'd.strata',
    'd.size',
    'd.golden_share',
    'd.drawn_by',
    'd.drawn_at',
  ] as const),
]
const withNames = (db: ActorDb) =>
  db.query
    .selectFrom('draw as d')
    .leftJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'd.org_id').onRef('p.person_id', '=', 'd.drawn_by'),
    )
    .select([...drawColumns, 'p.name as drawn_by_name', sql<number>`d.seed::float8`.as('seed')])
    .select((eb) => [
      eb
        .selectFrom('draw_case as c')
        .select(sql<number>`count(*)::int`.as('n'))
        .whereRef('c.org_id', '=', 'd.org_id')
        .whereRef('c.draw_id', '=', 'd.draw_id')
        .as('cases'),
      eb
        .selectFrom('draw_case as c')
        .select(sql<number>`count(c.verified_at)::int`.as('n'))
        .whereRef('c.org_id', '=', 'd.org_id')
        .whereRef('c.draw_id', '=', 'd.draw_id')
        .as('verified'),
    ])
    .where('d.org_id', '=', db.org)

/** Returns a team's newest draws. */
export const drawsOf = (db: ActorDb, teamId: string) =>
  withNames(db)
    .where('d.team_id', '=', teamId)
    .orderBy('d.drawn_at', 'desc')
    .orderBy('d.draw_id', 'desc')
    .limit(50)
    .execute()
export type DrawRow = Awaited<ReturnType<typeof drawsOf>>[number]

/** Returns one draw, as the reader may see it. */
export async function drawById(db: ActorDb, drawId: string): Promise<DrawRow | undefined> {
  return await withNames(db).where('d.draw_id', '=', drawId).executeTakeFirst()
}

export interface WaitingDraw {
  draw_id: string
  purpose: Purpose
  team_name: string
  drawn_at: string
  cases: number
  verified: number
  /** Those without a verdict that the actor is to give: neither their decision, nor verified by them, nor left out by topic. */
  mine: number
}

/** Returns the draws of these teams with cases that the actor may still verify. */
export async function waitingDraws(db: ActorDb, teams: readonly string[]): Promise<WaitingDraw[]> {
  if (teams.length === 0) return []
  const { rows } = await sql<WaitingDraw>`
    select d.draw_id, d.purpose, t.name as team_name, d.drawn_at, count(*)::int as cases,
      count(c.verified_at)::int as verified, count(*) filter (where ${isMine(db)})::int as mine
    from draw d join team t on t.org_id = d.org_id and t.team_id = d.team_id
    join draw_case c on c.org_id = d.org_id and c.draw_id = d.draw_id
    where d.org_id = ${db.org}::uuid and d.team_id = any (${teams}::uuid[])
    group by d.draw_id, d.purpose, t.name, d.drawn_at having count(*) filter (where ${isMine(db)}) > 0`.execute(
    db.query,
  )
  return rows
}

const isMine = ({
  person,
}: ActorDb) => sql`c.verified_at is null and c.analyst_id is distinct from ${person}::uuid
  and c.first_verifier_id is distinct from ${person}::uuid
  and not exists (select from topic_opt_out o where o.org_id = c.org_id and o.person_id = ${person}::uuid
    and o.policy = c.policy)`

const withVerifier = (db: ActorDb) =>
  db.query
    .selectFrom('draw_case as c')
    .leftJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'c.org_id').onRef('p.person_id', '=', 'c.verified_by'),
    )
    .selectAll('c')
    .select('p.name as verified_by_name')
    .where('c.org_id', '=', db.org)

/** Returns the cases of a draw in the order in which they are shown. */
export const casesOfDraw = (db: ActorDb, drawId: string) =>
  withVerifier(db).where('c.draw_id', '=', drawId).orderBy('c.place').execute()
export type DrawCaseRow = Awaited<ReturnType<typeof casesOfDraw>>[number]

/** Returns how a case of the audit log was chosen first, once it was verified. */
export async function chosenCase(db: ActorDb, auditId: string): Promise<DrawCaseRow | undefined> {
  return await withVerifier(db)
    .where('c.audit_id', '=', auditId)
    .where('c.verified_at', 'is not', null)
    .orderBy('c.verified_at')
    .executeTakeFirst()
}

/** Returns one case of a draw, as the reader may see it. */
export async function caseById(db: ActorDb, itemId: string) {
  return await db.query
    .selectFrom('draw_case')
    .selectAll()
    .where('org_id', '=', db.org)
    .where('item_id', '=', itemId)
    .executeTakeFirst()
}

/** Gives a case of a draw its verdict, unless it has one. Returns when. */
export async function setVerdict(
  db: WriteDb,
  { itemId, verdict, matches }: { itemId: string; verdict: string; matches: boolean | null },
): Promise<{ at: string; version: number } | undefined> {
  return await db.query
    .updateTable('draw_case')
    .set({
      verdict,
      verified_by: db.person,
      verified_at: sql`clock_timestamp()`,
      matches,
      version: sql`version + 1`,
    })
    .where('org_id', '=', db.org)
    .where('item_id', '=', itemId)
    .where('verdict', 'is', null)
    .returning([sql<string>`verified_at`.as('at'), 'version'])
    .executeTakeFirst()
}

/** Counts the cases of a draw for rates by stratum: verified ones, and those of them whose decision was wrong. */
export async function resultsOf(
  db: ActorDb,
  drawId: string,
): Promise<{ stratum: string; verified: number; errors: number }[]> {
  const { rows } = await sql<{ stratum: string; verified: number; errors: number }>`
    select c.stratum, count(*) filter (where a.outcome not in ('unverified', 'technical'))::int as verified,
      count(*) filter (where a.outcome in ('missed', 'over_enforced', 'other_error'))::int as errors
    from draw_case c join audit a on a.org_id = c.org_id and a.audit_id = c.audit_id
    where c.org_id = ${db.org}::uuid and c.draw_id = ${drawId}::uuid and c.verdict is not null
    group by c.stratum`.execute(db.query)
  return rows
}

export interface NewDraw {
  input: DrawInput
  seed: number
  frame: StoredFrame
  frameSize: number
  frameHash: string
  excluded: Frame['excluded']
  strata: readonly PlannedStratum[]
}

/** Adds a draw. Returns when; undefined where there is one of this id. */
export async function insertDraw(db: WriteDb, draw: NewDraw): Promise<string | undefined> {
  const { input } = draw
  const { rows } = await sql<{ at: string }>`
    insert into draw (org_id, draw_id, team_id, purpose, method, stratified_by, allocation, first_day, last_day, policy,
      queue, language, seed, frame, frame_size, frame_hash, excluded, strata, size, golden_share, drawn_by)
    values (${db.org}, ${input.drawId}, ${input.teamId}, ${input.purpose}, ${input.method}, ${input.by},
      ${input.allocation}, ${input.firstDay}, ${input.lastDay}, ${input.policy}, ${input.queue}, ${input.language},
      ${draw.seed}, ${JSON.stringify(draw.frame)}::jsonb, ${draw.frameSize}, ${draw.frameHash},
      ${JSON.stringify(draw.excluded)}::jsonb, ${JSON.stringify(draw.strata)}::jsonb, ${input.size},
      ${input.goldenShare}, ${db.person})
    on conflict do nothing returning drawn_at as at`.execute(db.query)
  return rows[0]?.at
}

/** A case of a new draw; null where a golden case has no such thing. */
export interface NewCase {
  itemId: string
  place: number
  caseRef: string
  policy: string
  queue: string | null
  language: string | null
  auditId: string | null
  analystId: string | null
  goldenId: string | null
  stratum: string | null
  chance: number | null
  firstVerifierId: string | null
  firstVerdict: string | null
}

/** Adds the cases of a draw. */
export async function insertCases(
  db: WriteDb,
  { drawId, teamId }: { drawId: string; teamId: string },
  cases: readonly NewCase[],
): Promise<void> {
  await sql`
    insert into draw_case (org_id, item_id, draw_id, team_id, place, case_ref, policy, queue, language, audit_id, analyst_id,
      golden_id, stratum, chance, first_verifier_id, first_verdict)
    select ${db.org}::uuid, "itemId", ${drawId}::uuid, ${teamId}::uuid, place, "caseRef", policy, queue, language, "auditId",
      "analystId", "goldenId", stratum, chance, "firstVerifierId", "firstVerdict"
    from jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) as x ("itemId" uuid, place int, "caseRef" text, policy text,
      queue text, language text, "auditId" uuid, "analystId" uuid, "goldenId" uuid, stratum text, chance float8,
      "firstVerifierId" uuid, "firstVerdict" text)`.execute(db.query)
}
