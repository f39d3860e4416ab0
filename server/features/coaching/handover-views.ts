import type { Scope } from '#server/core/scope.ts'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { logShown } from '#server/features/people/facade.ts'
import type { HandoverView, NamedView } from '#shared/coaching/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, leads } from '#shared/policy.ts'
import { ownNotes } from './handover-queries.ts'
import { leadsOf, managersOf } from './reader-queries.ts'

/** Returns who can be named as a reader of notes in a team; NOT_FOUND for who does not lead it. */
export async function readNamed(
  { db, actor }: { db: ActorDb; actor: Actor },
  { teamId }: { teamId: string },
): Promise<NamedView> {
  if (!leads(actor, teamId)) throw new AppError('NOT_FOUND')
  const [managers, leading] = [await managersOf(db, teamId), await leadsOf(db, teamId)]
  return { managers, leads: leading }
}

/** Returns one's own notes in a team, logged as a reading of each person's; NOT_FOUND for who does not lead the team. */
export async function readToHandover(
  { db, actor, shown }: Scope<WriteDb>,
  { teamId }: { teamId: string },
): Promise<HandoverView> {
  if (!leads(actor, teamId)) throw new AppError('NOT_FOUND')
  const leading = await leadsOf(db, teamId)
  const found = await ownNotes(db, teamId)
  const shared = found.filter(({ audience }) => audience !== 'me')
  const subjects = [...new Set(shared.map(({ subject }) => subject.personId))].sort()
  logShown({ db, shown }, { subjects, team: teamId, kind: 'person' })
  return {
    endsOn: leading.find(({ personId }) => personId === actor.person)?.endsOn ?? null,
    notes: shared.map(({ audience: _, ...note }) => note),
    kept: found.length - shared.length,
  }
}
