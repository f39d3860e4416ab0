import './esc-clock.css'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { ClockBar, clockVariant } from '#client/ui/clock-span.tsx'
import { Definition } from '#client/ui/definition-list.tsx'
import { ClockMark } from '#client/ui/marks.tsx'
import { type ClockReading, readClock } from '#shared/core/clock.ts'
import type { ClockView } from '#shared/escalations/views.ts'

/** What remains, in a word or two. */
function useLeft() {
  const t = useT()
  const format = useFormat()
  return ({ state, left }: ClockReading): string => {
    if (state === 'stopped') return t('esc.clock.stopped')
    if (state === 'paused') return t('esc.clock.paused')
    return state === 'overdue'
      ? t('esc.clock.over', { over: format.duration(-left) })
      : t('esc.clock.left', { left: format.duration(left) })
  }
}

/** The clock of a row: what remains, with its mark. */
export function ClockText({ clock, now }: { clock: ClockView; now: number }) {
  const reading = readClock(clock, now)
  const message = useLeft()(reading)
  return (
    <span className={`esc-clock-text esc-clock-${reading.state}`}>
      <ClockMark state={clockVariant[reading.state].mark} beside="label" />
      {message}
    </span>
  )
}

/** The same with the span below it, over the whole width. */
export function ClockLine({ clock, now }: { clock: ClockView; now: number }) {
  return (
    <span className="esc-clock-line">
      <ClockText clock={clock} now={now} />
      <ClockBar reading={readClock(clock, now)} />
    </span>
  )
}

/** A clock of one escalation: what for, what remains, until when, and the span. */
export function ClockFigure({ clock, now }: { clock: ClockView; now: number }) {
  const t = useT()
  const format = useFormat()
  const left = useLeft()
  const reading = readClock(clock, now)
  const { state } = reading
  const time = format.due(clock.stoppedAt ?? clock.dueAt)
  const late = reading.left < 0
  if (state === 'stopped')
    return (
      <Definition term={t(`esc.clock.${clock.kind}`)} className={`esc-clock esc-clock-${state}`}>
        <span className="esc-clock-left">{t('esc.clock.at', { time })}</span>
        <span className="text-caption">
          {late ? t('esc.clock.late', { over: format.duration(-reading.left) }) : t('esc.clock.inTime')}
        </span>
      </Definition>
    )
  const clockName = t(`esc.clock.${clock.kind}`)
  const term =
    state === 'overdue' ? t('esc.clock.term', { clock: clockName }) : t(`esc.clock.until.${clock.kind}`)
  const due = t(state === 'overdue' ? 'esc.clock.was' : 'esc.clock.due', { time })
  return (
    <Definition term={term} className={`esc-clock esc-clock-${state}`}>
      <span className="esc-clock-left">
        {(state === 'at_risk' || state === 'overdue') && (
          <ClockMark state={clockVariant[state].mark} beside="label" />
        )}
        {left(reading)}
      </span>
      <span className="text-caption">{due}</span>
      <ClockBar reading={reading} />
    </Definition>
  )
}
