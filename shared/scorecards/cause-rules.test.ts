import { expect, test } from 'vitest'
import { causeOf, type StratumCounts } from './cause-rules.ts'

const signal = { x: 15, n: 117, baseline: 0.04 }
const part = (code: string, x: number, n: number, stratum: StratumCounts['stratum'] = 'policy') => ({
  ...{ stratum, code, nameKo: null, nameEn: null, x, n },
})

test('is the stratum that holds most of the errors beyond the baseline', () => {
  expect(causeOf(signal, [part('spam', 1, 77), part('hate', 14, 40)])?.code).toBe('hate')
})

test('is the narrowest of several that would do: a policy rather than the language that it comes in', () => {
  const strata = [part('ko', 15, 100, 'language'), part('hate', 14, 40), part('live', 13, 70, 'queue')]
  expect(causeOf(signal, strata)?.code).toBe('hate')
  expect(
    causeOf(signal, [part('hate', 7, 60), part('spam', 5, 40), part('live', 13, 50, 'queue')])?.code,
  ).toBe('live')
})

test('is none where errors are spread, are most where decisions are, or where the stratum is all there is', () => {
  expect(causeOf(signal, [part('spam', 7, 57), part('hate', 5, 30), part('threat', 3, 30)])).toBeNull()
  expect(causeOf(signal, [part('spam', 15, 117)])).toBeNull()
  expect(causeOf(signal, [part('spam', 10, 100)])).toBeNull()
  expect(causeOf(signal, [])).toBeNull()
})
