import './roster.css'
import CalendarPlus from 'lucide-react/icons/calendar-plus'
import { useState } from 'react'
import { paths } from '#client/commands/shifts-paths.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useT } from '#client/lib/i18n.ts'
import { type Team, teamsLed, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { PersonName } from '#client/ui/person.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Span } from '#client/ui/span.tsx'
import { EmptyState, ForbiddenState } from '#client/ui/states.tsx'
import { useNow } from '#client/ui/use-now.ts'
import { VisuallyHidden } from '#client/ui/visually-hidden.tsx'
import type { PersonRef } from '#shared/people/views.ts'
import { weekOf } from '#shared/shifts/rules.ts'
import type { PersonShifts } from '#shared/shifts/views.ts'
import { drawnDays, useShifts, weekDays } from './data.ts'
import { useShiftText, useWeekdayNames } from './shift-text.ts'
import { WeekSwitch } from './week-switch.tsx'

/** The week of every team that the reader leads: a row a person, each day with its span. */
export function TeamShiftsPage() {
  const t = useT()
  const teams = teamsLed(useMe())
  return (
    <DetailPage title={t('shift.teams')} back={appPaths.me}>
      {teams.length === 0 ? (
        <ForbiddenState text={t('shift.forbidden')} />
      ) : (
        teams.map((team) => <TeamWeek key={team.teamId} team={team} />)
      )}
    </DetailPage>
  )
}

function TeamWeek({ team }: { team: Team }) {
  const t = useT()
  const now = useNow()
  const [weeks, setWeeks] = useState(0)
  const days = weekDays(now, team.zone, weeks)
  return (
    <>
      <WeekSwitch days={days} weeks={weeks} onChange={setWeeks} />
      <RowGroup
        heading={team.name}
        limit={30}
        aside={
          <ButtonLink variant="secondary" size="row" icon={CalendarPlus} to={paths.import(team.teamId)}>
            {t('shift.import')}
          </ButtonLink>
        }
      >
        {team.people.map((person) => (
          <PersonWeek key={person.personId} person={person} days={days} today={calendarDay(now, team.zone)} />
        ))}
      </RowGroup>
      {team.people.length === 0 && <EmptyState text={t('shift.teams.empty')} />}
    </>
  )
}

type PersonProps = { person: PersonRef; days: readonly string[]; today: string }

function PersonWeek({ person, days, today }: PersonProps) {
  const query = useShifts(person.personId)
  if (query.data) return <DrawnWeek view={query.data} days={days} today={today} />
  return (
    <li>
      <Loaded query={query} rows={1}>
        {() => null}
      </Loaded>
    </li>
  )
}

/** Says today's hours, or the first day's of another week; the figure says the rest, and in words what it draws. */
function DrawnWeek({ view, days, today }: { view: PersonShifts; days: readonly string[]; today: string }) {
  const t = useT()
  const text = useShiftText()
  const names = useWeekdayNames()
  const drawn = drawnDays(view, days)
  const known = view.patterns.length > 0 || view.entries.length > 0
  const ofToday = weekOf(today) === days[0] ? drawn.find(({ day }) => day === today) : undefined
  const detail = ofToday
    ? t('shift.today', { hours: text.day(ofToday, view.zone) })
    : t('shift.week.of', { n: drawn.filter(({ work, away }) => work.length > 0 && away.length === 0).length })
  return (
    <Row
      title={<PersonName name={view.person.name} />}
      name={view.person.name}
      detail={known ? detail : t('shift.unknown')}
      foot={
        known && (
          <>
            <VisuallyHidden>
              {drawn.map((day, index) => `${names[index]?.label} ${text.day(day, view.zone)}`).join(', ')}
            </VisuallyHidden>
            <span className="roster-cells" aria-hidden="true">
              {drawn.map(({ day, range, away }, index) => (
                <span key={day} className="roster-cell">
                  <span className="text-caption">{names[index]?.label}</span>
                  <Span range={range} outline={away.length > 0} />
                </span>
              ))}
            </span>
          </>
        )
      }
      to={paths.of(view.person.personId)}
    />
  )
}
