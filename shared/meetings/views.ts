import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { outcomes, sources } from './rules.ts'

/** A meeting that departs from its series, or that took place. */
export const meetingView = z.object({
  /** By the series. */
  day: z.string(),
  movedTo: z.nullable(z.object({ day: z.string(), time: z.string() })),
  cancelled: z.boolean(),
  finished: z.nullable(z.object({ by: personRef, at: z.string(), noteId: z.nullable(z.string()) })),
})
export type MeetingView = z.infer<typeof meetingView>

export const agendaItemView = z.object({
  itemId: z.uuid(),
  author: personRef,
  text: z.string(),
  isPrivate: z.boolean(),
  source: z.nullable(z.object({ kind: z.enum(sources), id: z.uuid() })),
  addedAt: z.string(),
  doneAt: z.nullable(z.string()),
  /** What was said to become of it in which meeting; see agenda-rules.ts for what was only ticked. */
  closed: z.nullable(z.object({ outcome: z.enum(outcomes), day: z.string() })),
  version: z.int(),
})
export type AgendaItemView = z.infer<typeof agendaItemView>

export const seriesView = z.object({
  seriesId: z.uuid(),
  teamId: z.uuid(),
  lead: personRef,
  subject: personRef,
  startsOn: z.string(),
  time: z.string(),
  zone: z.string(),
  everyWeeks: z.int(),
  minutes: z.int(),
  place: z.nullable(z.string()),
  endedAt: z.nullable(z.string()),
  /** Its lead leads the team today: else it has no meeting any more, and the next lead begins another. */
  led: z.boolean(),
  meetings: z.array(meetingView),
  items: z.array(agendaItemView),
  version: z.int(),
})
export type SeriesView = z.infer<typeof seriesView>

/** The series of one analyst that the reader may see, the newest first. */
export const personMeetings = z.object({ person: personRef, series: z.array(seriesView) })
export type PersonMeetings = z.infer<typeof personMeetings>

/** The reader's calendar feed. Its address is known to whoever copied it when it was made. */
export const calendarFeed = z.object({
  feed: z.nullable(z.object({ feedId: z.uuid(), showsNames: z.boolean(), openedAt: z.string() })),
})
export type CalendarFeed = z.infer<typeof calendarFeed>
