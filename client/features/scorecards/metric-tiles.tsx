import './tile.css'
import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Counts } from '#shared/audits/views.ts'
import { amongOf } from '#shared/scorecards/rate-rules.ts'
import type { Metric } from '#shared/scorecards/rules.ts'
import { proportionOf } from '#shared/scorecards/week-chart.ts'
import { useAmong } from './among.tsx'

/** The two kinds of error side by side, as counts; each leads to its own screen where there is one. */
export function MetricTiles({ counts, to }: { counts: Counts; to?: (metric: Metric) => string }) {
  const t = useT()
  const format = useFormat()
  const among = useAmong()
  return (
    <div className="tile-pair">
      {(['missed', 'over_enforced'] as const).map((metric) => {
        const { x, n } = proportionOf(counts, metric)
        const content = (
          <>
            <span className="text-label text-quiet">{t(`score.metric.${metric}`)}</span>
            <span className="text-strong">{n > 0 ? format.xOfN(x, n) : t('score.nothing')}</span>
            {n > 0 && <span className="text-label text-quiet">{among(counts, amongOf[metric])}</span>}
          </>
        )
        return to ? (
          <Link key={metric} to={to(metric)} className="tile">
            {content}
          </Link>
        ) : (
          <div key={metric} className="tile">
            {content}
          </div>
        )
      })}
    </div>
  )
}
