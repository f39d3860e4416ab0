import type { DecidedBy, Outcome } from '#shared/audits/rules.ts'
import { calendarIn } from './import-date-rules.ts'
import type { RolledUp } from './rollup-queries.ts'
import { type AuditCounts, type CountsChange, countNames } from './table.ts'

/** Holds what decides where an audit counts. */
export interface Counted {
  /** Null where a machine decided alone: it is in no person's counts. */
  analyst_id: string | null
  policy: string
  queue: string | null
  language: string | null
  kind: string
  outcome: Outcome
  targeted: boolean
  decided_by: DecidedBy | string | null
  moderator_decision: string | null
  verified_decision: string | null
  acted: boolean | null
  moderator_acted: boolean | null
  inclusion_probability: number | null
  /** The cause of the error, where a review said that it is not the analyst's. */
  attributed_to: string | null
}
type Judged = Pick<Counted, 'outcome' | 'acted' | 'inclusion_probability'>

export const noCounts = Object.fromEntries(countNames.map((name) => [name, 0])) as unknown as AuditCounts

/**
 * Returns whether an audit is of the stream that makes rates. Appeals, feedback and policy questions select themselves, and
 * what was picked by hand was selected by somebody: they are coached on and stay out.
 */
const isDrawn = ({ kind, targeted }: Counted): boolean => kind === 'audit' && !targeted

const errors: readonly Outcome[] = ['missed', 'over_enforced', 'other_error']
export const isError = (outcome: Outcome): boolean => errors.includes(outcome)

/** Returns the audit as another verification leaves it; only an error can be somebody else's. */
export const verifiedAs = <Audit extends Counted>(
  audit: Audit,
  verification: Pick<Counted, 'outcome' | 'verified_decision'>,
): Audit => ({
  ...audit,
  ...verification,
  attributed_to: isError(verification.outcome) ? audit.attributed_to : null,
})

/** Returns what an audit adds to the figures of its analyst: nothing where the error is not theirs. */
export const ownCountsOf = (audit: Counted): AuditCounts =>
  audit.attributed_to === null ? countsOf(audit) : noCounts

/**
 * Returns what an audit adds to the figures of people in its team: nothing where a machine made the only decision that the
 * row has, or where an error of the tools came between.
 */
export function countsOf(audit: Counted): AuditCounts {
  const ofMachine = audit.decided_by === 'automated' && audit.moderator_decision === null
  return isDrawn(audit) && !ofMachine ? countsOfJudged(audit) : noCounts
}

/** Returns what an audit adds to the figures of the machines of its team: the machine's decision against the verified one. */
export function machineCountsOf(audit: Counted): AuditCounts {
  if (!isDrawn(audit) || audit.decided_by !== 'automated') return noCounts
  if (audit.moderator_decision === null) return countsOfJudged(audit)
  const { moderator_acted: acted, inclusion_probability } = audit
  return countsOfJudged({ outcome: machineOutcome(audit), acted, inclusion_probability })
}

function machineOutcome(audit: Counted): Outcome {
  const { outcome, moderator_decision: decision, verified_decision: verified } = audit
  if (outcome === 'technical') return outcome
  if (decision === null || verified === null || audit.acted === null || audit.moderator_acted === null)
    return 'unverified'
  if (decision.trim().toLowerCase() === verified.trim().toLowerCase()) return 'correct'
  // The verified decision was a violation where the analyst was right to act, or missed it.
  if (outcome === 'correct' ? audit.acted : outcome === 'missed') return 'missed'
  return audit.moderator_acted ? 'over_enforced' : 'other_error'
}

