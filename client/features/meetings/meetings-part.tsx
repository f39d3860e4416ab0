import CalendarClock from 'lucide-react/icons/calendar-clock'
import { lazy, Suspense, useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { useEntityWork } from '#client/offline/react/offline-context.ts'
import { useSyncMessage } from '#client/offline/react/sync-line.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { Row } from '#client/ui/row.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { comingMeetings } from '#shared/meetings/occurrence-rules.ts'
import type { SeriesView } from '#shared/meetings/views.ts'
import { addressOf, agendaOf, goesOn, useMeetingSubject, useMeetings } from './data.ts'
import { useMeetingTime } from './meeting-text.ts'

/** The form of a series is no part of the page until it is asked for. */
const SeriesSheet = lazy(async () => ({ default: (await import('./series-sheet.tsx')).SeriesSheet }))

/** A person's series, the next meeting of each, and for who leads them the way to a new one. */
export function MeetingsPart({ personId }: { personId: string }) {
  const t = useT()
  const query = useMeetings(personId)
  const subject = useMeetingSubject(personId)
  const [setting, setSetting] = useState(false)
  const series = query.data?.series ?? []
  return (
    <>
      <Loaded query={query}>
        {(view) =>
          view.series.length === 0 ? (
            <EmptyState text={t('meeting.none')} />
          ) : (
            <ul>
              {view.series.toSorted(goingFirst).map((series) => (
                <SeriesRow key={series.seriesId} series={series} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {subject && isSettled(query) && !series.some(goesOn) && (
        <div className="inset inset-block">
          <Button variant="secondary" onClick={() => setSetting(true)}>
            {t('meeting.add')}
          </Button>
        </div>
      )}
      {subject && setting && (
        <Suspense>
          <SeriesSheet
            subject={subject.person}
            teamId={subject.teamId}
            zone={subject.zone}
            onClose={() => setSetting(false)}
          />
        </Suspense>
      )}
    </>
  )
}

const goingFirst = (left: SeriesView, right: SeriesView) => Number(goesOn(right)) - Number(goesOn(left))

function SeriesRow({ series }: { series: SeriesView }) {
  const t = useT()
  const me = useMe()
  const timeOf = useMeetingTime()
  const status = useEntityWork(series.seriesId)
  const sync = useSyncMessage()(status)
  const now = useNow()
  const [next] = goesOn(series) ? comingMeetings(series, now) : []
  const shown = next && timeOf(next, series.zone)
  const other = series.subject.personId === me.person.personId ? series.lead : series.subject
  return (
    <Row
      size="middle"
      mark={<Icon icon={CalendarClock} />}
      title={shown ? t('meeting.next', { time: shown.time }) : t('meeting.with', { name: other.name })}
      detail={
        sync && status?.state !== 'sent'
          ? sync
          : shown
            ? t('meeting.next.detail', { name: other.name, zone: shown.zone, n: agendaOf(series).length })
            : t('meeting.ended')
      }
      to={addressOf(series)}
    />
  )
}
