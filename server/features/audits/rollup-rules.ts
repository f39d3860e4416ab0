import type { Outcome } from '#shared/audits/rules.ts'
import { calendarIn } from './import-date-rules.ts'
import type { RolledUp } from './rollup-queries.ts'
import type { AuditCounts } from './table.ts'

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

export function difference(before: AuditCounts, after: AuditCounts): AuditCounts {
  return {
    n: after.n - before.n,
    correct: after.correct - before.correct,
    missed: after.missed - before.missed,
    over_enforced: after.over_enforced - before.over_enforced,
    unverified: after.unverified - before.unverified,
  }
}

interface Counted {
  analyst_id: string
  policy: string
  outcome: Outcome
  targeted: boolean
}
const noCounts: AuditCounts = { n: 0, correct: 0, missed: 0, over_enforced: 0, unverified: 0 }

/** Adds audits up by the team's calendar, so that each rollup row is written once, at the end. */
export function createRollup(zone: string) {
  const dayOf = calendarIn(zone)
  const days = new Map<string, RolledUp['days'][number]>()
  const weeks = new Map<string, RolledUp['weeks'][number]>()
  const teamWeeks = new Map<string, RolledUp['teamWeeks'][number]>()

  function addCounts({ analyst_id, policy }: Counted, counts: AuditCounts, timestamp: number): void {
    if (Object.values(counts).every((count) => count === 0)) return
    const { day, week } = dayOf(timestamp)
    addTo(days, `${analyst_id} ${day}`, { analyst_id, day, ...counts })
    addTo(weeks, `${analyst_id} ${week} ${policy}`, { analyst_id, week, policy, ...counts })
    addTo(teamWeeks, `${week} ${policy}`, { week, policy, ...counts })
  }

  return {
    /** `timestamp`: milliseconds since the epoch of the decision. */
    add: (audit: Counted, timestamp: number) => addCounts(audit, countsOf(audit), timestamp),
    /** Moves an audit from its outcome to another one. */
    change: (audit: Counted, outcome: Outcome, timestamp: number) =>
      addCounts(audit, difference(countsOf(audit), countsOf({ ...audit, outcome })), timestamp),
    /** Takes an audit out of the counts. */
    remove: (audit: Counted, timestamp: number) =>
      addCounts(audit, difference(countsOf(audit), noCounts), timestamp),
    rows: (): RolledUp => ({
      days: [...days.values()],
      weeks: [...weeks.values()],
      teamWeeks: [...teamWeeks.values()],
    }),
  }
}

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
