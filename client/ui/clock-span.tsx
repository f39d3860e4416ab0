import './clock-span.css'
import type { Moment } from '#client/lib/format.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { type ClockReading, readClock } from '#shared/core/clock.ts'
import { ClockMark } from './marks.tsx'
import { Span } from './span.tsx'

/** The mark of a clock in each state, and the tone of its span. */
export const clockVariant = {
  running: { mark: 'running', tone: 'span' },
  at_risk: { mark: 'risk', tone: 'risk' },
  overdue: { mark: 'over', tone: 'urgent' },
  paused: { mark: 'running', tone: 'span' },
  stopped: { mark: 'running', tone: 'span' },
} as const

/** The span of a clock: what is left of its time, and all of it once overdue. */
export function ClockBar({ reading: { state, elapsed } }: { reading: ClockReading }) {
  return (
    <Span size="thin" tone={clockVariant[state].tone} range={state === 'overdue' ? [0, 1] : [elapsed, 1]} />
  )
}

type Props = {
  start: Moment
  due: Moment
  /** Milliseconds: useNow(). */
  now: number
}

/** A clock running down: what remains, then when, and the span below. Drawn for clocks only, never for a person. */
export function ClockSpan({ start, due, now }: Props) {
  const t = useT()
  const format = useFormat()
  const iso = (moment: Moment) => new Date(moment).toISOString()
  const reading = readClock({ startedAt: iso(start), dueAt: iso(due) }, now)
  const when = format.due(due)
  const { mark } = clockVariant[reading.state]
  return (
    <div className={`clock clock-${mark}`}>
      <p className="clock-text">
        <ClockMark state={mark} beside="label" />
        {reading.state === 'overdue'
          ? t('clock.over', { over: format.duration(-reading.left), due: when })
          : t('clock.left', { left: format.duration(reading.left), due: when })}
      </p>
      <ClockBar reading={reading} />
    </div>
  )
}
