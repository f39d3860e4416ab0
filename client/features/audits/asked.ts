import { daysLater, isCalendarDay, startOfDay } from '#client/lib/calendar-day.ts'
import { type CaseFilter, caseFilter } from '#shared/audits/queries.ts'
import type { CaseView } from '#shared/audits/views.ts'

/** Which cases a list shows. `from` and `to` are instants, half open. */
export type Asked = {
  personId: string
  filter: CaseFilter
  policy?: string
  from?: string
  to?: string
}

/** Describes what the address says: the first and the last Monday of some weeks, a policy, and which outcomes. */
export type Narrowing = { filter: CaseFilter; policy: string | null; from: string | null; to: string | null }

/** An address that makes no sense narrows nothing. */
export function readNarrowing(search: URLSearchParams): Narrowing {
  const filter = caseFilter.safeParse(search.get('filter'))
  const day = (name: string) => {
    const text = search.get(name)
    return text && isCalendarDay(text) ? text : null
  }
  const [from, to] = [day('from'), day('to')]
  const both = from !== null && to !== null && from <= to
  return {
    filter: filter.success ? filter.data : 'errors',
    policy: search.get('policy') || null,
    from: both ? from : null,
    to: both ? to : null,
  }
}

/** Weeks become instants in the team's zone: the last one ends with its Sunday. */
export function askedOf(personId: string, narrowing: Narrowing, zone: string): Asked {
  const { filter, policy, from, to } = narrowing
  const midnight = (day: string) => new Date(startOfDay(day, zone)).toISOString()
  return {
    personId,
    filter,
    ...(policy === null ? {} : { policy }),
    ...(from === null || to === null ? {} : { from: midnight(from), to: midnight(daysLater(to, 7)) }),
  }
}

const errors: readonly CaseView['outcome'][] = ['missed', 'over_enforced', 'other_error', 'technical']

function concerns(view: CaseView, { personId, filter, policy, from, to }: Asked): boolean {
  return (
    view.analyst.personId === personId &&
    (filter === 'all' || (filter === 'errors' ? errors.includes(view.outcome) : view.outcome === filter)) &&
    (policy === undefined || view.policy === policy) &&
    (from === undefined || Date.parse(view.decidedAt) >= Date.parse(from)) &&
    (to === undefined || Date.parse(view.decidedAt) < Date.parse(to))
  )
}

/**
 * Returns what can be answered without the network, from every list that this phone holds: newest first, each case
 * once.
 */
export function keptCases(cached: Iterable<CaseView>, asked: Asked): CaseView[] {
  const byId = new Map<string, CaseView>()
  for (const view of cached) if (concerns(view, asked)) byId.set(view.auditId, view)
  return [...byId.values()].sort((a, b) => Date.parse(b.decidedAt) - Date.parse(a.decidedAt))
}
