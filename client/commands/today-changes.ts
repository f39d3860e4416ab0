import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { SettleInput, UnsettleInput } from '#shared/today/contracts.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { inOrder } from '#shared/today/rules.ts'
import type { TodayView } from '#shared/today/views.ts'

/** Takes a row off Today. As with every fold, applying one twice is applying it once. */
export function withSettled(
  view: TodayView,
  { key, how, until }: SettleInput,
  { at }: { at: string },
): TodayView {
  const before = view.settled.find((item) => item.key === key)
  const item = view.items.find((item) => item.key === key) ?? before?.item ?? null
  if (before && before.how === how && before.until === until && !view.items.some((item) => item.key === key))
    return view
  const settled = { key, how, until, at, item }
  return {
    ...view,
    items: view.items.filter((item) => item.key !== key),
    settled: [settled, ...view.settled.filter((item) => item.key !== key)],
  }
}

/** Back in its place; nothing where it was not settled. */
export function withUnsettled(view: TodayView, { key }: UnsettleInput): TodayView {
  const before = view.settled.find((item) => item.key === key)
  if (!before) return view
  const waits = before.item && !view.items.some((item) => item.key === key) ? [before.item] : []
  return {
    ...view,
    items: inOrder([...view.items, ...waits]),
    settled: view.settled.filter((item) => item !== before),
  }
}

/** Brings back what was put off until `now` (milliseconds), which needs no network. */
export function withReturned(view: TodayView, now: number): TodayView {
  const back = view.settled.filter(({ until }) => until !== null && Date.parse(until) <= now)
  return back.reduce(withUnsettled, view)
}

/** Without what is over because the thing itself was done. */
export function withoutItems(view: TodayView, isOver: (item: TodayItem) => boolean): TodayView {
  const items = view.items.filter((item) => !isOver(item))
  return items.length === view.items.length ? view : { ...view, items }
}

/** A signal is answered by a note on the same point of the same person. */
export function answeredBySaving(
  view: TodayView,
  { subjectId, criterion }: Pick<SaveNoteInput, 'subjectId' | 'criterion'>,
): string[] {
  if (!criterion) return []
  return view.items
    .filter(
      (item) =>
        item.kind === 'signal' &&
        item.signal.personId === subjectId &&
        item.signal.point.metric === criterion.metric,
    )
    .map(({ key }) => key)
}
