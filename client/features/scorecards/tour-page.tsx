import './score.css'
import './tour.css'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import type { TeamScorecard } from '#shared/scorecards/views.ts'
import { proportionOf } from '#shared/scorecards/week-chart.ts'
import { commonAxis, countsIn } from './figures.ts'
import { MetricTiles } from './metric-tiles.tsx'
import { PeopleRows } from './people-rows.tsx'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { RateBar } from './rate-bar.tsx'
import { sampleTeam } from './tour-sample.ts'
import { useVerdict, WeekChart } from './week-chart.tsx'

/**
 * Shows the figures of a team that does not exist with the parts that real ones are shown with. The sample is made in memory
 * when the page opens: no query, no command, nothing that a server or a phone could keep.
 */
export function TourPage() {
  const t = useT()
  const { locale } = useFormat()
  const [search] = useSearchParams()
  const team = useMemo(() => sampleTeam(locale, t('tour.team'), Date.now()), [locale, t])
  const person = team.people.find(({ personId }) => personId === search.get('person'))
  return (
    <DetailPage
      title={person ? t('ui.person', { name: person.name }) : t('tour.title')}
      back={person ? paths.tour : paths.today}
    >
      <div className="tour-band">
        <p>{t('tour.band')}</p>
        <ButtonLink size="row" variant="secondary" to={paths.today}>
          {t('tour.leave')}
        </ButtonLink>
      </div>
      {person ? <SamplePerson team={team} person={person} /> : <WholeTeam team={team} />}
    </DetailPage>
  )
}

function WholeTeam({ team }: { team: TeamScorecard }) {
  const t = useT()
  const [period, setPeriod] = usePeriod()
  const { sentence } = useVerdict(team.weeks, 'accuracy')
  return (
    <>
      <p className="inset inset-block text-label text-quiet">{t('tour.figures')}</p>
      <PeriodBar period={period} onChange={setPeriod} of={team} />
      <p className="score-sentence inset">{sentence}</p>
      <WeekChart whose={t('score.by.team')} weeks={team.weeks} metric="accuracy" />
      <MetricTiles counts={countsIn(team.weeks, period)} />
      <PeopleRows
        team={team}
        people={team.people}
        metric="accuracy"
        period={period}
        to={({ personId }) => `${paths.tour}?person=${personId}`}
      />
    </>
  )
}

type PersonProps = { team: TeamScorecard; person: TeamScorecard['people'][number] }

function SamplePerson({ team, person }: PersonProps) {
  const t = useT()
  const [period, setPeriod] = usePeriod()
  const { sentence } = useVerdict(person.weeks, 'accuracy')
  const counts = countsIn(person.weeks, period)
  const accuracy = proportionOf(counts, 'accuracy')
  const axis = commonAxis([accuracy], { metric: 'accuracy', targets: team.targets[period] })
  return (
    <>
      <p className="inset inset-block text-label text-quiet">{t('tour.person')}</p>
      <PeriodBar period={period} onChange={setPeriod} of={team} />
      <div className="inset inset-block">
        <RateBar metric="accuracy" of={accuracy} targets={team.targets[period]} axis={axis} size="large" />
      </div>
      <p className="score-sentence inset">{sentence}</p>
      <WeekChart whose={t('score.by.person', { name: person.name })} weeks={person.weeks} metric="accuracy" />
      <MetricTiles counts={counts} />
      <div className="inset inset-block">
        <ButtonLink variant="secondary" to={paths.tour}>
          {t('tour.back')}
        </ButtonLink>
      </div>
    </>
  )
}
