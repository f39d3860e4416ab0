import './clock.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { classNames } from '#client/ui/class-names.ts'
import { ClockMark } from '#client/ui/marks.tsx'
import { Span } from '#client/ui/span.tsx'
import { type ClockState, clockState } from '#shared/escalations/rules.ts'
import type { ClockView } from '#shared/escalations/views.ts'

type Reading = { state: ClockState; left: number; elapsed: number }

/** Where it stands at `now` (milliseconds): what is left, negative once overdue, and the share that has passed. */
export function readClock(clock: ClockView, now: number): Reading {
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.dueAt)]
  const stands = clock.stoppedAt ?? clock.pausedAt
  const at = stands ? Date.parse(stands) : now
  const elapsed = Math.min(1, Math.max(0, (at - start) / Math.max(1, due - start)))
  return { state: clockState(clock, now), left: due - at, elapsed }
}

const marks = {
  running: 'running',
  at_risk: 'risk',
  overdue: 'over',
  paused: 'running',
  stopped: 'running',
} as const
const tones = {
  running: 'span',
  at_risk: 'risk',
  overdue: 'urgent',
  paused: 'span',
  stopped: 'span',
} as const

/** What remains, in a word or two. */
function useLeft() {
  const t = useT()
  const format = useFormat()
  return ({ state, left }: Reading): string => {
    if (state === 'stopped') return t('esc.clock.stopped')
    if (state === 'paused') return t('esc.clock.paused')
    return state === 'overdue'
      ? t('esc.clock.over', { over: format.duration(-left) })
      : t('esc.clock.left', { left: format.duration(left) })
  }
}

/** The clock of a row: what remains, with its mark. */
export function ClockWords({ clock, now }: { clock: ClockView; now: number }) {
  const reading = readClock(clock, now)
  const words = useLeft()(reading)
  return (
    <span className={`esc-clock-words esc-clock-${reading.state}`}>
      <ClockMark state={marks[reading.state]} />
      {words}
    </span>
  )
}

/** The same with the span below it, over the whole width. */
export function ClockLine({ clock, now }: { clock: ClockView; now: number }) {
  return (
    <span className="esc-clock-line">
      <ClockWords clock={clock} now={now} />
      <ClockSpan clock={clock} now={now} />
    </span>
  )
}

function ClockSpan({ clock, now }: { clock: ClockView; now: number }) {
  const { state, elapsed } = readClock(clock, now)
  return <Span size="thin" tone={tones[state]} range={state === 'overdue' ? [0, 1] : [elapsed, 1]} />
}

/** A clock of one escalation: what for, what remains, until when, and the span. */
export function ClockFigure({ clock, now }: { clock: ClockView; now: number }) {
  const t = useT()
  const format = useFormat()
  const left = useLeft()
  const reading = readClock(clock, now)
  const { state } = reading
  const time = format.due(clock.stoppedAt ?? clock.dueAt)
  const due =
    state === 'stopped'
      ? t('esc.clock.at', { time })
      : t(state === 'overdue' ? 'esc.clock.was' : 'esc.clock.due', { time })
  return (
    <div className={classNames('esc-clock', `esc-clock-${state}`)}>
      <dt>{t(`esc.clock.${clock.kind}`)}</dt>
      <dd>
        <span className="esc-clock-left">
          {(state === 'at_risk' || state === 'overdue') && <ClockMark state={marks[state]} />}
          {left(reading)}
        </span>
        <span className="text-caption">{due}</span>
        {state !== 'stopped' && <ClockSpan clock={clock} now={now} />}
      </dd>
    </div>
  )
}
