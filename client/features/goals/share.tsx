import { useFormat, useT } from '#client/lib/i18n.ts'
import { axisFor } from '#client/ui/axis.ts'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import type { GoalView } from '#shared/goals/views.ts'
import { betterOf } from '#shared/scorecards/rules.ts'
import { rateDisplay } from '#shared/statistics/floors.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'

/** Returns a function that says a share with how sure it is: its range and n, under ten decisions x of n alone. */
export function useShareText(): (proportion: Proportion | null) => string {
  const t = useT()
  const format = useFormat()
  return (proportion) => {
    const shown = proportion && rateDisplay(proportion)
    if (!proportion || !shown || shown.kind === 'none') return t('goal.nothing')
    if (shown.kind === 'count') return format.xOfN(proportion.x, proportion.n)
    const range = format.percentRange(shown.interval.low, shown.interval.high)
    return t('goal.share', { share: format.percent(shown.rate), range, n: proportion.n })
  }
}

/** Draws shares of one metric on one axis, each beside the target of the goal. */
export function ShareBars({
  goal: { metric, target },
  shares,
}: {
  goal: Pick<GoalView, 'metric' | 'target'>
  shares: readonly { label: string; of: Proportion | null }[]
}) {
  const message = useShareText()
  const better = betterOf(metric)
  const drawn = shares.map((share) => ({ ...share, interval: share.of && wilson(share.of.x, share.of.n) }))
  const axis = axisFor(
    [...drawn.flatMap(({ interval }) => interval ?? []), { low: target, high: target }],
    better,
  )
  return drawn.map(({ label, of, interval }) => (
    <div key={label} className="stack-close">
      <p className="text-label text-quiet">{label}</p>
      <p className="text-strong">{message(of)}</p>
      {of && interval && (
        <IntervalBar {...{ label, ...of, ...interval, target, better, axis }} size="large" />
      )}
    </div>
  ))
}
