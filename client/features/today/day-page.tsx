import './day.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { wallClock } from '#client/lib/wall-clock.ts'
import { kindOf, type RowKinds } from '#client/manifest/today-rows.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Span } from '#client/ui/span.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import type { TodayView } from '#shared/today/views.ts'
import { useToday } from './data.ts'
import { daySpan } from './day-span.ts'
import { useOwnHours } from './own-hours.ts'
import { SettledRows } from './settled-list.tsx'
import { rowMessage, useRowReader } from './use-row-reader.tsx'
import { useSettle } from './use-settle.ts'

/** The reader's day beside Today, while nothing of it is open: its hours with what runs out in them, and what was settled. */
export function DayPage({ kinds }: { kinds: RowKinds }) {
  const t = useT()
  const format = useFormat()
  const query = useToday()
  return (
    <TabPage title={t('day.title')} sub={format.date(useNow())} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(view) => <Day view={view} kinds={kinds} />}</Loaded>
    </TabPage>
  )
}

function Day({ view, kinds }: { view: TodayView; kinds: RowKinds }) {
  const t = useT()
  const settle = useSettle()
  const { items, settled, day } = view
  const format = useFormat()
  const due = (item: TodayItem) => kindOf(kinds, item).due?.(item)
  const clockToday = (item: TodayItem) => {
    const clock = due(item)?.clock
    return clock && format.daysFromToday(clock) === 0 ? clock : undefined
  }
  // An item that has only a day comes after those that have a time.
  const orderOf = (item: TodayItem) => Date.parse(clockToday(item) ?? '9999-12-31')
  const timed = items
    .flatMap((item) => clockToday(item) ?? [])
    .sort()
    .filter((clock, index, all) => clock !== all[index - 1])
  const today = items
    .filter((item) => clockToday(item) !== undefined || due(item)?.day === day)
    .sort((a, b) => orderOf(a) - orderOf(b))
  return (
    <>
      <DayFigure clocks={timed} />
      {today.length === 0 ? (
        <EmptyState text={t('day.empty')} />
      ) : (
        <RowGroup heading={t('day.due', { n: today.length })} limit={8}>
          {today.map((item) => (
            <DueRow key={item.key} item={item} kinds={kinds} clock={clockToday(item)} />
          ))}
        </RowGroup>
      )}
      {settled.length > 0 && (
        <RowGroup heading={t('today.settled', { n: settled.length })} limit={8}>
          <SettledRows settled={settled} kinds={kinds} onTakeBack={(key) => void settle.takeBack(key)} />
        </RowGroup>
      )}
    </>
  )
}

/** One's own hours of today as the range, now as the mark, and a tick for each clock that runs out today. */
function DayFigure({ clocks }: { clocks: readonly string[] }) {
  const t = useT()
  const format = useFormat()
  const now = useNow()
  const hours = useOwnHours(useMe().person.personId, now)
  const minutesOf = (moment: string | number) => {
    const { hour, minute } = wallClock(new Date(moment).getTime(), format.timeZone)
    return hour * 60 + minute
  }
  const marks = clocks.map((clock) => ({ clock, minutes: minutesOf(clock) }))
  const { begins, ends, share } = daySpan(
    minutesOf(now),
    marks.map(({ minutes }) => minutes),
    hours,
  )
  const { opens, closes } = hours
  const ticks = Array.from({ length: (ends - begins) / 60 + 1 }, (_, index) => begins / 60 + index)
  return (
    <figure className="day inset">
      <div className="day-span">
        <Span
          size="large"
          range={[share(opens), share(closes)]}
          mark={share(minutesOf(now))}
          label={t('day.figure', {
            now: format.time(now),
            clocks: clocks.map((clock) => format.time(clock)).join(', '),
          })}
        />
        {marks.map(({ clock, minutes }) => (
          <span key={clock} className="day-clock" style={{ left: `${share(minutes) * 100}%` }} />
        ))}
      </div>
      <div className="day-hours" aria-hidden="true">
        {ticks
          .filter((hour) => hour % 3 === 0)
          .map((hour) => (
            <span key={hour} style={{ left: `${share(hour * 60) * 100}%` }}>
              {hour}
            </span>
          ))}
      </div>
    </figure>
  )
}

type DueProps = { item: TodayItem; kinds: RowKinds; clock: string | undefined }

function DueRow({ item, kinds, clock }: DueProps) {
  const reader = useRowReader()
  const me = useMe()
  const { format, t } = reader
  const { subject, reason } = rowMessage(kinds, item, reader)
  return (
    <Row
      title={subject}
      detail={reason}
      aside={<span className="text-label">{clock ? format.time(clock) : t('day.sometime')}</span>}
      to={kindOf(kinds, item).address(item, me.person.personId)}
    />
  )
}
