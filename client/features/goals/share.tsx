import { axisFor } from '#client/ui/axis.ts'
import { IntervalBar } from '#client/ui/interval-bar.tsx'
import type { GoalView } from '#shared/goals/views.ts'
import { betterOf } from '#shared/scorecards/rules.ts'
import { type Proportion, wilson } from '#shared/statistics/interval.ts'
import { useShareText } from './share-text.ts'

/** Draws shares of one metric on one axis, each beside the target of the goal. */
export function ShareBars({
  goal: { metric, target },
  shares,
}: {
  goal: Pick<GoalView, 'metric' | 'target'>
  shares: readonly { label: string; of: Proportion | null | undefined }[]
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
