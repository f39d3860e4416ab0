import type { Job, JobDeps } from '#server/core/job.ts'
import { calendarOf } from '#server/features/escalations/facade.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { type BusinessCalendar, spansFrom } from '#shared/core/business-time.ts'
import type { Span } from '#shared/core/working-hours.ts'
import { claimDues, openDues, type ShiftSpan, shiftsOf } from './reminder-queries.ts'
import { isReminderDue } from './reminder-rules.ts'

const dayMs = 86_400_000
/** Days around now in which working hours are looked at. */
const reachDays = 35
/** Reminders in one transaction. */
const remindersAtOnce = 500

/**
 * Reminds of each due date once, when its person's day of work begins. The mark and the notification are one transaction, so that
 * of two processes one reminds. The push holds further where it must.
 */
export async function remindOfDues({
  db,
  now,
  signal,
}: Pick<JobDeps, 'db' | 'now' | 'signal'>): Promise<void> {
  const timestamp = now()
  const dues = await openDues(db, new Date(timestamp).toISOString())
  if (dues.length === 0) return
  const since = timestamp - reachDays * dayMs
  const shifts = Map.groupBy(await shiftsOf(db, dues, new Date(since).toISOString()), keyOf)
  const offices = new Map<string, Promise<Span[]>>()
  const officeOf = (org: string, zone: string): Promise<Span[]> => {
    const key = `${org} ${zone}`
    const years = [since, timestamp + reachDays * dayMs].map((moment) => new Date(moment).getUTCFullYear())
    const known =
      offices.get(key) ??
      calendarOf({ query: db, org }, zone, years).then((calendar) => officeSpans(calendar, since))
    offices.set(key, known)
    return known
  }
  const ready: typeof dues = []
  for (const due of dues) {
    const own = shifts.get(keyOf(due)) ?? []
    const { zone, quiet_from, quiet_until } = due
    const quiet =
      quiet_from && quiet_until ? { from: quiet_from.slice(0, 5), until: quiet_until.slice(0, 5) } : null
    const office = await officeOf(due.org_id, zone)
    const hours = { zone, work: spansOf(own, 'work'), away: spansOf(own, 'absence'), office, quiet }
    if (isReminderDue(due.due_on, timestamp, hours)) ready.push(due)
  }
  for (let next = 0; next < ready.length && !signal.aborted; next += remindersAtOnce)
    await db.transaction().execute(async (transaction) => {
      const claimed = await claimDues(transaction, ready.slice(next, next + remindersAtOnce))
      await notifyFromJob(
        transaction,
        claimed.map(({ org_id: org, person_id: to, kind, entity_id: entityId }) => ({
          org,
          to,
          kind,
          entityId,
        })),
      )
    })
}

const keyOf = ({ org_id, person_id }: { org_id: string; person_id: string }) => `${org_id} ${person_id}`

const spansOf = (shifts: readonly ShiftSpan[], wanted: ShiftSpan['kind']): Span[] =>
  shifts
    .filter(({ kind }) => kind === wanted)
    .map(({ starts_at, ends_at }) => ({ from: Date.parse(starts_at), until: Date.parse(ends_at) }))

function officeSpans(calendar: BusinessCalendar, since: number): Span[] {
  const spans: Span[] = []
  for (const [from, until] of spansFrom(calendar, since)) {
    if (from > since + 2 * reachDays * dayMs) break
    spans.push({ from, until })
  }
  return spans
}

export const jobs: readonly Job[] = [
  /** Whose day of work begins is reminded within ten minutes of what is due on it. */
  { name: 'coaching.reminders', when: '*/10 * * * *', work: remindOfDues },
]
