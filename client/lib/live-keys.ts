import type { QueryFilters } from '@tanstack/react-query'
import type { ChangeNotice, LiveFeature } from '#shared/core/live.ts'

/** Which cached views a change concerns, by the feature that changed. Each feature exports its own. */
export type LiveKeys = Partial<Record<LiveFeature, (notice: ChangeNotice) => QueryFilters[]>>

/** One map of several: every feature that listens to a change is asked. */
export function concerned(maps: readonly LiveKeys[], notice: ChangeNotice): QueryFilters[] {
  return maps.flatMap((map) => new Map(Object.entries(map)).get(notice.feature)?.(notice) ?? [])
}
