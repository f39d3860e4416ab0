import { expect, test } from 'vitest'
import { pointOf, readCriterion, readKind } from './criterion-search.ts'

const signal = 'metric=missed&from=2026-10-26&to=2026-11-16&x=14&n=117'
const read = (search: string) => readCriterion(new URLSearchParams(search))

test('a signal in the address is a criterion, with or without a policy', () => {
  expect(read(signal)).toEqual({
    ...{ metric: 'missed', policy: null, x: 14, n: 117 },
    ...{ from: '2026-10-26', to: '2026-11-16' },
  })
  expect(read(`${signal}&policy=4.2`)?.policy).toBe('4.2')
})

test('an address that makes no sense is none', () => {
  expect(read('')).toBeNull()
  expect(read(signal.replace('x=14', 'x=many'))).toBeNull()
  expect(read(signal.replace('missed', 'charm'))).toBeNull()
  expect(readKind(new URLSearchParams('kind=praise'))).toBeUndefined()
})

test('drafts of one person are told apart by the point that they are about', () => {
  expect(pointOf(new URLSearchParams(signal))).toBe('missed')
  expect(pointOf(new URLSearchParams(`${signal}&policy=4.2`))).toBe('missed:4.2')
  expect(pointOf(new URLSearchParams(''))).toBeUndefined()
  expect(pointOf(new URLSearchParams('draft=missed'))).toBe('missed')
})
