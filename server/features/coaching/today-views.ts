import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import { isCorrectiveNote } from '#shared/coaching/corrective-rules.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { type EndingRole, endingRoles } from './handover-queries.ts'
import { type OpenItem, openItems } from './open-queries.ts'

/** Returns what waits for the reader in coaching. What is due again, or said again in another version, is another row. */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const instant = new Date(now()).toISOString()
  const items = await openItems(db, instant)
  const ending = actor.roles.some(({ role }) => role === 'lead') ? await endingRoles(db, instant) : []
  return [
    ...items.map((point): Waiting => {
      const row = rowOf(point)
      return { key: row.key, failureAt: failureAt(point), row: () => row }
    }),
    ...ending.map((role) => handoverOf(role, actor.person)),
  ]
}

function handoverOf({ teamId, endsOn, at, notes }: EndingRole, personId: string): Waiting {
  const key = `handover:${teamId}:${endsOn}`
  return {
    key,
    people: [personId],
    row: ({ names }) => ({
      ...{ key, kind: 'handover', group: 'people', at, teamId, endsOn, notes },
      person: { personId, name: names[personId] ?? '' },
    }),
  }
}

/** Returns when a note that speaks of something that went wrong was written; null for anything else. */
function failureAt({ kind, note_kind: noteKind, has_criterion: hasCriterion, at }: OpenItem): string | null {
  return kind === 'note_to_read' && noteKind && isCorrectiveNote({ kind: noteKind, hasCriterion }) ? at : null
}

function rowOf(point: OpenItem): TodayItem {
  const { kind, at, note_id: noteId, ref_id: refId, due_on: dueOn, version } = point
  const person = { personId: point.person_id, name: point.name }
  const head = { at, person, noteId }
  switch (kind) {
    case 'note_to_read': {
      const recognition = point.note_kind === 'recognition'
      return {
        ...head,
        ...{ kind, group: 'people', key: `${kind}:${noteId}:${refId ?? version}`, recognition },
        addendumId: refId,
      }
    }
    case 'note_unread':
      return {
        ...head,
        kind,
        group: 'people',
        key: `${kind}:${noteId}:${refId ?? version}`,
        days: point.days ?? 0,
      }
    case 'reply':
      return { ...head, kind, group: 'people', key: `${kind}:${refId}`, replyId: refId ?? '' }
    case 'follow_up':
      return { ...head, kind, group: 'today', key: `${kind}:${noteId}:${dueOn}`, dueOn: dueOn ?? '' }
    case 'action': {
      const key = `${kind}:${refId}:${dueOn}`
      return {
        ...head,
        kind,
        group: 'today',
        key,
        actionId: refId ?? '',
        title: point.title ?? '',
        dueOn: dueOn ?? '',
        inherited: point.inherited,
      }
    }
  }
}
