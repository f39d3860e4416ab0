import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import {
  comingMeetings,
  type Occurrence,
  type SeriesRule,
  unfinishedMeeting,
} from '#shared/meetings/occurrence-rules.ts'
import { can } from '#shared/policy.ts'
import { type WaitingSeries, waitingSeries } from './queries.ts'

/** Returns the reader's meetings of today, and the last one of each series where it left items open. */
export async function waiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const moment = now()
  const attended = (await waitingSeries(db)).filter((series) =>
    can(actor, 'meeting.attend', {
      leadId: series.lead_id,
      subjectId: series.subject_id,
      teamId: series.team_id,
    }),
  )
  return attended.flatMap((series) => {
    const rule = ruleOf(series)
    const [next] = comingMeetings(rule, moment)
    const last = series.open > 0 ? unfinishedMeeting(rule, moment) : undefined
    return [
      ...(next && isOnDayOf(next, moment, rule.zone)
        ? [rowOf('meeting_today', series, next, actor.person)]
        : []),
      ...(last ? [rowOf('meeting_open', series, last, actor.person)] : []),
    ]
  })
}

function rowOf(
  kind: 'meeting_today' | 'meeting_open',
  series: WaitingSeries,
  { day, startsAt }: Occurrence,
  me: string,
): Waiting {
  const { series_id: seriesId, subject_id: subjectId, open } = series
  const timestamp = new Date(startsAt).toISOString()
  // One that was moved is another row.
  const key = `${kind}:${seriesId}:${day}:${timestamp}`
  const person =
    me === subjectId
      ? { personId: series.lead_id, name: series.lead_name }
      : { personId: subjectId, name: series.subject_name }
  return {
    key,
    row: () => ({
      ...{ kind, group: 'today', key, at: timestamp, person },
      ...{ seriesId, subjectId, day, startsAt: timestamp, open },
    }),
  }
}

/** The day is that of the series' zone, which is the analyst's. */
const isOnDayOf = ({ takesPlaceOn }: Occurrence, moment: number, zone: string): boolean =>
  Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().toString() ===
  takesPlaceOn

const ruleOf = (series: WaitingSeries): SeriesRule => ({
  startsOn: series.starts_on,
  time: series.wall_time,
  zone: series.zone,
  everyWeeks: series.every_weeks,
  minutes: series.minutes,
  endedAt: series.ended_at,
  meetings: series.meetings.map((meeting) => ({
    day: meeting.day,
    movedTo:
      meeting.moved_day && meeting.moved_time ? { day: meeting.moved_day, time: meeting.moved_time } : null,
    cancelled: meeting.cancelled,
    finished: meeting.finished_at ? {} : null,
  })),
})
