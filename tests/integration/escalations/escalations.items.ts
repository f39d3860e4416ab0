import type { TodayKinds } from '#shared/today/kinds.ts'
import { head, type Items, id } from '#tests/support/today-items.ts'

export const items: Items<TodayKinds['escalations']> = {
  escalation: {
    ...head,
    kind: 'escalation',
    escalationId: id,
    severity: 'P1',
    title: 'A gap',
    childSafety: false,
    why: 'decide',
    dueAt: '2026-11-24T12:00:00Z',
  },
}
export const counted: readonly TodayKinds['escalations'][] = []
