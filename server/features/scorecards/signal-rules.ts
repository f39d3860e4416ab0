import { type AuditedWeek, type Finding, findingOf, pointOf } from '#shared/scorecards/signal-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { PackedWeek, PersonRow, TeamFigures } from './queries.ts'

/** A finding about somebody, with the weeks that it speaks of. */
export interface PersonFinding {
  row: TeamFigures & { person_id: string }
  weeks: readonly PackedWeek[]
  finding: Finding
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
    const finding = findingOf({ weeks, team, complete: row.complete })
    return finding ? [{ row, weeks: row.weeks ?? [], finding }] : []
  })
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
    ({ person_id, starts_on, weeks }) => `${person_id} ${starts_on} ${weeks?.join(' ')}`,
  )
  return `${first?.signal_week} ${first?.first_week} ${first?.complete} ${people.join('\n')}`
}
