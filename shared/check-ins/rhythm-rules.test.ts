import { describe, expect, it } from 'vitest'
import { followUpPrompt, type OwnHours, type Rhythm, weeklyPrompt } from './rhythm-rules.ts'

const zone = 'Asia/Seoul'
const moment = (local: string) => Date.parse(`${local}+09:00`)
const iso = (instant: number | undefined) =>
  instant === undefined ? undefined : new Date(instant).toISOString()

describe('the rhythm of a week', () => {
  const asked = (rhythm: Rhythm, local: string) => weeklyPrompt(rhythm, { now: moment(local), zone })?.day
  const thursday: Rhythm = { kind: 'chosen', weekday: 4, time: '15:00' }

  it('asks from Monday on where nothing was chosen, and never where that was chosen', () => {
    expect(asked({ kind: 'weekly' }, '2026-11-30T00:00')).toBe('2026-11-30')
    expect(asked({ kind: 'weekly' }, '2026-11-29T23:59')).toBe('2026-11-23')
    expect(asked({ kind: 'never' }, '2026-12-03T16:00')).toBeUndefined()
  })

  it('asks from the chosen weekday and time on until the week ends, and says nothing of a week before', () => {
    expect(asked(thursday, '2026-12-03T14:59')).toBeUndefined()
    expect(asked(thursday, '2026-12-03T15:00')).toBe('2026-11-30')
    expect(asked(thursday, '2026-12-06T23:59')).toBe('2026-11-30')
    expect(asked(thursday, '2026-12-07T00:00')).toBeUndefined()
  })

  it('has the same key for another weekday of the same week, so that no week asks twice', () => {
    const monday: Rhythm = { kind: 'chosen', weekday: 1, time: '09:00' }
    expect(asked(monday, '2026-12-03T16:00')).toBe(asked(thursday, '2026-12-03T16:00'))
  })

  it('goes by the clocks of the zone on a day on which they change', () => {
    const sunday: Rhythm = { kind: 'chosen', weekday: 7, time: '09:00' }
    const now = Date.parse('2026-03-29T08:00:00Z')
    expect(iso(weeklyPrompt(sunday, { now, zone: 'Europe/Dublin' })?.at)).toBe('2026-03-29T08:00:00.000Z')
    expect(weeklyPrompt(sunday, { now: now - 1, zone: 'Europe/Dublin' })).toBeUndefined()
  })
})

describe('a follow-up', () => {
  const span = (from: string, until: string) => ({ from: moment(from), until: moment(until) })
  /** Monday to Friday, nine to six, from 23 November to 11 December. */
  const office = [23, 24, 25, 26, 27, 30].map((day) => span(`2026-11-${day}T09:00`, `2026-11-${day}T18:00`))
  for (const day of ['01', '02', '03', '04', '07', '08', '09', '10', '11'])
    office.push(span(`2026-12-${day}T09:00`, `2026-12-${day}T18:00`))
  const hours: OwnHours = { work: [], away: [], office, quiet: null }
  const offered = (events: string[], local: string, own: Partial<OwnHours> = {}) =>
    followUpPrompt(events, { now: moment(local), zone }, { ...hours, ...own })

  it('is offered the next day and a week later, and on no day between', () => {
    const event = ['2026-11-24']
    expect(offered(event, '2026-11-24T17:00')).toBeUndefined()
    expect(offered(event, '2026-11-25T08:59')).toBeUndefined()
    expect(offered(event, '2026-11-25T09:00')).toMatchObject({ day: '2026-11-25' })
    expect(offered(event, '2026-11-27T23:00')).toMatchObject({ day: '2026-11-25' })
    expect(offered(event, '2026-11-28T00:00')).toBeUndefined()
    expect(offered(event, '2026-12-01T10:00')).toMatchObject({ day: '2026-12-01' })
    expect(offered(event, '2026-12-04T00:00')).toBeUndefined()
  })

  it('waits for a working day by the person’s calendar, and for the end of an absence', () => {
    expect(offered(['2026-11-27'], '2026-11-28T12:00')).toBeUndefined()
    expect(offered(['2026-11-27'], '2026-11-30T09:00')).toMatchObject({ day: '2026-11-28' })
    const away = [span('2026-11-25T00:00', '2026-11-27T00:00')]
    expect(offered(['2026-11-24'], '2026-11-26T12:00', { away })).toBeUndefined()
    expect(iso(offered(['2026-11-24'], '2026-11-27T09:00', { away })?.at)).toBe('2026-11-27T00:00:00.000Z')
  })

  it('goes by shifts where they are entered, and never comes in quiet hours', () => {
    const work = [span('2026-11-25T20:00', '2026-11-26T04:00'), span('2026-11-26T20:00', '2026-11-27T04:00')]
    expect(offered(['2026-11-24'], '2026-11-25T12:00', { work })).toBeUndefined()
    expect(offered(['2026-11-24'], '2026-11-25T20:00', { work })).toMatchObject({ day: '2026-11-25' })
    const quiet = { from: '19:00', until: '22:00' }
    expect(iso(offered(['2026-11-24'], '2026-11-25T22:00', { work, quiet })?.at)).toBe(
      '2026-11-25T13:00:00.000Z',
    )
    expect(offered(['2026-11-24'], '2026-11-25T21:59', { work, quiet })).toBeUndefined()
  })

  it('is one for events whose offers meet, and the newest where two stand', () => {
    expect(offered(['2026-11-24', '2026-11-30'], '2026-12-01T10:00')?.day).toBe('2026-12-01')
    expect(offered(['2026-11-24', '2026-12-01'], '2026-12-02T10:00')?.day).toBe('2026-12-02')
  })
})
