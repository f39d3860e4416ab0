import './roster.css'
import { useState } from 'react'
import { useParams } from 'react-router'
import { paths } from '#client/commands/shifts-paths.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { findPerson, teamsLed, teamsManaged, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { classNames } from '#client/ui/class-names.ts'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Span } from '#client/ui/span.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { patternOf } from '#shared/shifts/contracts.ts'
import { patternOn } from '#shared/shifts/rules.ts'
import type { EntryView, PatternView, PersonShifts } from '#shared/shifts/views.ts'
import { AbsenceSheet } from './absence-sheet.tsx'
import { drawnDays, useShifts, weekDays } from './data.ts'
import { DaySheet } from './day-sheet.tsx'
import { PatternSheet } from './pattern-sheet.tsx'
import { useShiftText } from './shift-text.ts'
import { WeekSwitch } from './week-switch.tsx'

/** The reader's own shifts and absences. */
export function OwnShiftsPage() {
  const t = useT()
  const { person } = useMe()
  return <Shifts personId={person.personId} title={t('shift.title')} back={appPaths.me} own />
}

/** The shifts and absences of an analyst whom the reader leads. */
export function PersonShiftsPage() {
  const t = useT()
  const me = useMe()
  const { personId = '' } = useParams()
  if (personId === me.person.personId) return <OwnShiftsPage />
  const found = findPerson(me, personId)
  if (found)
    return (
      <Shifts
        key={personId}
        personId={personId}
        title={t('shift.of', { name: found.person.name })}
        back={paths.teams}
        own={false}
      />
    )
  return (
    <DetailPage title={t('shift.title')} back={appPaths.me}>
      <ForbiddenState text={t('shift.forbidden')} />
    </DetailPage>
  )
}

type Opened =
  | { sheet: 'day'; day: string }
  | { sheet: 'absence'; entry?: EntryView }
  | { sheet: 'pattern'; pattern?: PatternView }

type Props = { personId: string; title: string; back: string; own: boolean }

function Shifts({ personId, title, back, own }: Props) {
  const t = useT()
  const query = useShifts(personId)
  const [opened, setOpened] = useState<Opened>()
  const { data: view } = query
  const close = () => setOpened(undefined)
  return (
    <DetailPage
      title={title}
      back={back}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        view && (
          <Dock>
            <Button variant="secondary" onClick={() => setOpened({ sheet: 'pattern' })}>
              {t('shift.pattern.add')}
            </Button>
            <Button onClick={() => setOpened({ sheet: 'absence' })}>{t('shift.absence.add')}</Button>
          </Dock>
        )
      }
    >
      <Loaded query={query} notFound={t('shift.forbidden')} rows={7}>
        {(loaded) => <Content view={loaded} own={own} onOpen={setOpened} />}
      </Loaded>
      {view && opened?.sheet === 'day' && <DaySheet view={view} day={opened.day} onClose={close} />}
      {view && opened?.sheet === 'absence' && (
        <AbsenceSheet view={view} entry={opened.entry} onClose={close} />
      )}
      {view && opened?.sheet === 'pattern' && (
        <PatternSheet view={view} pattern={opened.pattern} onClose={close} />
      )}
    </DetailPage>
  )
}

type ContentProps = { view: PersonShifts; own: boolean; onOpen: (opened: Opened) => void }

function Content({ view, own, onOpen }: ContentProps) {
  const t = useT()
  const format = useFormat()
  const text = useShiftText()
  const now = useNow()
  const me = useMe()
  const [weeks, setWeeks] = useState(0)
  const { zone, person } = view
  const today = calendarDay(now, zone)
  const days = weekDays(now, zone, weeks)
  const known = view.patterns.length > 0 || view.entries.length > 0
  const absences = view.entries.filter(({ kind, lastDay }) => kind === 'away' && lastDay >= today)
  const decides = own && (teamsLed(me).length > 0 || teamsManaged(me).length > 0)
  return (
    <>
      <WeekSwitch days={days} weeks={weeks} onChange={setWeeks} />
      <ul>
        {drawnDays(view, days).map((drawn) => (
          <li key={drawn.day}>
            <button
              type="button"
              className="roster-day"
              aria-current={drawn.day === today ? 'date' : undefined}
              onClick={() => onOpen({ sheet: 'day', day: drawn.day })}
            >
              <span className={classNames('roster-date', drawn.day === today && 'roster-today')}>
                {format.date(drawn.day)}
              </span>
              <span className="roster-span">
                <Span range={drawn.range} outline={drawn.away.length > 0} />
              </span>
              <span className="roster-time">{text.day(drawn, zone)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="inset inset-block stack stack-close">
        {!known && <p>{t(own ? 'shift.empty' : 'shift.empty.of')}</p>}
        {zone !== format.timeZone && <p className="text-label text-quiet">{t('shift.zone.of', { zone })}</p>}
        <p className="text-label text-quiet">{t(own ? 'shift.readers' : 'shift.readers.of')}</p>
      </div>
      <Absences absences={absences} zone={zone} onOpen={onOpen} />
      {decides && absences.length > 0 && (
        <div className="inset inset-block stack stack-close">
          <p className="text-label text-quiet">{t('shift.delegate.how')}</p>
          <ButtonLink variant="secondary" to={appPaths.delegate}>
            {t('shift.delegate')}
          </ButtonLink>
        </div>
      )}
      <Patterns view={view} today={today} onOpen={onOpen} personId={person.personId} />
    </>
  )
}

type AbsencesProps = {
  absences: readonly EntryView[]
  zone: string
  onOpen: (opened: Opened) => void
}

function Absences({ absences, onOpen }: AbsencesProps) {
  const t = useT()
  const text = useShiftText()
  if (absences.length === 0) return <EmptyState text={t('shift.absence.none')} />
  return (
    <RowGroup heading={t('shift.absences')} limit={5}>
      {absences.map((entry) => (
        <Row
          key={entry.entryId}
          title={text.absence(entry)}
          detail={entry.imported && entry.source ? t('shift.source', { source: entry.source }) : undefined}
          aside={<SyncLine entity={entry.entryId} />}
          onOpen={() => onOpen({ sheet: 'absence', entry })}
        />
      ))}
    </RowGroup>
  )
}

type PatternsProps = {
  view: PersonShifts
  personId: string
  today: string
  onOpen: (opened: Opened) => void
}

/** The weekly hours that hold today, and those that are still to begin. */
function Patterns({ view, personId, today, onOpen }: PatternsProps) {
  const t = useT()
  const format = useFormat()
  const text = useShiftText()
  const current = patternOn(view.patterns, today)
  const shown = view.patterns.filter((pattern) => pattern === current || pattern.startsOn > today)
  return (
    <RowGroup heading={t('shift.patterns')}>
      {shown.map((pattern) => (
        <Row
          key={pattern.startsOn}
          title={text.week(pattern.hours)}
          detail={[t('shift.pattern.from', { day: format.date(pattern.startsOn) }), pattern.zone].join(' · ')}
          aside={<SyncLine entity={patternOf({ personId, startsOn: pattern.startsOn })} />}
          onOpen={() => onOpen({ sheet: 'pattern', pattern })}
        />
      ))}
    </RowGroup>
  )
}
