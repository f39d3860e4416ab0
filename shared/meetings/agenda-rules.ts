import type { Outcome } from './rules.ts'

interface Item {
  readonly addedAt: string
  readonly doneAt: string | null
  readonly closed: { readonly outcome: Outcome; readonly day: string } | null
}
interface Meeting {
  readonly day: string
  readonly finished: { readonly at: string } | null
}

const later = (left: string, right: string) => Date.parse(left) > Date.parse(right)

/**
 * Returns what became of an item in which meeting; null while it is on the agenda. A ticked item leaves it with the next
 * meeting that is finished: so does a private one, which whoever finishes the meeting may not know of.
 */
export function closingOf(item: Item, meetings: readonly Meeting[]): Item['closed'] {
  const { closed, doneAt } = item
  if (closed || doneAt === null) return closed
  const meeting = finishedAfter(meetings, doneAt)
  return meeting ? { outcome: 'covered', day: meeting.day } : null
}

/** Returns whether an item was left open by a meeting that was finished since it was added. */
export const isCarried = ({ addedAt }: Item, meetings: readonly Meeting[]): boolean =>
  finishedAfter(meetings, addedAt) !== undefined

/** Returns the first meeting that was finished after a moment. */
function finishedAfter(meetings: readonly Meeting[], moment: string): Meeting | undefined {
  return meetings
    .filter(({ finished }) => finished && later(finished.at, moment))
    .reduce<Meeting | undefined>(
      (first, meeting) =>
        first && later(meeting.finished?.at ?? '', first.finished?.at ?? '') ? first : meeting,
      undefined,
    )
}
