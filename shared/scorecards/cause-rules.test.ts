import { expect, test } from 'vitest'
import { noCounts } from '#shared/audits/rules.ts'
import { type PolicyWeeks, withCause } from './cause-rules.ts'
import type { Signal } from './views.ts'

const signal: Signal = {
  ...{ key: 'k', personId: 'p', teamId: 't', metric: 'missed', kind: 'above_limit', rule: null },
  ...{ x: 15, n: 117, from: '2026-10-26', to: '2026-11-16', cause: null },
}
const policy = (name: string, n: number, missed: number, week = '2026-11-02'): PolicyWeeks => ({
  ...{ policy: name, nameKo: null, nameEn: null },
  weeks: [
    { week, counts: { ...noCounts, n, missed } },
    { week: '2026-10-19', counts: { ...noCounts, n: 90, missed: 40 } },
  ],
})

test('is the policy with most of the errors, counted in the signal’s weeks alone', () => {
  const { cause } = withCause(signal, [policy('spam', 77, 1), policy('hate', 40, 14)])
  expect(cause).toEqual({ policy: 'hate', nameKo: null, nameEn: null, x: 14, n: 40 })
})

test('is none where the errors are spread, or lie where most decisions are', () => {
  expect(withCause(signal, [policy('spam', 57, 7), policy('hate', 60, 8)]).cause?.policy).toBe('hate')
  expect(
    withCause(signal, [policy('spam', 57, 7), policy('hate', 30, 7), policy('x', 30, 1)]).cause,
  ).toBeNull()
  expect(withCause(signal, [policy('spam', 117, 15)]).cause).toBeNull()
  expect(withCause({ ...signal, kind: 'recovery' }, [policy('hate', 40, 14)]).cause).toBeNull()
})
