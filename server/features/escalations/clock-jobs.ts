import { v7 as uuidv7 } from 'uuid'
import type { OwnerDb } from '#server/db/database.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { claimNewDays, logCalendar, openInZone } from './calendar-queries.ts'
import { setClocks } from './clock-commands.ts'
import { moveDueClocks } from './sweep-queries.ts'

/**
 * Tells of every clock that is at risk, overdue, or overdue for long: the move of the clock and its news are one
 * transaction, so that a run that is lost, doubled or killed neither loses nor doubles any.
 */
export async function sweepClocks(db: OwnerDb, signal?: AbortSignal): Promise<void> {
  for (let more = true; more && !signal?.aborted; )
    more = await db.transaction().execute(async (transaction) => {
      const due = await moveDueClocks(transaction)
      await notifyFromJob(
        transaction,
        due.map(({ org_id, escalation_id, person_id, severity, stage }) => ({
          org: org_id,
          to: person_id,
          kind: stage === 1 ? 'clock_at_risk' : 'clock_overdue',
          entityId: escalation_id,
          urgent: severity === 'P0' || severity === 'P1',
        })),
      )
      return due.length > 0
    })
}

/** Clocks that run in business time follow a day that was added or changed. */
export async function followCalendar(db: OwnerDb, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { org_id, zone } of await claimNewDays(transaction)) {
      const open = await openInZone(transaction, org_id, zone)
      for (const { escalation_id, severity } of open)
        await setClocks({ query: transaction, org: org_id, id: escalation_id }, { severity, zone, now })
      await logCalendar(transaction, org_id, { id: uuidv7(), clocks: open.length })
    }
  })
}
