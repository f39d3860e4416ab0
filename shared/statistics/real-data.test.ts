import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { computeAgreement, type Rating } from './agreement.ts'
import { fleissKappa } from './fleiss.ts'
import { rateUnits } from './ratings.ts'

const data = new URL('../../tests/data/', import.meta.url)
const real = z
  .object({
    real_data: z.object({
      hatecheck: z.record(z.string(), z.union([z.number(), z.string()])),
      square_ko: z.record(z.string(), z.union([z.number(), z.string()])),
    }),
  })
  .parse(JSON.parse(readFileSync(new URL('vectors/statistics.json', data), 'utf8'))).real_data

/** These files quote nothing, so a comma always separates. */
function rows(path: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(new URL(path, data), 'utf8').trim().split(/\r?\n/)
  const columns = head.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']))
  })
}

function fleissOf(ratings: readonly Rating[]): number | undefined {
  const units = Map.groupBy(ratings, ({ unit }) => unit)
  return fleissKappa(rateUnits([...units.values()].map((unit) => unit.map(({ value }) => value))))?.kappa
}

const hatecheck: Rating[] = rows('hatecheck/audits.csv').map((row) => ({
  unit: row.case_ref ?? '',
  rater: row.analyst ?? '',
  value: row.decision ?? '',
}))
const square: Rating[] = rows('square-ko/labels_only.csv').map((row) => ({
  unit: row.item ?? '',
  rater: row.worker ?? '',
  value: row.label ?? '',
}))

test('HateCheck: five of ten raters for each of 3,901 cases, within seconds with its interval', () => {
  const agreement = computeAgreement(hatecheck, 'nominal')
  expect(agreement).toMatchObject({
    units: real.hatecheck.units,
    ratings: real.hatecheck.ratings,
    raters: real.hatecheck.raters,
  })
  expect(agreement.alpha).toBeCloseTo(Number(real.hatecheck.krippendorff_nominal), 6)
  expect(agreement.ac1).toBeCloseTo(Number(real.hatecheck.gwet_ac1), 6)
  expect(fleissOf(hatecheck)).toBeCloseTo(Number(real.hatecheck.fleiss_kappa), 6)
  expect(agreement.low).toBeGreaterThan(0.91)
  expect(agreement.low).toBeLessThan(agreement.alpha ?? 0)
  expect(agreement.high).toBeGreaterThan(agreement.alpha ?? 1)
  expect(agreement.high).toBeLessThan(0.95)
})

test('HateCheck: the published number of cases that at least four of five raters got right', () => {
  const labels = rows('hatecheck/labels_only.csv')
  const raters = Array.from({ length: 10 }, (_, i) => `label_${i + 1}`)
  const right = labels.filter((row) => raters.filter((rater) => row[rater] === row.label_gold).length >= 4)
  expect(right).toHaveLength(Number(real.hatecheck.units_with_at_least_4_of_5_matching_gold))
  const wide = labels.flatMap((row) =>
    raters.flatMap((rater) => (row[rater] ? [{ unit: row.case_id ?? '', rater, value: row[rater] }] : [])),
  )
  expect(computeAgreement(wide, 'nominal')).toEqual(computeAgreement(hatecheck, 'nominal'))
})

test('SQuARe, Korean: three of 199 workers for each of 480 responses', () => {
  const agreement = computeAgreement(square, 'nominal')
  expect(agreement).toMatchObject({
    units: real.square_ko.units,
    ratings: real.square_ko.ratings,
    raters: real.square_ko.workers,
  })
  expect(agreement.alpha).toBeCloseTo(Number(real.square_ko.krippendorff_nominal), 6)
  expect(agreement.ac1).toBeCloseTo(Number(real.square_ko.gwet_ac1), 6)
  expect(fleissOf(square)).toBeCloseTo(Number(real.square_ko.fleiss_kappa), 6)
})

test('SQuARe: the majority of the workers is the label in the file, for every response', () => {
  const items = Map.groupBy(rows('square-ko/labels_only.csv'), (row) => row.item)
  const reproduced = [...items.values()].filter((judgements) => {
    const acceptable = judgements.filter(({ label }) => label === 'acceptable').length
    return judgements.every(({ majority }) => majority === (acceptable * 2 > judgements.length ? '1' : '0'))
  })
  expect(`${reproduced.length}/${items.size}`).toBe(real.square_ko.majority_reproduces_file_label)
})
