import { fieldsNamed, type Reading, readWith } from '#client/forms/reading.ts'
import { type SaveSeriesInput, saveSeriesInput } from '#shared/meetings/contracts.ts'
import type { SeriesView } from '#shared/meetings/views.ts'

/** The series as it is written. */
export type SeriesForm = {
  startsOn: string
  time: string
  zone: string
  everyWeeks: '1' | '2' | '4'
  minutes: '15' | '30' | '45' | '60' | '90'
  place: string
}
export const seriesFields = ['startsOn', 'time', 'zone', 'everyWeeks', 'minutes', 'place'] as const
export const intervalChoices = ['1', '2', '4'] as const
export const lengthChoices = ['15', '30', '45', '60', '90'] as const

const choiceOf = <Choice extends string>(choices: readonly Choice[], value: number, usual: Choice): Choice =>
  choices.find((choice) => Number(choice) === value) ?? usual

/** Returns the form of a series that is there. */
export const formOf = (series: SeriesView): SeriesForm => ({
  startsOn: series.startsOn,
  time: series.time,
  zone: series.zone,
  everyWeeks: choiceOf(intervalChoices, series.everyWeeks, '1'),
  minutes: choiceOf(lengthChoices, series.minutes, '30'),
  place: series.place ?? '',
})

export const newSeriesForm = (zone: string): SeriesForm => ({
  ...{ startsOn: '', time: '10:00', zone, everyWeeks: '1', minutes: '30', place: '' },
})

/** Reads the form as the input of meetings.save. */
export function readSeries(
  form: SeriesForm,
  ids: { seriesId: string; teamId: string; subjectId: string },
): Reading<(typeof seriesFields)[number], SaveSeriesInput> {
  const sent = {
    ...ids,
    startsOn: form.startsOn,
    time: form.time,
    zone: form.zone.trim(),
    everyWeeks: Number(form.everyWeeks),
    minutes: Number(form.minutes),
    place: form.place.trim() || null,
  }
  return readWith(saveSeriesInput, sent, fieldsNamed(seriesFields))
}
