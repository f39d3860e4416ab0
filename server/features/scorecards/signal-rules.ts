import {
  type AuditedWeek,
  type Finding,
  findingOf,
  pointOf,
  type Renewal,
  type SignalBaseline,
  type Watched,
} from '#shared/scorecards/signal-rules.ts'
import type { BaselineBasis, Signal } from '#shared/scorecards/views.ts'
import type { AnalystRow, PackedWeek, PersonRow, TeamFigures } from './queries.ts'
import type { PackedRenewal } from './renewal-queries.ts'

/** A finding about somebody, with the weeks that it speaks of. */
export interface PersonFinding {
  row: TeamFigures & { person_id: string } & Began
  weeks: readonly PackedWeek[]
  finding: Finding
}

/** Holds what says when and why a baseline began. */
interface Began {
  renewals: PackedRenewal[] | null
  has_earlier: boolean
}

const known = new Map<string, { fingerprint: string; findings: PersonFinding[] }>()
/** Teams kept at most; then it begins anew. */
const limit = 2000

/** Returns what the weeks of these people say of those who are in the team, team by team. */
export function findingsOf(rows: readonly PersonRow[]): PersonFinding[] {
  return [...Map.groupBy(rows, (row) => row.team_id)].flatMap(([, team]) => teamFindings(team))
}

/**
 * The findings of one team, remembered as long as its weeks are the same: these change with an import, and are read with every
 * Today and Team.
 */
export function knownFindings(rows: readonly PersonRow[]): PersonFinding[] {
  return [...Map.groupBy(rows, (row) => row.team_id)].flatMap(([teamId, team]) => {
    const fingerprint = fingerprintOf(team)
    const before = known.get(teamId)
    if (before?.fingerprint === fingerprint) return before.findings
    const findings = teamFindings(team)
    if (known.size >= limit) known.clear()
    known.set(teamId, { fingerprint, findings })
    return findings
  })
}

function teamFindings(rows: readonly PersonRow[]): PersonFinding[] {
  const team = rows.map((row) => auditedWeeks(row.weeks))
  return rows.flatMap((row, index) => {
    const weeks = team[index]
    if (!weeks || row.starts_on === null) return []
    const renewals = renewalsFrom(row.renewals)
    const finding = findingOf({ weeks, team, complete: row.complete, renewals })
    return finding ? [{ row, weeks: row.weeks ?? [], finding }] : []
  })
}

export const renewalsFrom = (packed: readonly PackedRenewal[] | null): Renewal[] =>
  (packed ?? []).map(([from, weeks]) => ({ from, known: weeks }))

/** Returns what the replay of one person's weeks needs, as far as the reader may read the others of the team. */
export function watchedIn(
  row: Pick<AnalystRow, 'own_weeks' | 'team_weeks' | 'complete' | 'renewals'>,
): Watched {
  return {
    weeks: auditedWeeks(row.own_weeks),
    team: row.team_weeks.map((member) => member.map(([index, n, x]) => ({ index, n, x }))),
    ...{ complete: row.complete, renewals: renewalsFrom(row.renewals) },
  }
}

/** Returns since when a baseline holds, and why. */
export function basisOf(
  { signal_week, renewals, has_earlier }: Began & Pick<TeamFigures, 'signal_week'>,
  { first, weeks, rate, provisional, begin }: SignalBaseline,
): BaselineBasis {
  const since = Temporal.PlainDate.from(signal_week).add({ weeks: first }).toString()
  const basis = { since, weeks, rate, provisional, saidOn: null }
  if (begin === 'draw') return { ...basis, why: 'draw' }
  if (begin === 'start') return { ...basis, why: has_earlier ? 'year' : 'first_weeks' }
  const said = renewals?.findLast(([from, weeksThen]) => from === begin.from && weeksThen === begin.known)
  return { ...basis, why: 'word', saidOn: said?.[2] ?? null }
}

export function auditedWeeks(packed: readonly PackedWeek[] | null): AuditedWeek[] {
  return (packed ?? []).flatMap((week) => {
    const [index, n, correct] = week
    return n > 0 ? [{ index, n, x: n - correct, uneven: isUneven(week.at(-1)) }] : []
  })
}

/** Kish's design effect from which audits are no longer like those of an even draw. */
const unevenFrom = 1.15

function isUneven(weights: PackedWeek[number] | undefined): boolean {
  if (!Array.isArray(weights)) return false
  const [drawn, w, w2] = weights
  return (drawn * w2) / w ** 2 > unevenFrom
}

/** Returns the signal of a finding, without its cause. */
export function signalOf({ row, weeks, finding }: PersonFinding): Signal {
  const start = Temporal.PlainDate.from(row.signal_week)
  const monday = (index: number) => start.add({ weeks: index }).toString()
  const { kind, from, to, now, episode } = finding
  const began = monday(episode.since)
  return {
    key: `${row.person_id}:${row.team_id}:${kind}:${began}`,
    personId: row.person_id,
    teamId: row.team_id,
    kind,
    since: kind === 'recovery' && episode.until !== null ? monday(episode.until) : began,
    ...{ x: now.x, n: now.n, p: now.p, from: monday(from), to: monday(to) },
    baseline: episode.baseline.rate,
    provisional: episode.baseline.provisional,
    basis: basisOf(row, episode.baseline),
    ...kindsOf(weeks, finding),
    cause: null,
  }
}

/** Counts the kinds of error in a finding's weeks, with what a note about it begins with. */
function kindsOf(
  weeks: readonly PackedWeek[],
  { from, to, now }: Finding,
): Pick<Signal, 'missed' | 'overEnforced' | 'point'> {
  let missed = 0
  let overEnforced = 0
  for (const [index, , , missedThen, overEnforcedThen] of weeks) {
    if (index < from || index > to) continue
    missed += missedThen
    overEnforced += overEnforcedThen
  }
  return { missed, overEnforced, point: pointOf({ ...now, missed, overEnforced }) }
}

/** Everything that a finding can depend on. */
function fingerprintOf(rows: readonly PersonRow[]): string {
  const [first] = rows
  const people = rows.map(
    ({ person_id, starts_on, weeks, renewals, has_earlier }) =>
      `${person_id} ${starts_on} ${weeks?.join(' ')} ${renewals?.join(' ')} ${has_earlier}`,
  )
  return `${first?.signal_week} ${first?.first_week} ${first?.complete} ${people.join('\n')}`
}
