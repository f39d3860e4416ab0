import { useFormat, useT } from '#client/lib/i18n.ts'
import { axisFor } from '#client/ui/axis.ts'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import { rateDisplay } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'

/** A verifier's own error: x of n, and how sure it is from ten on. Never a colour and never a rank. */
export function ErrorFigure({ label, share }: { label: string; share: Proportion }) {
  const t = useT()
  const format = useFormat()
  const shown = rateDisplay(share)
  const interval = wilson(share.x, share.n)
  return (
    <div className="stack stack-close">
      <p className="text-label text-quiet">{label}</p>
      <p className="text-strong">
        {shown.kind === 'none' ? t('draw.own.yet') : format.xOfN(share.x, share.n)}
      </p>
      {interval && (shown.kind === 'interval' || shown.kind === 'judged') && (
        <>
          <p>
            {t('draw.own.share', {
              share: format.percent(shown.rate),
              range: format.percentRange(interval.low, interval.high),
            })}
          </p>
          <IntervalBar
            label={label}
            {...share}
            {...interval}
            better="below"
            axis={axisFor([interval], 'below')}
          />
        </>
      )}
    </div>
  )
}
