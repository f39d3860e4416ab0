import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { openRecord } from '#server/features/people/facade.ts'
import type { InheritedView } from '#shared/coaching/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { inheritedActions } from './inherited-queries.ts'
import { personCard } from './queries.ts'
import { inheritedFactsOf } from './rules.ts'

/** Returns what leads of before agreed with an analyst; logged. NOT_FOUND for who does not lead the analyst. */
export async function readInherited(
  { db, actor, shown }: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<InheritedView> {
  const card = await personCard(db, personId)
  if (!card?.led || personId === actor.person) throw new AppError('NOT_FOUND')
  return await openRecord({ db, actor, shown }, { subjectId: personId, kind: 'person' }, async () => {
    const rows = await inheritedActions(db, personId)
    return {
      actions: rows
        .filter((row) => can(actor, 'action.inherit', inheritedFactsOf(row)))
        .map((row) => ({
          actionId: row.action_id,
          noteId: row.note_id,
          author: { personId: row.author_id, name: row.author_name },
          owner: { personId: row.owner_id, name: row.owner_name },
          title: row.title,
          dueOn: row.due_on,
          doneAt: row.done_at,
          comments: row.comments,
          version: row.version,
        })),
    }
  })
}
