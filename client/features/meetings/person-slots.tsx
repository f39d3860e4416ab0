import CalendarClock from 'lucide-react/icons/calendar-clock'
import { lazy, Suspense } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'
import { type EntryOf, type EntryRows, type TimelinePart, timelineSource } from '#client/manifest/timeline.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { MeetingView, SeriesView } from '#shared/meetings/views.ts'
import { addressOf, itemsOfMeeting, useMeetings } from './data.ts'

/** The tab's contents are no part of the page until somebody opens it. */
const MeetingsPart = lazy(async () => ({ default: (await import('./meetings-part.tsx')).MeetingsPart }))

/** The kind of entry that meetings have for a person's timeline. */
interface MeetingEntries {
  meeting_done: { series: SeriesView; meeting: MeetingView }
}

function useMeetingEntries(personId: string): TimelinePart<EntryOf<MeetingEntries>> {
  const { series: all = [] } = useMeetings(personId).data ?? {}
  const entries = all.flatMap((series) =>
    series.meetings.flatMap((meeting) =>
      meeting.finished
        ? [
            {
              kind: 'meeting_done' as const,
              key: `meeting:${series.seriesId}:${meeting.day}`,
              at: meeting.finished.at,
              ...{ series, meeting },
            },
          ]
        : [],
    ),
  )
  entries.sort((left, right) => right.at.localeCompare(left.at))
  return { first: [], entries, last: [] }
}

function DoneRow({ series, meeting }: MeetingEntries['meeting_done']) {
  const t = useT()
  const format = useFormat()
  return (
    <Row
      size="middle"
      mark={<Icon icon={CalendarClock} />}
      title={t('meeting.done')}
      detail={t('meeting.done.items', { n: itemsOfMeeting(series, meeting.day).length })}
      aside={<time className="text-caption">{format.shortDate(meeting.movedTo?.day ?? meeting.day)}</time>}
      to={addressOf(series)}
    />
  )
}

const entryRows: EntryRows<MeetingEntries> = {
  meeting_done: ({ series, meeting }) => <DoneRow series={series} meeting={meeting} />,
}

export const meetingsOnPerson: PersonSlots = {
  part: {
    ...{ value: 'meetings', label: 'meeting.part' },
    Content: ({ personId }) => (
      <Suspense fallback={<Skeleton rows={2} />}>
        <MeetingsPart personId={personId} />
      </Suspense>
    ),
  },
  timeline: timelineSource(useMeetingEntries, entryRows, { meeting_done: () => ['meetings'] }),
}
