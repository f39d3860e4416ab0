import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { dueOf, runsIntoUnknown, targets } from '#shared/core/business-time.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import { calendarIn } from './business-calendar-commands.ts'
import {
  clocksOf,
  type EscalationRef,
  putClock,
  restartClocks,
  standstillsOf,
  stopClocks,
} from './clock-queries.ts'
import type { Known } from './queries.ts'

export const ofActor = (db: WriteDb, id: string): EscalationRef => ({ query: db.query, org: db.org, id })

/**
 * Sets every clock of the escalation to what its severity, the calendar and the time in which it stood make of its original
 * start.
 * @param timing `startedAt`: ISO 8601; what a clock that runs already began with is kept where it is earlier.
 */
export async function setClocks(
  escalation: EscalationRef,
  timing: { severity: Severity; zone: string; startedAt?: string; now: number },
): Promise<void> {
  const target = targets[timing.severity]
  const existing = await clocksOf(escalation)
  const starts = [...existing.map((clock) => clock.started_at), timing.startedAt ?? []].flat()
  const start = Math.min(...starts.map((text) => Date.parse(text)))
  if (!Number.isFinite(start)) return
  const year = new Date(start).getUTCFullYear()
  const calendar = target.business
    ? await calendarIn(escalation, timing.zone, [year, year + 1, year + 2])
    : 'always'
  const standstills = await standstillsOf(escalation, timing.severity)
  const iso = (instant: number) => new Date(instant).toISOString()
  for (const kind of ['acknowledge', 'decide', 'confirm'] as const satisfies ClockKind[]) {
    const minutes = target.minutes[kind]
    if (minutes === undefined) {
      await stopClocks(escalation, [kind])
      continue
    }
    const due = dueOf(calendar, {
      ...{ startedAt: start, minutes, now: timing.now },
      pauses: standstills.get(kind) ?? [],
    })
    await putClock(escalation, {
      kind,
      startedAt: iso(start),
      riskAt: iso(due.riskAt),
      dueAt: iso(due.dueAt),
      chainAt: iso(due.chainAt),
      calendarMissing: calendar !== 'always' && runsIntoUnknown(calendar, start, due.dueAt),
    })
  }
}

/** These run again where they stand, and what is due moves by the time that they stood. */
export async function runAgain(
  { db, now }: CommandScope,
  row: Known,
  kinds: readonly ClockKind[],
): Promise<void> {
  if (kinds.length === 0) return
  const escalation = ofActor(db, row.escalation_id)
  await restartClocks(escalation, kinds)
  await setClocks(escalation, { severity: row.severity, zone: row.zone, now: now() })
}
