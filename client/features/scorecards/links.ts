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
  const search = new URLSearchParams({ filter: filters[metric], team: teamId, counted: '' })
  if (policy !== null) search.set('policy', policy)
  if (weeks) {
    search.set('from', weeks.from)
    search.set('to', weeks.to)
  }
  return `${paths.personCases(personId)}?${search}`
}

/** The note editor with the signal as its criterion. */
export function noteLink({ personId, metric, x, n, from, to, kind }: Signal): string {
  const search = new URLSearchParams({ metric, from, to, x: String(x), n: String(n) })
  if (kind === 'recovery') search.set('kind', 'recognition')
  return `${paths.newNote(personId)}?${search}`
}
