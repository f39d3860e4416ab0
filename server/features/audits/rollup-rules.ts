import type { Outcome } from '#shared/audits/rules.ts'
import { calendarIn } from './import-date-rules.ts'
import type { RolledUp } from './rollup-queries.ts'
import type { AuditCounts, CountsChange } from './table.ts'

/** Returns what one audit adds to the counts: nothing where it was picked by hand, or where an error of the tools came between. */
export function countsOf(audit: { outcome: Outcome; targeted: boolean }): AuditCounts {
  const is = (outcome: Outcome) => (audit.outcome === outcome && !audit.targeted ? 1 : 0)
  return {
    n: audit.targeted ? 0 : 1 - is('unverified') - is('technical'),
    correct: is('correct'),
    missed: is('missed'),
    over_enforced: is('over_enforced'),
    unverified: is('unverified'),
  }
}

const noCounts: AuditCounts = { n: 0, correct: 0, missed: 0, over_enforced: 0, unverified: 0 }
const errors: readonly Outcome[] = ['missed', 'over_enforced', 'other_error']

/** Holds an audit's outcome and, where a review said so, whose error it was if not the analyst's. */
interface Attributed {
  outcome: Outcome
  targeted: boolean
  attributed_to?: string | null | undefined
}

/** Returns what one audit adds to the counts of its analyst: nothing where the error is not theirs. */
export const ownCountsOf = (audit: Attributed): AuditCounts =>
  audit.attributed_to ? noCounts : countsOf(audit)

/** Returns the audit with another outcome; only an error can be somebody else's. */
const withOutcome = <Audit extends Attributed>(audit: Audit, outcome: Outcome): Audit => ({
  ...audit,
  outcome,
  attributed_to: isError(outcome) ? audit.attributed_to : null,
})

export const isError = (outcome: Outcome): boolean => errors.includes(outcome)

/** Returns how the counts change when an audit does; a difference may be negative. */
export const countsChange = (before: Attributed, after: Attributed): CountsChange => ({
  own: difference(ownCountsOf(before), ownCountsOf(after)),
  team: difference(countsOf(before), countsOf(after)),
})

function difference(before: AuditCounts, after: AuditCounts): AuditCounts {
  return {
    n: after.n - before.n,
    correct: after.correct - before.correct,
    missed: after.missed - before.missed,
    over_enforced: after.over_enforced - before.over_enforced,
    unverified: after.unverified - before.unverified,
  }
}

interface Counted extends Attributed {
  analyst_id: string
  policy: string
}

/** Adds audits up by the team's calendar, so that each rollup row is written once, at the end. */
export function createRollup(zone: string) {
  const dayOf = calendarIn(zone)
  const days = new Map<string, RolledUp['days'][number]>()
  const weeks = new Map<string, RolledUp['weeks'][number]>()
  const teamWeeks = new Map<string, RolledUp['teamWeeks'][number]>()

  function addCounts({ analyst_id, policy }: Counted, { own, team }: CountsChange, timestamp: number): void {
    const { day, week } = dayOf(timestamp)
    if (!isNothing(own)) {
      addTo(days, `${analyst_id} ${day}`, { analyst_id, day, ...own })
      addTo(weeks, `${analyst_id} ${week} ${policy}`, { analyst_id, week, policy, ...own })
    }
    if (!isNothing(team)) addTo(teamWeeks, `${week} ${policy}`, { week, policy, ...team })
  }

  return {
    /** `timestamp`: milliseconds since the epoch of the decision. */
    add: (audit: Counted, timestamp: number) =>
      addCounts(audit, { own: ownCountsOf(audit), team: countsOf(audit) }, timestamp),
    /** Moves an audit from its outcome to another one. */
    change: (audit: Counted, outcome: Outcome, timestamp: number) =>
      addCounts(audit, countsChange(audit, withOutcome(audit, outcome)), timestamp),
    /** Takes an audit out of the counts. */
    remove: (audit: Counted, timestamp: number) =>
      addCounts(
        audit,
        { own: difference(ownCountsOf(audit), noCounts), team: difference(countsOf(audit), noCounts) },
        timestamp,
      ),
    rows: (): RolledUp => ({
      days: [...days.values()],
      weeks: [...weeks.values()],
      teamWeeks: [...teamWeeks.values()],
    }),
  }
}

const isNothing = (counts: AuditCounts) => Object.values(counts).every((count) => count === 0)

function addTo<Row extends AuditCounts>(rows: Map<string, Row>, key: string, row: Row): void {
  const sum = rows.get(key)
  if (!sum) {
    rows.set(key, row)
    return
  }
  sum.n += row.n
  sum.correct += row.correct
  sum.missed += row.missed
  sum.over_enforced += row.over_enforced
  sum.unverified += row.unverified
}
