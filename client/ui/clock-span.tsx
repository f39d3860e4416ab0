import './clock-span.css'
import type { Moment } from '#client/lib/format.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { readClock } from './clock.ts'
import { ClockMark } from './marks.tsx'
import { Span } from './span.tsx'

type Props = {
  start: Moment
  due: Moment
  /** Milliseconds: useNow(). */
  now: number
  /** At risk once less than this share is left. */
  riskShare?: number | undefined
}

const tones = { running: 'span', risk: 'risk', over: 'urgent' } as const

/** A clock running down: what remains, then when, and the span below. Drawn for clocks only, never for a person. */
export function ClockSpan({ start, due, now, riskShare = 0.25 }: Props) {
  const t = useT()
  const format = useFormat()
  const ms = (moment: Moment) => new Date(moment).getTime()
  const { state, left, elapsed } = readClock({ start: ms(start), due: ms(due), riskShare }, now)
  const when = format.due(due)
  return (
    <div className={`clock clock-${state}`}>
      <p className="clock-words">
        <ClockMark state={state} beside="label" />
        {state === 'over'
          ? t('clock.over', { over: format.duration(-left), due: when })
          : t('clock.left', { left: format.duration(left), due: when })}
      </p>
      <Span size="thin" tone={tones[state]} range={state === 'over' ? [0, 1] : [elapsed, 1]} />
    </div>
  )
}
