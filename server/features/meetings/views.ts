import { type AnswersOf, answer, answerAbout } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import { meetingQueries } from '#shared/meetings/queries.ts'
import type { AgendaItemView, MeetingView, PersonMeetings, SeriesView } from '#shared/meetings/views.ts'
import { can } from '#shared/policy.ts'
import { ownFeed } from './feed-views.ts'
import {
  type ItemRow,
  itemsOf,
  type MeetingRow,
  meetingsOf,
  personName,
  type SeriesRow,
  seriesOf,
} from './queries.ts'

/** Returns the series in which the reader is the analyst. */
async function ownMeetings({ db, actor }: Scope): Promise<PersonMeetings> {
  return await db.last(() => readMeetings({ db, actor }, actor.person))
}

/** Returns another's series that the reader leads; logged before they are read. NOT_FOUND for everybody else. */
async function meetingsOfAnother(
  { db, actor, shown }: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<PersonMeetings> {
  return await openRecord({ db, actor, shown }, { subjectId: personId, kind: 'person', last: true }, () =>
    readMeetings({ db, actor }, personId),
  )
}

async function readMeetings(
  { db, actor }: Pick<Scope, 'db' | 'actor'>,
  personId: string,
): Promise<PersonMeetings> {
  const [name, series, meetings, items] = await Promise.all([
    personName(db, personId),
    seriesOf(db, personId),
    meetingsOf(db, personId),
    itemsOf(db, personId),
  ])
  if (name === undefined) throw new AppError('NOT_FOUND')
  const person = { personId, name }
  return {
    person,
    series: series
      .filter((row) => can(actor, 'meeting.read', peopleOf(row)))
      .map((row) => ({
        ...viewOf(row, person),
        meetings: meetings.filter((meeting) => meeting.series_id === row.series_id).map(meetingViewOf),
        items: items
          .filter(
            (item) =>
              item.series_id === row.series_id &&
              can(actor, 'agenda.read', {
                ...peopleOf(row),
                authorId: item.author_id,
                isPrivate: item.is_private,
              }),
          )
          .map(itemViewOf),
      })),
  }
}

const peopleOf = (row: SeriesRow) => ({
  leadId: row.lead_id,
  subjectId: row.subject_id,
  teamId: row.team_id,
})

const viewOf = (row: SeriesRow, subject: SeriesView['subject']): Omit<SeriesView, 'meetings' | 'items'> => ({
  seriesId: row.series_id,
  teamId: row.team_id,
  lead: { personId: row.lead_id, name: row.lead_name },
  subject,
  startsOn: row.starts_on,
  time: row.wall_time,
  zone: row.zone,
  everyWeeks: row.every_weeks,
  minutes: row.minutes,
  place: row.place,
  endedAt: row.ended_at,
  led: row.led,
  version: row.version,
})

function meetingViewOf(row: MeetingRow): MeetingView {
  const { finished_at: finishedAt, finished_by: finishedBy } = row
  return {
    day: row.day,
    movedTo: row.moved_day && row.moved_time ? { day: row.moved_day, time: row.moved_time } : null,
    cancelled: row.cancelled,
    finished:
      finishedAt && finishedBy
        ? {
            by: { personId: finishedBy, name: row.finished_by_name ?? '' },
            at: finishedAt,
            noteId: row.note_id,
          }
        : null,
  }
}

const itemViewOf = (row: ItemRow): AgendaItemView => ({
  itemId: row.item_id,
  author: { personId: row.author_id, name: row.author_name },
  text: row.text,
  isPrivate: row.is_private,
  source: row.source_kind && row.source_id ? { kind: row.source_kind, id: row.source_id } : null,
  addedAt: row.added_at,
  doneAt: row.done_at,
  closed: row.outcome && row.closed_day ? { outcome: row.outcome, day: row.closed_day } : null,
  version: row.version,
})

export const answers: AnswersOf<'meetings'> = {
  feed: answer(meetingQueries.feed, ownFeed),
  person: answerAbout(meetingQueries.person, { own: ownMeetings, another: meetingsOfAnother }),
}
