import type { TodayItem } from '#shared/today/kinds.ts'

/** Returns how many rows the bar and the app's icon count: those of the group Now. */
export const countOf = (items: readonly TodayItem[]): number =>
  items.filter(({ group }) => group === 'now').length
