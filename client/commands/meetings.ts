import { meetings } from '#shared/meetings/contracts.ts'
import type { TodayView } from '#shared/today/views.ts'
import {
  withAddedItem,
  withChangedItem,
  withEndedSeries,
  withFinishedMeeting,
  withMovedMeeting,
  withSavedSeries,
  withTickedItem,
} from './meetings-changes.ts'
import { paths } from './meetings-paths.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withoutItems } from './today-changes.ts'

/** A meeting that was moved, cancelled or finished waits no longer. */
const withoutMeeting = (view: TodayView, { seriesId, day }: { seriesId: string; day: string }) =>
  withoutItems(
    view,
    (item) =>
      (item.kind === 'meeting_today' || item.kind === 'meeting_open') &&
      item.seriesId === seriesId &&
      item.day === day,
  )
const withoutSeries = (view: TodayView, { seriesId }: { seriesId: string }) =>
  withoutItems(view, (item) => item.kind === 'meeting_today' && item.seriesId === seriesId)

const seriesAddress = ({ seriesId }: { seriesId: string }) => paths.series(seriesId)

export const meetingsOnPhone: OnPhoneOf<'meetings'> = {
  save: onPhone(meetings.save, {
    editor: ({ seriesId, subjectId }) => `${paths.series(seriesId)}?of=${subjectId}`,
    cache: { 'meetings.person': withSavedSeries, 'today.list': withoutSeries },
    rereads: ['today.list'],
  }),
  end: onPhone(meetings.end, {
    editor: seriesAddress,
    cache: { 'meetings.person': withEndedSeries, 'today.list': withoutSeries },
  }),
  move: onPhone(meetings.move, {
    editor: seriesAddress,
    cache: { 'meetings.person': withMovedMeeting, 'today.list': withoutMeeting },
    rereads: ['today.list'],
  }),
  addItem: onPhone(meetings.addItem, {
    editor: seriesAddress,
    cache: { 'meetings.person': withAddedItem },
  }),
  changeItem: onPhone(meetings.changeItem, { cache: { 'meetings.person': withChangedItem } }),
  tick: onPhone(meetings.tick, { cache: { 'meetings.person': withTickedItem } }),
  finish: onPhone(meetings.finish, {
    editor: seriesAddress,
    cache: { 'meetings.person': withFinishedMeeting, 'today.list': withoutMeeting },
  }),
}
