import { daysLater } from '#client/lib/calendar-day.ts'
import { paths } from '#client/lib/paths.ts'
import type { CaseFilter } from '#shared/audits/rules.ts'

/** Leads to the cases between two days of at least a week, the last one included; `counted` are those that rates are made of. */
export function casesOfDays(
  personId: string,
  {
    filter,
    teamId,
    from,
    to,
    counted,
    policy,
  }: {
    filter: CaseFilter
    teamId: string
    from: string
    to: string
    counted: boolean
    policy?: string
  },
): string {
  // An address names its end by the Monday of a last week: six days before the last day.
  const search = new URLSearchParams({ filter, team: teamId, from, to: daysLater(to, -6) })
  if (counted) search.set('counted', '')
  if (policy !== undefined) search.set('policy', policy)
  return `${paths.personCases(personId)}?${search}`
}
