import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type {
  AddItemInput,
  ChangeItemInput,
  EndSeriesInput,
  FinishMeetingInput,
  MoveMeetingInput,
  SaveSeriesInput,
  TickItemInput,
} from '#shared/meetings/contracts.ts'
import type { AgendaItemView, MeetingView, PersonMeetings, SeriesView } from '#shared/meetings/views.ts'

/** Each command changes a person's series by one of these; applied to a view that already holds it, it changes nothing. */
type Act = Pick<Writing, 'by' | 'at' | 'version'>

/** Changes one series of the view, where it is there and changes. */
function withSeries(
  view: PersonMeetings,
  isMeant: (series: SeriesView) => boolean,
  change: (series: SeriesView) => SeriesView,
): PersonMeetings {
  const before = view.series.find(isMeant)
  const after = before && change(before)
  if (after === before) return view
  return { ...view, series: view.series.map((series) => (series === before && after ? after : series)) }
}
const withId = (seriesId: string) => (series: SeriesView) => series.seriesId === seriesId

/** The series as this command leaves it, a new one at the head; a later version of it stays as it is. */
export function withSavedSeries(
  view: PersonMeetings,
  input: SaveSeriesInput,
  { by, version }: Act,
): PersonMeetings {
  if (view.person.personId !== input.subjectId) return view
  const { seriesId, teamId, startsOn, time, zone, everyWeeks, minutes, place } = input
  const rule = { startsOn, time, zone, everyWeeks, minutes, place, version }
  const before = view.series.find(withId(seriesId))
  if (before)
    return withSeries(view, withId(seriesId), (series) =>
      series.version > version ? series : { ...series, ...rule, meetings: unmoved(series, input) },
    )
  const made: SeriesView = {
    ...{ seriesId, teamId, lead: by, subject: view.person, ...rule },
    ...{ endedAt: null, led: true, meetings: [], items: [] },
  }
  return { ...view, series: [made, ...view.series] }
}

/** Puts meetings that were moved under another rule back on their own days, unless they took place. */
function unmoved(series: SeriesView, { startsOn, time, zone, everyWeeks }: SaveSeriesInput): MeetingView[] {
  const same =
    series.startsOn === startsOn &&
    series.time === time &&
    series.zone === zone &&
    series.everyWeeks === everyWeeks
  if (same) return series.meetings
  return series.meetings.map((meeting) => (meeting.finished ? meeting : { ...meeting, movedTo: null }))
}

export function withEndedSeries(
  view: PersonMeetings,
  { seriesId }: EndSeriesInput,
  { at, version }: Act,
): PersonMeetings {
  return withSeries(view, withId(seriesId), (series) =>
    series.endedAt || series.version > version ? series : { ...series, endedAt: at, version },
  )
}

/** One meeting of a series as it is after a change; what took place is not changed any more. */
function withMeeting(
  view: PersonMeetings,
  { seriesId, day }: { seriesId: string; day: string },
  change: (meeting: MeetingView) => MeetingView,
): PersonMeetings {
  return withSeries(view, withId(seriesId), (series) => {
    const before = series.meetings.find((meeting) => meeting.day === day)
    if (before?.finished) return series
    const after = change(before ?? { day, movedTo: null, cancelled: false, finished: null })
    const others = series.meetings.filter((meeting) => meeting !== before)
    return { ...series, meetings: [after, ...others] }
  })
}

export const withMovedMeeting = (
  view: PersonMeetings,
  { seriesId, day, to }: MoveMeetingInput,
): PersonMeetings =>
  withMeeting(view, { seriesId, day }, (meeting) => ({ ...meeting, movedTo: to, cancelled: to === null }))

export function withFinishedMeeting(
  view: PersonMeetings,
  { seriesId, day, items, noteId }: FinishMeetingInput,
  { by, at }: Act,
): PersonMeetings {
  const finished = withMeeting(view, { seriesId, day }, (meeting) => ({
    ...meeting,
    cancelled: false,
    finished: { by, at, noteId },
  }))
  if (finished === view) return view
  const outcomes = new Map(items.map(({ itemId, outcome }) => [itemId, outcome]))
  return withSeries(finished, withId(seriesId), (series) => ({
    ...series,
    items: series.items.map((item) => {
      const outcome = outcomes.get(item.itemId)
      return outcome && !item.closed ? { ...item, closed: { outcome, day } } : item
    }),
  }))
}

export function withAddedItem(
  view: PersonMeetings,
  { seriesId, itemId, text, isPrivate, source }: AddItemInput,
  { by, at }: Act,
): PersonMeetings {
  const item: AgendaItemView = {
    ...{ itemId, author: by, text, isPrivate, source },
    ...{ addedAt: at, doneAt: null, closed: null, version: 1 },
  }
  return withSeries(view, withId(seriesId), (series) =>
    series.items.some((known) => known.itemId === itemId)
      ? series
      : { ...series, items: [item, ...series.items] },
  )
}

/** Changes one item, in whichever series it is. */
function withItem(
  view: PersonMeetings,
  itemId: string,
  change: (item: AgendaItemView) => AgendaItemView,
): PersonMeetings {
  const holds = ({ items }: SeriesView) => items.some((item) => item.itemId === itemId)
  return withSeries(view, holds, (series) => {
    const items = series.items.map((item) => (item.itemId === itemId ? change(item) : item))
    return items.every((item, index) => item === series.items[index]) ? series : { ...series, items }
  })
}

export const withChangedItem = (
  view: PersonMeetings,
  { itemId, text, isPrivate }: ChangeItemInput,
  { version }: Act,
): PersonMeetings =>
  withItem(view, itemId, (item) =>
    item.version > version || item.closed ? item : { ...item, text, isPrivate, version },
  )

export const withTickedItem = (
  view: PersonMeetings,
  { itemId, done }: TickItemInput,
  { at }: Act,
): PersonMeetings =>
  withItem(view, itemId, (item) =>
    item.closed || (item.doneAt !== null) === done ? item : { ...item, doneAt: done ? at : null },
  )
