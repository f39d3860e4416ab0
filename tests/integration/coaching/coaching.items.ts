import type { TodayKinds } from '#shared/today/kinds.ts'
import { head, type Items, id } from '#tests/support/today-items.ts'

export const items: Items<TodayKinds['coaching']> = {
  note_to_read: { ...head, kind: 'note_to_read', noteId: id, recognition: false },
  note_unread: { ...head, kind: 'note_unread', noteId: id, days: 3 },
  reply: { ...head, kind: 'reply', noteId: id, replyId: id },
  follow_up: { ...head, kind: 'follow_up', noteId: id, dueOn: '2026-11-23' },
  action: { ...head, kind: 'action', noteId: id, actionId: id, title: 'Read it', dueOn: '2026-11-26' },
}
export const counted: readonly TodayKinds['coaching'][] = ['note_to_read', 'follow_up', 'action']
