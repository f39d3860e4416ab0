import { longForm } from '#shared/calibration/long-form.ts'
import type { RoundView } from '#shared/calibration/views.ts'
import { writeCsv } from '#shared/tables/write.ts'

/** Returns a round's ratings as a CSV in long form, which `dure agreement` reads; people of one name are numbered. */
export function csvOf({ items, people, result }: Pick<RoundView, 'items' | 'people' | 'result'>): string {
  const names = new Map<string, string>()
  const taken = new Map<string, number>()
  for (const { personId, name } of people) {
    const n = (taken.get(name) ?? 0) + 1
    taken.set(name, n)
    names.set(personId, n === 1 ? name : `${name} ${n}`)
  }
  const ratings = [...(result?.cases ?? []), ...(result?.repeats ?? [])].flatMap(({ caseId, marks }) =>
    marks.map((mark) => ({ caseId, ...mark })),
  )
  return writeCsv([
    ['case', 'rater', 'value', 'comment'],
    ...longForm(items, ratings).map(({ unit, rater, value, comment }) => [
      ...[unit, names.get(rater) ?? rater, value, comment ?? ''],
    ]),
  ])
}
