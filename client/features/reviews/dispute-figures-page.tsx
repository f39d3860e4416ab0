import './review.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { paths as rubricPaths } from '#client/commands/rubrics-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { leads } from '#shared/policy.ts'
import { type DisputeCount, disputeCountsBy } from '#shared/reviews/dispute-figures-rules.ts'
import type { DisputeFigures } from '#shared/reviews/views.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'
import { useText } from './data.ts'
import { useReviewer } from './reviewer.ts'

/** The disputes of a team's reviews and their outcomes, by criterion and by reviewer: nobody is ranked. */
export function DisputeFiguresPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const query = useQuery(trpc.reviews.disputes.queryOptions({ teamId }))
  return (
    <DetailPage
      title={t('disputes.title')}
      back={leads(actorOf(useMe()), teamId) ? rubricPaths.rubrics : appPaths.teamFigures(teamId)}
      asOf={query.dataUpdatedAt || undefined}
    >
      <Loaded query={query} notFound={t('disputes.gone')}>
        {(figures) => <Figures figures={figures} />}
      </Loaded>
    </DetailPage>
  )
}

function Figures({ figures }: { figures: DisputeFigures }) {
  const t = useT()
  const format = useFormat()
  const inReader = useText()
  const { named } = useReviewer()
  const { rows, rechecks, since, teamName } = figures
  if (rows.length + rechecks.length === 0) return <EmptyState text={t('disputes.none')} />
  const byLabel = (name: (row: DisputeFigures['rows'][number]) => string) =>
    disputeCountsBy(rows, name).toSorted((left, right) => left.name.localeCompare(right.name, format.locale))
  return (
    <div className="review-body">
      <p className="text-quiet">{t('disputes.lead', { team: teamName, day: format.shortDate(since) })}</p>
      <Counts heading={t('disputes.all')} counts={disputeCountsBy(rows, () => t('disputes.team'))} />
      <Counts heading={t('disputes.cases')} counts={disputeCountsBy(rechecks, () => t('disputes.team'))} />
      <Counts
        heading={t('disputes.byCriterion')}
        counts={byLabel((row) => inReader(row.label) || t('disputes.unnamed'))}
      />
      <Counts heading={t('disputes.byReviewer')} counts={byLabel(named)} />
    </div>
  )
}

/** It scrolls, and holds nothing else to focus: the keyboard reaches it itself. */
const scrolls = { tabIndex: 0 } as const

function Counts({ heading, counts }: { heading: string; counts: readonly DisputeCount[] }) {
  const t = useT()
  const format = useFormat()
  if (counts.length === 0) return null
  const share = ({ changed, decided }: DisputeCount) => {
    const shown = rateDisplay({ x: changed, n: decided })
    if (shown.kind === 'none') return t('disputes.undecided')
    if (shown.kind === 'count') return format.xOfN(changed, decided)
    const range = format.percentRange(shown.interval.low, shown.interval.high)
    return t('review.figure.share', { share: format.percent(shown.rate), range, n: decided })
  }
  return (
    <Part heading={heading} gap="none">
      {/* On a narrow phone and with large text it scrolls within itself. */}
      <section {...scrolls} className="review-table" aria-label={heading}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('disputes.what')}</th>
              {(['accepted', 'partly', 'kept', 'open'] as const).map((state) => (
                <th key={state} scope="col">
                  {t(`disputes.column.${state}`)}
                </th>
              ))}
              <th scope="col">{t('disputes.changed')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map((count) => (
              <tr key={count.name}>
                <th scope="row">{count.name}</th>
                <td>{count.accepted}</td>
                <td>{count.partly}</td>
                <td>{count.kept}</td>
                <td>{count.open}</td>
                <td>{share(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Part>
  )
}
