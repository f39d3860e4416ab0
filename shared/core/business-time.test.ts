import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import * as z from 'zod/mini'
import {
  addBusinessTime,
  type BusinessCalendar,
  businessCalendar,
  businessDayMinutes,
  businessHours,
  businessTimeBetween,
  dueOf,
  runsIntoUnknown,
  workingDayFrom,
} from './business-time.ts'
import { koreanHolidays, publicHolidays } from './korean-holidays.ts'

const hour = 3_600_000
const timeOf = (text: string) => Date.parse(text)
const { holidays: korean, missing } = await koreanHolidays([2024, 2025, 2026, 2027, 2028])
const calendarIn = (zone: string, holidays: Iterable<string> = []): BusinessCalendar => ({
  zone,
  holidays: new Set(holidays),
  workdays: new Set(),
  missing,
  ...businessHours,
})
const seoul = calendarIn('Asia/Seoul', korean)
const kst = (instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO('Asia/Seoul')
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 0 })

const vectorFile = z.object({
  vectors: z.array(
    z.object({
      id: z.string(),
      area: z.string(),
      input: z.unknown(),
      expected: z.record(z.string(), z.unknown()),
    }),
  ),
})
const vectorInput = z.object({
  opened: z.string(),
  business_hours: z.optional(z.number()),
  minutes: z.optional(z.number()),
  pauses: z._default(z.array(z.tuple([z.string(), z.string()])), []),
})
const clocks = vectorFile
  .parse(
    JSON.parse(readFileSync(new URL('../../tests/data/vectors/statistics.json', import.meta.url), 'utf8')),
  )
  .vectors.filter(({ area }) => area === 'sla')

describe('the published vectors', () => {
  it('are here', () => expect(clocks.map(({ id }) => id)).toEqual(['sla-business-kst', 'sla-247']))

  for (const { id, input, expected } of clocks)
    test(id, () => {
      const { opened, business_hours, minutes, pauses } = vectorInput.parse(input)
      const { dueAt } = dueOf(business_hours === undefined ? 'always' : seoul, {
        startedAt: timeOf(opened),
        minutes: minutes ?? (business_hours ?? 0) * 60,
        pauses: pauses.map(([from, until]) => ({ from: timeOf(from), until: timeOf(until) })),
        now: timeOf(opened),
      })
      expect({
        due: kst(dueAt),
        ...(expected.due_utc ? { due_utc: new Date(dueAt).toISOString().replace('.000Z', 'Z') } : {}),
      }).toEqual(expected)
    })
})

describe('business time', () => {
  it('begins with the first business minute and ends with the last', () => {
    expect(kst(addBusinessTime(seoul, timeOf('2026-11-28T12:00:00+09:00'), 0))).toBe(
      '2026-11-30T09:00:00+09:00',
    )
    expect(kst(addBusinessTime(seoul, timeOf('2026-11-26T07:00:00+09:00'), 9 * hour))).toBe(
      '2026-11-26T18:00:00+09:00',
    )
    expect(kst(addBusinessTime(seoul, timeOf('2026-11-26T18:00:00+09:00'), 1))).toBe(
      '2026-11-27T09:00:00+09:00',
    )
  })

  it('knows substitute, temporary and election days, the new Constitution Day and Labour Day', () => {
    for (const day of ['2024-10-01', '2025-01-27', '2025-06-03', '2026-06-03', '2026-07-17', '2026-05-01'])
      expect(
        businessTimeBetween(seoul, timeOf(`${day}T00:00:00+09:00`), timeOf(`${day}T23:59:00+09:00`)),
        day,
      ).toBe(0)
  })

  it('takes a day that an organisation works as worked, and one that it added as off', () => {
    const own: BusinessCalendar = {
      ...seoul,
      holidays: new Set([...korean, '2026-11-27']),
      workdays: new Set(['2026-11-28']),
    }
    expect(kst(addBusinessTime(own, timeOf('2026-11-26T17:00:00+09:00'), 2 * hour))).toBe(
      '2026-11-28T10:00:00+09:00',
    )
  })

  it('says where the almanac ends, and goes on with weekends alone', () => {
    expect([...missing]).toEqual([2028])
    expect(
      runsIntoUnknown(seoul, timeOf('2027-12-30T09:00:00+09:00'), timeOf('2027-12-31T18:00:00+09:00')),
    ).toBe(false)
    expect(
      runsIntoUnknown(seoul, timeOf('2027-12-30T09:00:00+09:00'), timeOf('2028-01-01T00:00:00+09:00')),
    ).toBe(true)
    // Saturday 1 January 2028; the Monday after is taken as worked.
    expect(kst(addBusinessTime(seoul, timeOf('2027-12-31T17:00:00+09:00'), 2 * hour))).toBe(
      '2028-01-03T10:00:00+09:00',
    )
  })

  it('refuses to go backwards and to look for work where there is none', () => {
    expect(() => addBusinessTime(seoul, 0, -1)).toThrow(RangeError)
    const never = { ...seoul, opens: 0, closes: 0 }
    expect(() => addBusinessTime(never, 0, 1)).toThrow(RangeError)
  })
})

