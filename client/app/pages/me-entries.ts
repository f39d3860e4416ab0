import { type AfterStart, type MeEntry, meGroups } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'

/** Returns the rows of the features on a person's own page, group by group, in one in the order of the features. */
export function entriesFor(
  me: Me,
  parts: readonly AfterStart[],
): { group: (typeof meGroups)[number]; entries: MeEntry[] }[] {
  const entries = parts.flatMap((part) => part.me ?? []).filter(({ shown }) => shown?.(me) ?? true)
  return meGroups.map((group) => ({ group, entries: entries.filter((entry) => entry.group === group) }))
}
