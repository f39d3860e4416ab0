import './span.css'
import { classNames } from './class-names.ts'

export type SpanTone = 'span' | 'accent' | 'risk' | 'urgent'

type Props = {
  /** Where the range begins and ends, as shares of the whole: 0 to 1. Nothing is drawn without it. */
  range?: readonly [number, number] | undefined
  /** Where the mark stands, as a share of the whole. */
  mark?: number | undefined
  /** A dashed line over the full height. */
  target?: number | undefined
  tone?: SpanTone | undefined
  /** Drawn as an outline: known, but not well enough to be filled. */
  outline?: boolean | undefined
  /** thin 4 for clocks and progress, row 24, large 32. */
  size?: 'thin' | 'row' | 'large' | undefined
  /** Milliseconds over which the range moves to its new place. */
  glide?: number | undefined
  /** The whole figure as a sentence. Without it the words beside the figure speak for it. */
  label?: string | undefined
}

const percent = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`

/** The product's one figure: a bar that shows a range and a mark inside it. */
export function Span({
  range,
  mark,
  target,
  tone = 'span',
  outline = false,
  size = 'row',
  glide,
  label,
}: Props) {
  const [from, to] = range ?? [0, 0]
  const place = {
    left: percent(from),
    right: percent(1 - to),
    ...(glide === undefined ? {} : { transitionDuration: `${glide}ms` }),
  }
  return (
    <span
      className={classNames('span', `span-${size}`, `span-tone-${tone}`)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <span className="span-track" />
      {range && to > from && (
        <span className={classNames('span-range', outline && 'span-outline')} style={place} />
      )}
      {target !== undefined && <span className="span-target" style={{ left: percent(target) }} />}
      {mark !== undefined && <span className="span-mark" style={{ left: percent(mark) }} />}
    </span>
  )
}
