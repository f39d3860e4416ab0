import type { Scope } from '#server/core/scope.ts'
import { calendarOf } from '#server/features/escalations/facade.ts'
import { followUpPrompt, followUpReach, weeklyPrompt } from '#shared/check-ins/rhythm-rules.ts'
import { spansFrom } from '#shared/core/business-time.ts'
import type { Span } from '#shared/core/working-hours.ts'
import type { ItemOf } from '#shared/today/kinds.ts'
import { iso, rosterOf } from './facade.ts'
import type { Asking } from './open-item-queries.ts'
import { rhythmOf } from './rhythm-queries.ts'

const dayMs = 86_400_000

type Row = Omit<ItemOf<'check_in_due'>, 'person'>

/**
 * Returns the check-in that the reader is asked for: a follow-up, or else that of their rhythm, so that no two rows ask for
 * the same. A key says the day alone, and nothing of what was before it.
 */
export async function checkInsAsked(
  scope: Pick<Scope, 'db' | 'actor' | 'now'>,
  asking: Asking,
): Promise<Row[]> {
  const { zone, last, rhythm, events } = asking
  const now = scope.now()
  const done = last === null ? Number.NEGATIVE_INFINITY : Date.parse(last)
  const followUp =
    events.length > 0 ? followUpPrompt(events, { now, zone }, await ownHours(scope, asking)) : undefined
  if (followUp && done < followUp.at)
    return [{ ...rowOf(`check_in_follow_up:${followUp.day}`, followUp.at), followUp: true }]
  const weekly = weeklyPrompt(rhythmOf(rhythm), { now, zone })
  if (!weekly) return []
  const monday = Temporal.PlainDate.from(weekly.day).toZonedDateTime(zone).epochMilliseconds
  return done < monday ? [rowOf(`check_in_due:${weekly.day}`, weekly.at)] : []
}

const rowOf = (key: string, since: number) =>
  ({ key, kind: 'check_in_due', group: 'today', at: iso(since) }) as const

/** Working hours as they are entered; where none are, those of the calendar of the reader's zone. */
async function ownHours(
  { db, actor, now }: Pick<Scope, 'db' | 'actor' | 'now'>,
  { zone, quiet_from, quiet_until }: Asking,
) {
  const since = now() - followUpReach * dayMs
  const until = now() + followUpReach * dayMs
  const years = [since, until].map((moment) => new Date(moment).getUTCFullYear())
  const [{ work, away }, calendar] = await Promise.all([
    rosterOf(db, actor.person, { since, zone }),
    calendarOf(db, zone, years),
  ])
  const office: Span[] = []
  for (const [from, end] of spansFrom(calendar, since)) {
    if (from > until) break
    office.push({ from, until: end })
  }
  const quiet =
    quiet_from && quiet_until ? { from: quiet_from.slice(0, 5), until: quiet_until.slice(0, 5) } : null
  return { work, away, office, quiet }
}
