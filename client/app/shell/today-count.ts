import { features } from '#client/app/features.ts'
import type { CountedRows } from '#client/lib/manifest.ts'
import type { TodayItem } from '#shared/today/kinds.ts'

const kinds: CountedRows = {
  ...features.scorecards.rows,
  ...features.audits.rows,
  ...features.coaching.rows,
  ...features.checkIns.rows,
  ...features.escalations.rows,
}

/**
 * Returns how many rows the bar counts: those of the group Now, and the kinds that count wherever they stand. A newer
 * server may send kinds that are not known here.
 */
export const countOf = (items: readonly TodayItem[]): number =>
  items.filter(({ group, kind }) => group === 'now' || kinds[kind]?.counted).length
