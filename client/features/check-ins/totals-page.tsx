import './totals.css'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Heading } from '#client/ui/heading.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { Span } from '#client/ui/span.tsx'
import { totalEdges } from '#shared/check-ins/totals-rules.ts'
import type { ItemTotal, PeriodTotals, TeamTotals } from '#shared/check-ins/totals-views.ts'
import { CarePage } from './pages.tsx'

/**
 * Shows what a whole team says of itself, four weeks at a time. That nothing can be shown is the usual case and has
 * its reason.
 */
export function TotalsPage() {
  const t = useT()
  const { teamId = '' } = useParams()
  const query = useQuery(trpc.checkIns.totals.queryOptions({ teamId }))
  return (
    <CarePage title={t('totals.title')} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(totals) => <Totals totals={totals} />}</Loaded>
    </CarePage>
  )
}

function Totals({ totals: { name, current, periods } }: { totals: TeamTotals }) {
  const t = useT()
  const format = useFormat()
  const shown = periods.some(({ items }) => items.some(({ level }) => level !== null))
  return (
    <div className="totals">
      <div className="inset stack stack-close">
        <Heading level={2} variant="heading">
          {name}
        </Heading>
        <p className="text-label text-quiet">
          {t('totals.current', {
            from: format.shortDate(current.from),
            to: format.shortDate(current.to),
            day: format.date(current.closesOn),
          })}
        </p>
        {periods.length === 0 && <p className="text-prose">{t('totals.empty')}</p>}
        {shown && <p className="text-label text-quiet">{t('totals.scale')}</p>}
      </div>
      {periods.map((period) => (
        <Period key={period.from} period={period} />
      ))}
    </div>
  )
}

function Period({ period: { from, to, items, response } }: { period: PeriodTotals }) {
  const t = useT()
  const format = useFormat()
  const reasons = [...new Set(items.flatMap(({ why }) => (why ? [why] : [])))]
  const hidden = items.every(({ level }) => level === null)
  return (
    <Part
      variant="plain"
      gap="normal"
      level={3}
      heading={t('totals.period', { from: format.shortDate(from), to: format.shortDate(to) })}
      className="totals-period"
    >
      {hidden && <p>{t('totals.suppressed')}</p>}
      {items.map((item) => (
        <Item key={item.item} total={item} />
      ))}
      {reasons.map((why) => (
        <p key={why} className="text-label text-quiet">
          {why === 'few' ? t('wellbeing.small') : t(`totals.why.${why}`)}
        </p>
      ))}
      {hidden && <p className="text-label text-quiet">{t('totals.usual')}</p>}
      {response && <p className="text-label text-quiet">{t(`totals.response.${response}`)}</p>}
    </Part>
  )
}

/** Where each level lies between the hardest face and the best, as shares of the whole. */
const rangeOf = {
  low: [0, shareOf(totalEdges.lower)],
  middle: [shareOf(totalEdges.lower), shareOf(totalEdges.upper)],
  high: [shareOf(totalEdges.upper), 1],
} as const

function shareOf(mean: number): number {
  return (mean - 1) / 4
}

function Item({ total: { item, level } }: { total: ItemTotal }) {
  const t = useT()
  if (level === null) return null
  return (
    <div>
      <p>{t('totals.level', { item: t(`checkin.item.${item}`), level })}</p>
      <Span range={rangeOf[level]} />
    </div>
  )
}