function countsOfJudged({ outcome, acted, inclusion_probability: chance }: Judged): AuditCounts {
  const rated = outcome !== 'unverified' && outcome !== 'technical'
  // The column is of single precision: what is added now is taken away later as it was stored.
  const w = rated && chance !== null ? 1 / Math.fround(chance) : 0
  const is = (counted: boolean) => ({ n: counted ? 1 : 0, w: counted ? w : 0, w2: counted ? w * w : 0 })
  const correct = is(outcome === 'correct')
  const missed = is(outcome === 'missed')
  const over = is(outcome === 'over_enforced')
  const right = is(outcome === 'correct' && acted === true)
  return {
    n: rated ? 1 : 0,
    correct: correct.n,
    missed: missed.n,
    over_enforced: over.n,
    unverified: outcome === 'unverified' ? 1 : 0,
    acted: right.n,
    unsided: outcome === 'correct' && acted === null ? 1 : 0,
    drawn: w > 0 ? 1 : 0,
    w,
    w2: w * w,
    w_correct: correct.w,
    w_missed: missed.w,
    w_over_enforced: over.w,
    w_acted: right.w,
    w2_correct: correct.w2,
    w2_missed: missed.w2,
    w2_over_enforced: over.w2,
    w2_acted: right.w2,
  }
}

/** Returns how the counts change when an audit comes, goes or becomes another; a difference may be negative. */
export function countsChange(before: Counted | undefined, after: Counted | undefined): CountsChange {
  const change = (countsOf: (audit: Counted) => AuditCounts) => {
    const counted = after ? countsOf(after) : noCounts
    return before ? difference(countsOf(before), counted) : counted
  }
  return { own: change(ownCountsOf), team: change(countsOf), machine: change(machineCountsOf) }
}

function difference(before: AuditCounts, after: AuditCounts): AuditCounts {
  const changed = { ...after }
  for (const name of countNames) changed[name] -= before[name]
  return changed
}

/** Adds audits up by the team's calendar, so that each rollup row is written once, at the end. */
export function createRollup(zone: string) {
  const dayOf = calendarIn(zone)
  const days = new Map<string, RolledUp['days'][number]>()
  const weeks = new Map<string, RolledUp['weeks'][number]>()
  const strataWeeks = new Map<string, RolledUp['strataWeeks'][number]>()
  const teamWeeks = new Map<string, RolledUp['teamWeeks'][number]>()
  const machineWeeks = new Map<string, RolledUp['machineWeeks'][number]>()

  function move(before: Counted | undefined, after: Counted | undefined, timestamp: number): void {
    const known = after ?? before
    if (!known) return
    const { analyst_id, policy } = known
    const [queue, language] = [known.queue ?? '', known.language ?? '']
    const { day, week } = dayOf(timestamp)
    const { own, team, machine } = countsChange(before, after)
    if (analyst_id !== null && changesAny(own)) {
      addTo(days, `${analyst_id} ${day}`, { analyst_id, day }, own)
      addTo(weeks, `${analyst_id} ${week} ${policy}`, { analyst_id, week, policy }, own)
    }
    const stratum = { week, policy, queue, language }
    const key = JSON.stringify(stratum)
    if (changesAny(team)) {
      if (analyst_id !== null) addTo(strataWeeks, `${analyst_id} ${key}`, { ...stratum, analyst_id }, team)
      addTo(teamWeeks, `${week} ${policy}`, { week, policy }, team)
    }
    if (changesAny(machine)) addTo(machineWeeks, key, stratum, machine)
  }

  return {
    /** `timestamp`: milliseconds since the epoch of the decision. */
    add: (audit: Counted, timestamp: number) => move(undefined, audit, timestamp),
    /** Moves an audit from one verification to another one. */
    change: (before: Counted, after: Counted, timestamp: number) => move(before, after, timestamp),
    /** Takes an audit out of the counts. */
    remove: (audit: Counted, timestamp: number) => move(audit, undefined, timestamp),
    rows: (): RolledUp => ({
      days: [...days.values()],
      weeks: [...weeks.values()],
      strataWeeks: [...strataWeeks.values()],
      teamWeeks: [...teamWeeks.values()],
      machineWeeks: [...machineWeeks.values()],
    }),
  }
}

const changesAny = (counts: AuditCounts): boolean =>
  counts !== noCounts && countNames.some((name) => counts[name] !== 0)

function addTo<Names extends object>(
  rows: Map<string, Names & AuditCounts>,
  key: string,
  names: Names,
  counts: AuditCounts,
): void {
  const sum: AuditCounts | undefined = rows.get(key)
  if (!sum) {
    rows.set(key, { ...names, ...counts })
    return
  }
  for (const name of countNames) if (counts[name] !== 0) sum[name] += counts[name]
}
