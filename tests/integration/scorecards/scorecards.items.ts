import type { Signal } from '#shared/scorecards/views.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { head, type Items, id } from '#tests/support/today-items.ts'

const signal: Signal = {
  key: 's',
  personId: id,
  teamId: id,
  metric: 'missed',
  kind: 'above_limit',
  rule: null,
  x: 14,
  n: 117,
  from: '2026-10-26',
  to: '2026-11-16',
}

export const items: Items<TodayKinds['scorecards']> = {
  signal: { ...head, kind: 'signal', signal },
}
export const counted: readonly TodayKinds['scorecards'][] = []
