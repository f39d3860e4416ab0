import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import './score.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { ButtonLink } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import type { AnalystScorecard } from '#shared/scorecards/views.ts'
import { WrongSelection } from './among.tsx'
import { ErrorRows } from './error-rows.tsx'
import { countsIn, spanOf } from './figures.ts'
import { casesLink } from './links.ts'
import { PeriodBar, usePeriod } from './period-bar.tsx'
import { BestKept, PolicyRows } from './policy-rows.tsx'
import { RateFigure } from './rate-figure.tsx'
import { useScoreSentence } from './score-sentence.ts'
import { useBasis } from './signal-sentence.ts'
import { WeekChart } from './week-chart.tsx'

const RuledScores = lazy(async () => ({ default: (await import('./ruled-scores.tsx')).RuledScores }))

/** One analyst's figures with what each is made of: for themselves, and for who leads them. */
export function Scorecard({ personId }: { personId: string }) {
  const t = useT()
  const query = useQuery(trpc.scorecards.analyst.queryOptions({ personId }))
  return (
    <Loaded query={query} rows={6} notFound={t('score.empty')}>
      {(data) =>
        data.dataThrough === null ? <EmptyState text={t('score.empty')} /> : <Figures data={data} />
      }
    </Loaded>
  )
}

function Figures({ data }: { data: AnalystScorecard }) {
  const t = useT()
  const [period, setPeriod] = usePeriod()
  const { personId, name } = data.person
  const own = useMe().person.personId === personId
  const whose = own ? t('score.by.own') : t('score.by.person', { name })
  const counts = countsIn(data.weeks, period)
  const accuracy = rateOf(counts, 'accuracy')
  const weeks = spanOf(data.weeks, period)
  const sentence = useScoreSentence(data)
  const basis = useBasis()
  return (
    <>
      <PeriodBar period={period} onChange={setPeriod} of={data} />
      {sentence && <p className="score-sentence inset">{sentence}</p>}
      <RateFigure
        whose={whose}
        metric="accuracy"
        of={accuracy}
        targets={data.targets[period]}
        unverified={counts.unverified}
      >
        {accuracy.n > 0 && (
          <ButtonLink
            size="row"
            variant={own ? 'primary' : 'secondary'}
            to={casesLink(personId, { metric: 'accuracy', teamId: data.teamId, weeks })}
          >
            {t('score.cases', { n: accuracy.n })}
          </ButtonLink>
        )}
      </RateFigure>
      <ErrorRows
        personId={personId}
        teamId={data.teamId}
        counts={counts}
        targets={data.targets[period]}
        weeks={weeks}
      />
      <WeekChart whose={whose} weeks={data.weeks} breaks={data} metric="accuracy" />
      <BestKept data={data} period={period} />
      <PolicyRows data={data} period={period} />
      <Suspense fallback={null}>
        <RuledScores personId={personId} />
      </Suspense>
      <div className="score-end inset">
        <WrongSelection counts={counts} />
        {data.openLooks > 0 && <p className="text-label">{t('score.rechecks', { n: data.openLooks })}</p>}
        <p className="text-label text-quiet">
          {own ? t('score.whose.own') : t('score.whose.person', { name })}
        </p>
        {data.baseline && <p className="text-label text-quiet">{basis(data.baseline)}</p>}
        <p className="text-label text-quiet">{t('score.meaning.missed')}</p>
        <p className="text-label text-quiet">{t('score.meaning.over_enforced')}</p>
        <Link to={scorecardPaths.personFigures(personId)} className="score-viewers">
          {t('score.all')}
        </Link>
        {own && (
          <Link to={paths.viewers} className="score-viewers">
            {t('score.viewers')}
          </Link>
        )}
      </div>
    </>
  )
}
