import { features } from '#client/app/features.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

const counted = new Map<string, boolean>(
  Object.values(features).flatMap(({ rows }) => Object.entries(rows?.counted ?? {})),
)

/**
 * Returns how many rows the bar counts: those of the group Now, and the kinds that count wherever they stand. A newer
 * server may send kinds that are not known here.
 */
export const countOf = (items: readonly TodayItem[]): number =>
  items.filter(({ group, kind }) => group === 'now' || counted.get(kind)).length
