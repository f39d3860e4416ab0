import * as z from 'zod/mini'
import { query } from '#shared/core/query.ts'
import { calendarFeed, personMeetings } from './views.ts'

export const meetingQueries = {
  person: query({
    name: 'meetings.person',
    input: z.object({ personId: z.uuid() }),
    output: personMeetings,
  }),
  feed: query({ name: 'meetings.feed', input: z.void(), output: calendarFeed }),
}
