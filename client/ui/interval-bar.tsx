import './interval-bar.css'
import Check from 'lucide-react/icons/check'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { colourFloor, percentageFloor } from '#shared/statistics/floors.ts'
import { type Axis, type Better, place } from './axis.ts'
import { classNames } from './class-names.ts'
import { verdict } from './interval.ts'
import { Span } from './span.tsx'

type Props = {
  /** Name of the figure, as the sentence for a screen reader begins. */
  label: string
  /** Hits and tries: x of n. */
  x: number
  n: number
  /** The estimate as a share, where it is not x / n (weighted samples). */
  value?: number | undefined
  /** The 95 % interval, shares of 0 to 1. */
  low: number
  high: number
  target?: number | undefined
  better?: Better | undefined
  /** Common to every bar of this figure on the screen: axisFor(). */
  axis: Axis
  size?: 'row' | 'large' | undefined
}

const tones = { meets: 'accent', misses: 'risk', unclear: 'span' } as const

/**
 * An estimate with its plausible range. Under ten tries no bar, only "x of n"; from ten an outline; from thirty filled,
 * and coloured only where the target is met or not met beyond doubt, then with the word.
 */
export function IntervalBar({
  label,
  x,
  n,
  value,
  low,
  high,
  target,
  better = 'above',
  axis,
  size = 'row',
}: Props) {
  const t = useT()
  const format = useFormat()
  if (n < percentageFloor)
    return <span className={`interval interval-${size} interval-few`}>{t('interval.few', { x, n })}</span>

  const estimate = value ?? x / n
  const outcome = verdict({ x, n, low, high, target, better })
  const sentence = t('interval.sentence', {
    label,
    p: format.percent(estimate),
    range: format.percentRange(low, high),
    n,
  })
  // A limit is what may be reached at most; only what is aimed at is a target.
  const keys =
    better === 'above'
      ? ({ goal: 'interval.target', meets: 'interval.met', misses: 'interval.notMet' } as const)
      : ({ goal: 'interval.limit', meets: 'interval.within', misses: 'interval.over' } as const)
  const goal = target === undefined ? undefined : t(keys.goal, { p: format.percent(target) })
  const word = outcome === 'unclear' ? undefined : t(keys[outcome])
  const position = target === undefined ? 0.5 : place(target, axis)
  /** Where it would meet the label of an end, the label of the target goes one line down. */
  const nearEnd = goal !== undefined && (position > 0.8 || position < 0.2)
  const goalLabel = goal && (
    <span
      className="interval-target"
      style={position > 0.5 ? { right: `${(1 - position) * 100}%` } : { left: `${position * 100}%` }}
    >
      {goal}
    </span>
  )

  return (
    <span className={`interval interval-${size}`}>
      <Span
        range={[place(low, axis), place(high, axis)]}
        mark={place(estimate, axis)}
        target={target === undefined ? undefined : position}
        tone={tones[outcome]}
        outline={n < colourFloor}
        size={size}
        label={[sentence, goal, word].filter(Boolean).join(' · ')}
      />
      {size === 'large' && (
        <span className="interval-foot" aria-hidden="true">
          <span>{format.percent(axis.from)}</span>
          {!nearEnd && goalLabel}
          <span>{format.percent(axis.to)}</span>
        </span>
      )}
      {(word || (size === 'large' && nearEnd)) && (
        <span
          className={classNames('interval-foot', position < 0.5 && 'interval-foot-end')}
          aria-hidden="true"
        >
          {word && (
            <span className={`interval-word interval-${outcome}`}>
              {outcome === 'meets' && <Check size="1rem" strokeWidth={2} />}
              {word}
            </span>
          )}
          {size === 'large' && nearEnd && goalLabel}
        </span>
      )}
    </span>
  )
}
