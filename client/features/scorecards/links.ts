import { paths } from '#client/lib/paths.ts'
import type { CaseFilter } from '#shared/audits/rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'

type Weeks = { from: string; to: string } | null

const filters: Record<Metric, CaseFilter> = {
  accuracy: 'all',
  missed: 'missed',
  over_enforced: 'over_enforced',
}

/** Leads to the cases behind a figure, exactly those that it counts; its weeks by their first and last Monday. */
export function casesLink(
  personId: string,
  {
    metric,
    teamId,
    policy = null,
    weeks = null,
  }: { metric: Metric; teamId: string; policy?: string | null; weeks?: Weeks },
): string {
  return addressOf(personId, filters[metric], { teamId, policy, weeks })
}

/** Leads to the errors of some weeks, of every kind. */
export const errorsLink = (personId: string, { teamId, weeks }: { teamId: string; weeks: Weeks }): string =>
  addressOf(personId, 'errors', { teamId, policy: null, weeks })

function addressOf(
  personId: string,
  filter: CaseFilter,
  { teamId, policy, weeks }: { teamId: string; policy: string | null; weeks: Weeks },
): string {
  const search = new URLSearchParams({ filter, team: teamId, counted: '' })
  if (policy !== null) search.set('policy', policy)
  if (weeks) {
    search.set('from', weeks.from)
    search.set('to', weeks.to)
  }
  return `${paths.personCases(personId)}?${search}`
}

/** The note editor with the signal as its criterion. */
export function noteLink({ personId, point: { metric, x, n }, from, to, kind }: Signal): string {
  const search = new URLSearchParams({ metric, from, to, x: String(x), n: String(n) })
  if (kind === 'recovery') search.set('kind', 'recognition')
  return `${paths.newNote(personId)}?${search}`
}
