import { type OwnDays, workedBetween, workedUntil } from './working-time.ts'

export type Severity = 'P0' | 'P1' | 'P2' | 'P3'
export type ClockKind = 'acknowledge' | 'decide' | 'confirm'

const minutes: Record<Severity, Partial<Record<ClockKind, number>>> = {
  P0: { acknowledge: 15, decide: 60, confirm: 240 },
  P1: { acknowledge: 60, decide: 1440 },
  P2: { acknowledge: 240, decide: 1080 },
  P3: { acknowledge: 540, decide: 2700 },
}
export const clocksAt = (severity: Severity) => Object.keys(minutes[severity]) as ClockKind[]

/** From this instant on, until the next span. */
interface Span {
  from: number
  stopped: boolean
  paused: boolean
}

/** The whole life of one clock: what it did when, without a sum of anything. */
export class Timeline {
  private spans: Span[]

  constructor(from: number) {
    this.spans = [{ from, stopped: false, paused: false }]
  }

  get stopped(): boolean {
    return this.now.stopped
  }
  get paused(): boolean {
    return this.now.paused
  }
  get runs(): boolean {
    return !this.stopped && !this.paused
  }
  private get now(): Span {
    return this.spans[this.spans.length - 1] as Span
  }

  /** What it does from an instant on; one that is over already changes what came after it. */
  set(from: number, change: Partial<Pick<Span, 'stopped' | 'paused'>>): void {
    const before = this.spans.filter((span) => span.from <= from).at(-1) ?? this.now
    const later = this.spans.filter((span) => span.from > from).map((span) => ({ ...span, ...change }))
    this.spans = [...this.spans.filter((span) => span.from < from), { ...before, from, ...change }, ...later]
  }

  /** Returns how long it stood since `start` on this calendar. P0 is paused for nobody. */
  private stood(start: number, now: number, { severity, ownDays }: Calendar): number {
    let sum = 0
    for (const [index, span] of this.spans.entries()) {
      const until = this.spans[index + 1]?.from ?? now
      if (span.stopped || (span.paused && severity !== 'P0'))
        sum += workedBetween(Math.max(span.from, start), until, ownDays)
    }
    return sum
  }

  /** Returns when a share of its time has passed, for one that runs. */
  reaches(share: number, kind: ClockKind, { start, now, severity, ownDays }: Reading): number {
    const calendar = { severity, ownDays: severity === 'P0' || severity === 'P1' ? undefined : ownDays }
    const target = (minutes[severity][kind] ?? 0) * 60_000
    return workedUntil(start, share * target + this.stood(start, now, calendar), calendar.ownDays)
  }
}

interface Calendar {
  severity: Severity
  /** Undefined where it runs round the clock. */
  ownDays: OwnDays | undefined
}
interface Reading {
  start: number
  now: number
  severity: Severity
  ownDays: OwnDays
}
