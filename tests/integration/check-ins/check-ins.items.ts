import type { TodayKinds } from '#shared/today/kinds.ts'
import { head, type Items, id } from '#tests/support/today-items.ts'

export const items: Items<TodayKinds['checkIns']> = {
  talk: { ...head, kind: 'talk', requestId: id, dueAt: '2026-11-25T07:00:00Z' },
  talk_answered: { ...head, kind: 'talk_answered', requestId: id, answer: 'will_talk', proposedAt: null },
  check_in_shared: { ...head, kind: 'check_in_shared', checkInId: id },
  check_in_due: { ...head, kind: 'check_in_due' },
}
export const counted: readonly TodayKinds['checkIns'][] = ['talk']
