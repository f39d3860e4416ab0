import { type Reading, readWith } from '#client/forms/reading.ts'
import { type SetPatternInput, setPatternInput } from '#shared/shifts/contracts.ts'
import type { PatternView } from '#shared/shifts/views.ts'

/** The weekly hours as they are written: the same on every day, or each day's own. */
export type PatternForm = {
  startsOn: string
  zone: string
  weekdays: string[]
  from: string
  until: string
  differs: boolean
  /** By weekday, while they differ. */
  hours: Record<string, { from: string; until: string }>
}
export type PatternField = 'startsOn' | 'zone' | 'from' | 'until' | 'hours'

const usual = { weekdays: ['1', '2', '3', '4', '5'], from: '09:00', until: '18:00' }

/** Returns the form of hours that begin on a day, like those that held before. */
export function patternForm(
  startsOn: string,
  zone: string,
  pattern: Pick<PatternView, 'hours'> | undefined,
): PatternForm {
  const [first, ...others] = pattern?.hours ?? []
  if (!first) {
    const weekdays = pattern ? [] : usual.weekdays
    return { startsOn, zone, ...usual, weekdays, differs: false, hours: {} }
  }
  const { from, until } = first
  return {
    ...{ startsOn, zone, from, until },
    weekdays: [first, ...others].map(({ weekday }) => String(weekday)),
    differs: others.some((hours) => hours.from !== from || hours.until !== until),
    hours: Object.fromEntries(
      [first, ...others].map((hours) => [String(hours.weekday), { from: hours.from, until: hours.until }]),
    ),
  }
}

/** Returns a weekday's hours as the form has them. */
export const hoursOf = ({ from, until, differs, hours }: PatternForm, weekday: string) =>
  (differs ? hours[weekday] : undefined) ?? { from, until }

/** Reads the form as the input of shifts.setPattern. */
export function readPattern(form: PatternForm, personId: string): Reading<PatternField, SetPatternInput> {
  const { startsOn, zone, weekdays, differs } = form
  const sent = {
    ...{ personId, startsOn, zone },
    hours: weekdays
      .toSorted((left, right) => Number(left) - Number(right))
      .map((weekday) => ({ weekday: Number(weekday), ...hoursOf(form, weekday) })),
  }
  return readWith(setPatternInput, sent, (path): PatternField | undefined => {
    if (path === 'startsOn' || path === 'zone') return path
    if (!path.startsWith('hours')) return undefined
    return differs ? 'hours' : path.endsWith('until') ? 'until' : 'from'
  })
}
