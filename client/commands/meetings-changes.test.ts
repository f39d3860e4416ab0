import { expect, test } from 'vitest'
import { closingOf } from '#shared/meetings/agenda-rules.ts'
import type { SaveSeriesInput } from '#shared/meetings/contracts.ts'
import type { PersonMeetings } from '#shared/meetings/views.ts'
import {
  withAddedItem,
  withChangedItem,
  withEndedSeries,
  withFinishedMeeting,
  withMovedMeeting,
  withSavedSeries,
  withTickedItem,
} from './meetings-changes.ts'

const by = { personId: 'lead', name: 'Lead' }
const act = { by, at: '2026-12-01T01:00:00Z', version: 1 }
const empty: PersonMeetings = { person: { personId: 'analyst', name: 'Analyst' }, series: [] }
const input: SaveSeriesInput = {
  ...{ seriesId: 'series', teamId: 'team', subjectId: 'analyst', startsOn: '2026-12-01', time: '10:00' },
  ...{ zone: 'Asia/Seoul', everyWeeks: 1, minutes: 30, place: null },
}
const item = { seriesId: 'series', itemId: 'item', text: 'Queue', isPrivate: false, source: null }
const set = withSavedSeries(empty, input, act)
const added = withAddedItem(set, item, act)
const agenda = ({ series: [series] }: PersonMeetings) =>
  series?.items.filter((found) => closingOf(found, series.meetings) === null) ?? []
const to = { day: '2026-12-09', time: '11:00' }

test('a series that is not sent yet stands among the person’s, and nobody else’s', () => {
  expect(set.series).toMatchObject([{ seriesId: 'series', lead: by, subject: empty.person, endedAt: null }])
  const other = { ...empty, person: { personId: 'other', name: 'Other' } }
  expect(withSavedSeries(other, input, act)).toBe(other)
})

test('another rule takes back what was moved under the one before, and a later version stays as it is', () => {
  const moved = withMovedMeeting(set, { seriesId: 'series', day: '2026-12-08', to })
  const changed = withSavedSeries(moved, { ...input, time: '11:30' }, { ...act, version: 2 })
  expect(changed.series[0]).toMatchObject({ time: '11:30', meetings: [{ movedTo: null, cancelled: false }] })
  expect(
    withSavedSeries(moved, { ...input, place: 'Room' }, { ...act, version: 2 }).series[0]?.meetings,
  ).toEqual(moved.series[0]?.meetings)
  expect(withSavedSeries(changed, input, act).series[0]?.time).toBe('11:30')
  expect(withEndedSeries(changed, { seriesId: 'series' }, { ...act, version: 3 }).series[0]?.endedAt).toBe(
    act.at,
  )
})

test('applied twice, each is applied once', () => {
  expect(withAddedItem(added, item, act)).toBe(added)
  const ticked = withTickedItem(added, { itemId: 'item', done: true }, act)
  expect(withTickedItem(ticked, { itemId: 'item', done: true }, { ...act, at: 'later' })).toBe(ticked)
  const cancelled = withMovedMeeting(set, { seriesId: 'series', day: '2026-12-08', to: null })
  expect(withMovedMeeting(cancelled, { seriesId: 'series', day: '2026-12-08', to: null })).toEqual(cancelled)
  const finish = { seriesId: 'series', day: '2026-12-01', items: [], noteId: null }
  const finished = withFinishedMeeting(added, finish, act)
  expect(withFinishedMeeting(finished, finish, act)).toBe(finished)
})

test('an item is changed by its version, and is private once its author says so', () => {
  const hidden = withChangedItem(
    added,
    { itemId: 'item', text: 'Mine', isPrivate: true },
    { ...act, version: 2 },
  )
  expect(agenda(hidden)).toMatchObject([{ text: 'Mine', isPrivate: true, version: 2 }])
  expect(withChangedItem(hidden, { itemId: 'item', text: 'x', isPrivate: false }, act)).toBe(hidden)
})

test('finishing closes what was named, what was ticked leaves with it, and the rest is carried over', () => {
  const three = ['ticked', 'dropped', 'open'].reduce(
    (view, itemId) => withAddedItem(view, { ...item, itemId }, act),
    set,
  )
  const ticked = withTickedItem(
    three,
    { itemId: 'ticked', done: true },
    { ...act, at: '2026-12-01T02:00:00Z' },
  )
  const finish = {
    ...{ seriesId: 'series', day: '2026-12-01', noteId: 'note' },
    items: [{ itemId: 'dropped', outcome: 'dropped' as const }],
  }
  const finished = withFinishedMeeting(ticked, finish, { ...act, at: '2026-12-01T03:00:00Z' })
  expect(agenda(finished).map(({ itemId }) => itemId)).toEqual(['open'])
  expect(finished.series[0]?.meetings).toMatchObject([
    { day: '2026-12-01', finished: { by, noteId: 'note' } },
  ])
  expect(withMovedMeeting(finished, { seriesId: 'series', day: '2026-12-01', to })).toBe(finished)
})
