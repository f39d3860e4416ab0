import { clockState } from '#shared/core/clock.ts'
import type { EscalationView } from './views.ts'

/** Hours between two reminders about one escalation, whoever sends them. */
export const reminderGap = 4

/** Returns whether a reminder that was sent at that instant is recent enough to stand for another one. */
export const isRecent = (timestamp: string, now: number): boolean =>
  now - Date.parse(timestamp) < reminderGap * 60 * 60 * 1000

type Late = Pick<EscalationView, 'clocks' | 'events' | 'holder' | 'steps'>

/**
 * Returns whether this reader can remind whoever has it: a clock ran out, somebody else has it, and nobody was reminded of
 * late.
 */
export function mayRemind({ clocks, events, holder, steps }: Late, me: string, now: number): boolean {
  const reminded = events.some(({ kind, at }) => kind === 'reminded' && isRecent(at, now))
  const late = clocks.some((clock) => clockState(clock, now) === 'overdue')
  return late && !reminded && holder !== null && holder.personId !== me && steps.includes('comment')
}
