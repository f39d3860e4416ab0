import type { TodayItem } from './kinds.ts'

export const todayGroups = ['now', 'people', 'today'] as const

/** Groups in their order; within one the oldest first, so that a row keeps its place while others come and go. */
export function inOrder(items: readonly TodayItem[]): TodayItem[] {
  return [...items].sort(
    (a, b) =>
      todayGroups.indexOf(a.group) - todayGroups.indexOf(b.group) ||
      a.at.localeCompare(b.at) ||
      a.key.localeCompare(b.key),
  )
}
