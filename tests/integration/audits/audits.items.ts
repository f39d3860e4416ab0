import type { TodayKinds } from '#shared/today/kinds.ts'
import { head, type Items, id } from '#tests/support/today-items.ts'

export const items: Items<TodayKinds['audits']> = {
  look: { ...head, kind: 'look', lookId: id, auditId: id },
  look_answered: { ...head, kind: 'look_answered', auditId: id, status: 'changed' },
}
export const counted: readonly TodayKinds['audits'][] = ['look']
