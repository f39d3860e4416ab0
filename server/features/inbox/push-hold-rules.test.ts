import { describe, expect, it } from 'vitest'
import { holdUntil, nextDigest, type Reachability } from './push-hold-rules.ts'

const timeOf = (instant: string) => Date.parse(instant)
const person: Reachability = {
  zone: 'Asia/Seoul',
  quiet: { from: '22:00', until: '08:00' },
  absentUntil: null,
  working: false,
  nextShift: null,
  heavyUntil: null,
}
const until = (change: Partial<Reachability>, now: string) => {
  const deferredUntil = holdUntil({ ...person, ...change }, timeOf(now))
  return deferredUntil === undefined ? undefined : new Date(deferredUntil).toISOString()
}

describe('a push', () => {
  it('goes at once by day', () => {
    expect(until({}, '2026-11-26T08:00:00+09:00')).toBeUndefined()
    expect(until({}, '2026-11-26T21:59:59+09:00')).toBeUndefined()
  })
  it('waits for the end of the night, before midnight and after', () => {
    expect(until({}, '2026-11-26T22:00:00+09:00')).toBe('2026-11-26T23:00:00.000Z')
    expect(until({}, '2026-11-27T07:59:59+09:00')).toBe('2026-11-26T23:00:00.000Z')
  })
  it('waits for quiet hours within one day too, and for none where there are none', () => {
    const quiet = { from: '12:00', until: '13:30' }
    expect(until({ quiet }, '2026-11-26T12:10:00+09:00')).toBe('2026-11-26T04:30:00.000Z')
    expect(until({ quiet }, '2026-11-26T13:30:00+09:00')).toBeUndefined()
    expect(until({ quiet: null }, '2026-11-26T03:00:00+09:00')).toBeUndefined()
  })
  it('waits until the hour of the morning on the night when clocks change', () => {
    const zone = 'Europe/Dublin'
    expect(until({ zone }, '2026-03-28T23:00:00Z')).toBe('2026-03-29T07:00:00.000Z')
    expect(until({ zone }, '2026-10-24T23:00:00Z')).toBe('2026-10-25T08:00:00.000Z')
  })
  it('never waits for a moment that is over, where the clocks are put back over the end of the night', () => {
    const night = { zone: 'Europe/Dublin', quiet: { from: '22:00', until: '01:30' } }
    expect(until(night, '2026-10-25T00:15:00Z')).toBe('2026-10-25T00:30:00.000Z')
    expect(until(night, '2026-10-25T01:15:00Z')).toBe('2026-10-25T01:30:00.000Z')
    expect(until(night, '2026-10-25T01:30:00Z')).toBeUndefined()
  })
  it('that may be of a failure waits for the next day of work after a heavy one', () => {
    const heavy = { heavyUntil: '2026-11-26T15:00:00Z', working: true }
    const nextShift = '2026-11-27T00:00:00Z'
    expect(until({ ...heavy, nextShift }, '2026-11-26T14:00:00+09:00')).toBe('2026-11-27T00:00:00.000Z')
    expect(until({ ...heavy, quiet: null }, '2026-11-26T14:00:00+09:00')).toBe('2026-11-26T15:00:00.000Z')
  })
  it('waits for the next shift of who has shifts, not of who is in one or has none ahead', () => {
    const nextShift = '2026-11-27T00:00:00Z'
    expect(until({ nextShift }, '2026-11-26T20:00:00+09:00')).toBe('2026-11-27T00:00:00.000Z')
    expect(until({ nextShift, working: true }, '2026-11-26T20:00:00+09:00')).toBeUndefined()
    expect(until({}, '2026-11-26T20:00:00+09:00')).toBeUndefined()
  })
  it('waits for the last of what it waits for', () => {
    const absentUntil = '2026-12-01T00:00:00Z'
    expect(until({ absentUntil, nextShift: '2026-11-30T00:00:00Z' }, '2026-11-26T23:00:00+09:00')).toBe(
      '2026-12-01T00:00:00.000Z',
    )
    // In a shift, but off for the afternoon.
    expect(until({ absentUntil, working: true }, '2026-11-26T14:00:00+09:00')).toBe(
      '2026-12-01T00:00:00.000Z',
    )
  })
})

describe('the daily digest', () => {
  const zone = 'Asia/Seoul'
  const next = (since: string, given: { hour?: string; zone?: string } = {}) =>
    new Date(nextDigest(timeOf(since), { hour: '09:00', zone, ...given })).toISOString()
  const digestAt = (now: string, change: Partial<Reachability> = {}) => {
    const digest = nextDigest(timeOf('2026-11-26T08:00:00+09:00'), { hour: '09:00', zone })
    const until = holdUntil({ ...person, ...change }, timeOf(now), digest)
    return until === undefined ? undefined : new Date(until).toISOString()
  }

  it('is at its hour of the same day, or of the next where that is over', () => {
    expect(next('2026-11-26T08:59:59+09:00')).toBe('2026-11-26T00:00:00.000Z')
    expect(next('2026-11-26T09:00:00+09:00')).toBe('2026-11-27T00:00:00.000Z')
  })
  it('is at the same hour where the clocks change, and once where an hour comes twice', () => {
    const dublin = { zone: 'Europe/Dublin' }
    expect(next('2026-10-24T12:00:00Z', dublin)).toBe('2026-10-25T09:00:00.000Z')
    expect(next('2026-10-25T00:45:00Z', { ...dublin, hour: '01:30' })).toBe('2026-10-26T01:30:00.000Z')
  })
  it('takes what came before it, and lets it go from then on', () => {
    expect(digestAt('2026-11-26T08:30:00+09:00')).toBe('2026-11-26T00:00:00.000Z')
    expect(digestAt('2026-11-26T09:00:00+09:00')).toBeUndefined()
  })
  it('waits for the end of the night and of an absence, and for the next shift', () => {
    const quiet = { from: '22:00', until: '10:00' }
    expect(digestAt('2026-11-26T08:30:00+09:00', { quiet })).toBe('2026-11-26T01:00:00.000Z')
    const absentUntil = '2026-11-27T00:00:00+09:00'
    expect(digestAt('2026-11-26T09:30:00+09:00', { absentUntil })).toBe('2026-11-26T23:00:00.000Z')
    const nextShift = '2026-11-26T13:00:00+09:00'
    expect(digestAt('2026-11-26T08:30:00+09:00', { nextShift })).toBe('2026-11-26T04:00:00.000Z')
  })
})
