import { clockState } from '#shared/core/clock.ts'
import type { EscalationView } from './views.ts'

/** Hours between two reminders about one escalation, whoever sends them, and from a request for a decision to the first. */
export const reminderGap = 1

/** Returns whether a reminder that was sent at that instant is recent enough to stand for another one. */
export const isRecent = (timestamp: string, now: number): boolean =>
  now - Date.parse(timestamp) < reminderGap * 60 * 60 * 1000

/** Returns whether a decision that is asked for has not come for so long that whoever waits for it may say so. */
export const isDecisionAwaited = (
  request: { state: string; at: string } | null | undefined,
  now: number,
): boolean => request?.state === 'open' && !isRecent(request.at, now)

type Late = Pick<EscalationView, 'clocks' | 'events' | 'holder' | 'steps' | 'request'>

/**
 * Returns whether this reader can remind whoever has it: a clock ran out or a decision is waited for, somebody else has it, and
 * nobody was reminded of late.
 */
export function mayRemind(
  { clocks, events, holder, steps, request }: Late,
  me: string,
  now: number,
): boolean {
  const reminded = events.some(({ kind, at }) => kind === 'reminded' && isRecent(at, now))
  const late = clocks.some((clock) => clockState(clock, now) === 'overdue') || isDecisionAwaited(request, now)
  return late && !reminded && holder !== null && holder.personId !== me && steps.includes('comment')
}

/** Returns when whoever has it was reminded last; undefined where they never were. */
export const lastReminder = ({ events, holder }: Pick<Late, 'events' | 'holder'>): string | undefined =>
  events.findLast(({ kind, other }) => kind === 'reminded' && other?.personId === holder?.personId)?.at