const ownDays = [
  { zone: 'Asia/Seoul', day: '2026-11-27', works: false },
  { zone: 'Asia/Seoul', day: '2026-11-28', works: true },
  { zone: 'Europe/Dublin', day: '2026-12-01', works: false },
]

describe('the next working day', () => {
  test.each([
    ['a working day stays', '2026-11-24', 'Asia/Seoul', '2026-11-24'],
    ['a Saturday becomes Monday', '2026-12-05', 'Asia/Seoul', '2026-12-07'],
    ['Chuseok and the weekend after it', '2026-09-24', 'Asia/Seoul', '2026-09-28'],
    ['Christmas in Korea becomes the Monday after', '2026-12-25', 'Asia/Seoul', '2026-12-28'],
    ['a Korean holiday is worked elsewhere', '2026-09-24', 'Europe/Dublin', '2026-09-24'],
    [
      'a day that the organisation takes off, before a Saturday that it works',
      '2026-11-27',
      'Asia/Seoul',
      '2026-11-28',
    ],
    ['a day off in another zone alone', '2026-12-01', 'Asia/Seoul', '2026-12-01'],
    ['a day off in the zone', '2026-12-01', 'Europe/Dublin', '2026-12-02'],
  ])('%s', async (_, day, zone, expected) => {
    const calendar = businessCalendar(zone, await publicHolidays(zone, [2026]), ownDays)
    expect(workingDayFrom(calendar, day)).toBe(expected)
  })

  it('refuses to look for one where there is none', () => {
    const first = Temporal.PlainDate.from('2026-11-27')
    const days = Array.from({ length: 4000 }, (_, later) => first.add({ days: later }).toString())
    expect(() => workingDayFrom(calendarIn('Asia/Seoul', days), '2026-11-27')).toThrow(RangeError)
  })
})

describe('whatever the instants', () => {
  const zones = ['Asia/Seoul', 'Europe/Dublin', 'America/New_York', 'Australia/Sydney', 'Pacific/Apia', 'UTC']
  const zone = fc.constantFrom(...zones)
  // Two years with four changes of clocks in each zone that has them.
  const instant = fc.integer({ min: timeOf('2025-01-01T00:00:00Z'), max: timeOf('2026-12-31T00:00:00Z') })
  const work = fc.integer({ min: 0, max: 60 * 9 * hour })
  const span = fc.integer({ min: 0, max: 40 * 24 * hour })
  const anyDay = instant.map((ms) => new Date(ms).toISOString().slice(0, 10))
  const runs = { numRuns: 300 }

  test('what was added lies between, whatever the zone’s clocks did', () => {
    fc.assert(
      fc.property(zone, instant, work, (name, from, amount) => {
        const calendar = calendarIn(name, korean)
        const due = addBusinessTime(calendar, from, amount)
        expect(businessTimeBetween(calendar, from, due)).toBe(amount)
        const local = Temporal.Instant.fromEpochMilliseconds(due).toZonedDateTimeISO(name)
        const minute = local.hour * 60 + local.minute
        expect(minute).toBeGreaterThanOrEqual(businessHours.opens)
        expect(minute).toBeLessThanOrEqual(businessHours.closes)
      }),
      runs,
    )
  })

  test('a business day is nine hours also where the clocks change', () => {
    fc.assert(
      fc.property(zone, instant, (name, from) => {
        const calendar = calendarIn(name)
        const opening = addBusinessTime(calendar, from, 0)
        const next = addBusinessTime(calendar, opening, businessDayMinutes * 60_000 + 1)
        expect(businessTimeBetween(calendar, opening, next)).toBe(businessDayMinutes * 60_000 + 1)
      }),
      runs,
    )
  })

  test('a pause moves the due time by exactly itself', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        work,
        fc.array(fc.tuple(span, span), { maxLength: 4 }),
        (name, startedAt, amount, gaps) => {
          const calendar = calendarIn(name, korean)
          let end = startedAt
          const pauses = gaps.map(([gap, length]) => {
            const from = end + gap
            end = from + length
            return { from, until: end }
          })
          const clock = { startedAt, minutes: Math.round(amount / 60_000), now: end }
          for (const kept of ['always', calendar] as const) {
            const plain = dueOf(kept, { ...clock, pauses: [] })
            const moved = dueOf(kept, { ...clock, pauses })
            const stood = pauses.reduce(
              (sum, { from, until }) =>
                sum + (kept === 'always' ? until - from : businessTimeBetween(kept, from, until)),
              0,
            )
            for (const key of ['riskAt', 'dueAt', 'chainAt'] as const) {
              const by =
                kept === 'always'
                  ? moved[key] - plain[key]
                  : businessTimeBetween(kept, plain[key], moved[key])
              expect(by).toBe(stood)
            }
          }
        },
      ),
      runs,
    )
  })

  test('a day off more never makes it earlier', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        work,
        fc.array(anyDay, { minLength: 1, maxLength: 5 }),
        (name, from, amount, days) => {
          const before = addBusinessTime(calendarIn(name, korean), from, amount)
          const withMore = addBusinessTime(calendarIn(name, [...korean, ...days]), from, amount)
          expect(withMore).toBeGreaterThanOrEqual(before)
        },
      ),
      runs,
    )
  })
})
