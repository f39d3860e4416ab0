import { type Kysely, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import type { DisputeState } from '#shared/reviews/dispute-rules.ts'
import type { MoveInSource } from '#shared/reviews/move-in-history.ts'
import type { DifferenceReason } from '#shared/reviews/move-in-reckon.ts'
import type { MovedCounts, MovedKind } from '#shared/reviews/move-in-views.ts'
import type { Fault } from '#shared/reviews/rules.ts'
import type { CriticalKind } from '#shared/rubrics/rules.ts'
import type { RubricContent } from '#shared/rubrics/views.ts'

/**
 * Where a history is moved to: a transaction that has begun, as dure_app for somebody, or as dure_owner for the command line,
 * which is nobody (`actor` null).
 */
export interface MoveInTarget {
  readonly org: string
  readonly actor: string | null
  readonly query: Kysely<Schema>
}

/** A person of the organisation, once for each team in which they were an analyst. */
export interface PersonRow {
  person_id: string
  name: string
  reference: string | null
  email: string | null
  team_id: string | null
  /** Calendar days, half open. */
  starts_on: string | null
  ends_on: string | null
}

export interface MoveInItem {
  kind: MovedKind
  externalId: string
  entityId: string
  hash: string
  stored: number | null
  outOf: number | null
  reckoned: number | null
  difference: DifferenceReason | null
}
interface Scores {
  score: number | null
  rawScore: number | null
  autoFail: boolean
  ownScore: number | null
  ownAutoFail: boolean
  ownCritical: CriticalKind[]
}
/** Rows that one batch stores, as app.write_move_in reads them. */
export interface MoveInBatch {
  moveInId: string
  teamId: string
  source: MoveInSource
  /** Of its entry in the audit trail. */
  entryId: string
  files: string[]
  counts: Record<string, number>
  rubrics: string[]
  versions: {
    versionId: string
    rubricId: string
    /** Counts the rubric's new versions from 1. */
    place: number
    content: RubricContent
    publish: boolean
  }[]
  reviews: (Scores & {
    reviewId: string
    analystId: string
    reviewerId: string | null
    machine: boolean
    caseRef: string
    versionId: string
    at: string
  })[]
  ratings: {
    reviewId: string
    criterionId: string
    level: number | null
    comment: string | null
    fault: Fault | null
  }[]
  disputes: {
    disputeId: string
    reviewId: string
    criterionId: string
    beforeLevel: number | null
    beforeFault: Fault | null
    askedLevel: number | null
    askedFault: Fault | null
    why: string
    at: string
    dueAt: string
    state: DisputeState
    decidedBy: string | null
    decidedAt: string | null
    reason: string | null
    finalLevel: number | null
    finalFault: Fault | null
  }[]
  rescores: (Scores & { reviewId: string })[]
  rounds: {
    roundId: string
    title: string
    options: { value: string; ko: string; en: string }[]
    seed: number
    at: string
  }[]
  cases: {
    roundId: string
    caseId: string
    position: number
    reference: string
    description: string | null
  }[]
  raters: { roundId: string; personId: string; at: string }[]
  roundRatings: { roundId: string; caseId: string; personId: string; value: string }[]
  items: MoveInItem[]
  /** Ids of the people whom the move made, and of their roles. */
  made: { people: string[]; memberships: string[] }
}

/** Makes the functions of the database answer for the organisation; the command line is nobody in it. */
export async function actAsNobody({ org, query }: MoveInTarget): Promise<void> {
  await sql`select set_config('app.org', ${org}, true)`.execute(query)
}

export async function teamToMoveTo(
  { org, query }: MoveInTarget,
  teamId: string,
): Promise<{ zone: string } | undefined> {
  return await query
    .selectFrom('team')
    .select('zone')
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .executeTakeFirst()
}

/** Returns the language of who moves in, which the people that they make begin with; Korean for the command line. */
export async function languageOf({ org, actor, query }: MoveInTarget): Promise<'ko' | 'en'> {
  if (actor === null) return 'ko'
  const row = await query
    .selectFrom('person')
    .select('locale')
    .where('org_id', '=', org)
    .where('person_id', '=', actor)
    .executeTakeFirst()
  return row?.locale ?? 'ko'
}

/** Returns everybody of the organisation under whatever a file may call them. */
export async function movedPeople({ org, actor, query }: MoveInTarget, teamId: string): Promise<PersonRow[]> {
  if (actor !== null) {
    const { rows } = await sql<PersonRow>`select * from app.move_in_people(${teamId}::uuid)`.execute(query)
    return rows
  }
  const { rows } = await sql<PersonRow>`
    select p.person_id, p.name, p.reference, s.email, m.team_id, m.starts_on::text, m.ends_on::text
    from person p
    left join sign_in s on s.org_id = p.org_id and s.person_id = p.person_id
    left join membership m on m.org_id = p.org_id and m.person_id = p.person_id and m.role = 'analyst'
    where p.org_id = ${org}::uuid`.execute(query)
  return rows
}

/** Returns the hashes of what was moved in for a team from a system, by kind and id there. */
export async function movedBefore(
  { org, query }: MoveInTarget,
  { teamId, source }: { teamId: string; source: MoveInSource },
): Promise<Map<string, string>> {
  const rows = await query
    .selectFrom('move_in_item')
    .select(['kind', 'external_id', 'content_hash'])
    .where('org_id', '=', org)
    .where('team_id', '=', teamId)
    .where('source', '=', source)
    .execute()
  return new Map(rows.map(({ kind, external_id, content_hash }) => [`${kind}|${external_id}`, content_hash]))
}

/** Stores a batch whole. The database asks by itself whether the actor may. */
export async function storeMoveIn({ org, actor, query }: MoveInTarget, batch: MoveInBatch): Promise<void> {
  const rows = JSON.stringify(batch)
  if (actor !== null) {
    await sql`select app.store_move_in(${rows}::jsonb)`.execute(query)
    return
  }
  await sql`select app.write_move_in(${org}::uuid, null::uuid, ${rows}::jsonb)`.execute(query)
  await query
    .updateTable('move_in')
    .set({ made: JSON.stringify(batch.made) })
    .where('org_id', '=', org)
    .where('move_in_id', '=', batch.moveInId)
    .execute()
}

/** Announces to the phones of these teams that people came or went. */
export async function announcePeople(
  { org, query }: MoveInTarget,
  teamIds: readonly string[],
): Promise<void> {
  if (teamIds.length === 0) return
  await query
    .insertInto('change')
    .values(
      teamIds.map((team_id) => ({
        ...{ org_id: org, feature: 'people', team_id, person_id: null, subject_id: null },
      })),
    )
    .execute()
  await sql`select pg_notify('dure_change', ${org}::uuid::text)`.execute(query)
}

/** Counts of what stands on a batch, by what it is. */
export type MoveInDependents = Record<string, number>

/** Takes a batch back. Returns what stands on it, nothing where it is taken back; null where it was before. */
export async function revertMoveIn(
  { org, actor, query }: MoveInTarget,
  moveInId: string,
): Promise<MoveInDependents | null> {
  const { rows } =
    actor === null
      ? await sql<{ stands: MoveInDependents | null }>`
          select app.revert_move_in(${org}::uuid, null::uuid, ${moveInId}::uuid) as stands`.execute(query)
      : await sql<{ stands: MoveInDependents | null }>`
          select app.undo_move_in(${moveInId}::uuid) as stands`.execute(query)
  // It takes nobody away but of a move that was taken back.
  if (actor === null)
    await sql`select app.remove_moved_people(${org}::uuid, ${moveInId}::uuid)`.execute(query)
  return rows[0]?.stands ?? null
}

export interface MoveRow {
  move_in_id: string
  team_id: string
  source: MoveInSource
  files: string[]
  counts: MovedCounts
  moved_at: string
  moved_by: string | null
  moved_by_name: string | null
  undone_at: string | null
}

const moves = ({ org, query }: Omit<MoveInTarget, 'actor'>) =>
  query
    .selectFrom('move_in as m')
    .leftJoin('person as p', (join) =>
      join.onRef('p.org_id', '=', 'm.org_id').onRef('p.person_id', '=', 'm.moved_by'),
    )
    .select(['m.move_in_id', 'm.team_id', 'm.source', 'm.files', 'm.counts', 'm.moved_at', 'm.moved_by'])
    .select(['p.name as moved_by_name', 'm.undone_at'])
    .where('m.org_id', '=', org)
    .$castTo<MoveRow>()

/** Moves of a list. */
const listed = 30

/** Returns what was moved in for a team, the latest first. */
export const movesOfTeam = async (target: Omit<MoveInTarget, 'actor'>, teamId: string): Promise<MoveRow[]> =>
  await moves(target).where('m.team_id', '=', teamId).orderBy('m.moved_at', 'desc').limit(listed).execute()

/** Returns one move as the reader may see it. */
export const moveById = async (
  target: Omit<MoveInTarget, 'actor'>,
  moveInId: string,
): Promise<MoveRow | undefined> => await moves(target).where('m.move_in_id', '=', moveInId).executeTakeFirst()

export interface OriginRow {
  kind: MovedKind
  source: MoveInSource
  external_id: string
  moved_at: string
  stored: number | null
  out_of: number | null
  reckoned: number | null
  difference: DifferenceReason | null
}

/** Returns where a review or a round came from, as far as the reader may see it. */
export async function originOf({ org, query }: ActorDb, entityId: string): Promise<OriginRow | undefined> {
  const { rows } = await sql<OriginRow>`
    select i.kind, i.source, i.external_id, i.moved_at, i.stored, i.out_of, i.reckoned, i.difference
    from move_in_item i where i.org_id = ${org}::uuid and i.entity_id = ${entityId}::uuid
      and i.kind in ('review', 'round')`.execute(query)
  return rows[0]
}
