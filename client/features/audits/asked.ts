import { daysLater, isCalendarDay, startOfDay } from '#client/lib/calendar-day.ts'
import { type CaseFilter, caseFilters } from '#shared/audits/rules.ts'
import type { CaseView } from '#shared/audits/views.ts'

/** Which cases a list shows. `from` and `to` are instants, half open. */
export type Asked = {
  personId: string
  filter: CaseFilter
  policy?: string
  queue?: string
  language?: string
  teamId?: string
  counted?: true
  from?: string
  to?: string
}

/**
 * Describes what the address says: which outcomes, the first and the last Monday of some weeks, a policy, a queue and a
 * language; and, from a figure, its team and that only what it counts is meant.
 */
export type Narrowing = {
  filter: CaseFilter
  policy: string | null
  queue: string | null
  language: string | null
  team: string | null
  counted: boolean
  from: string | null
  to: string | null
}
/** The parts of it that a reader chooses. */
export const choosable = ['policy', 'queue', 'language'] as const

/** An address that makes no sense narrows nothing. */
export function readNarrowing(search: URLSearchParams): Narrowing {
  const filter = caseFilters.find((known) => known === search.get('filter')) ?? 'errors'
  const day = (name: string) => {
    const text = search.get(name)
    return text && isCalendarDay(text) ? text : null
  }
  const [from, to] = [day('from'), day('to')]
  const both = from !== null && to !== null && from <= to
  return {
    filter,
    policy: search.get('policy') || null,
    queue: search.get('queue') || null,
    language: search.get('language') || null,
    team: search.get('team') || null,
    counted: search.has('counted'),
    from: both ? from : null,
    to: both ? to : null,
  }
}

/** Weeks become instants in the team's zone: the last one ends with its Sunday. */
export function askedOf(personId: string, narrowing: Narrowing, zone: string): Asked {
  const { filter, policy, queue, language, team, counted, from, to } = narrowing
  const midnight = (day: string) => new Date(startOfDay(day, zone)).toISOString()
  return {
    personId,
    filter,
    ...(policy === null ? {} : { policy }),
    ...(queue === null ? {} : { queue }),
    ...(language === null ? {} : { language }),
    ...(team === null ? {} : { teamId: team }),
    ...(counted ? { counted } : {}),
    ...(from === null || to === null ? {} : { from: midnight(from), to: midnight(daysLater(to, 7)) }),
  }
}

const errors: readonly CaseView['outcome'][] = ['missed', 'over_enforced', 'other_error']

const isCounted = (outcome: CaseView['outcome']) => outcome !== 'unverified' && outcome !== 'technical'

function concerns(view: CaseView, asked: Asked): boolean {
  const { personId, filter, policy, queue, language, teamId, counted, from, to } = asked
  return (
    view.analyst.personId === personId &&
    (filter === 'all' || (filter === 'errors' ? errors.includes(view.outcome) : view.outcome === filter)) &&
    (policy === undefined || view.policy === policy) &&
    (queue === undefined || view.queue === queue) &&
    (language === undefined || view.language === language) &&
    (teamId === undefined || view.teamId === teamId) &&
    (!counted || (isCounted(view.outcome) && !view.targeted)) &&
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
