import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError, type ErrorCode, errorCodes } from '#shared/core/errors.ts'
import { backoff, longestBackoff } from './backoff.ts'
import { classify } from './classify.ts'

test.each(
  Object.entries(errorCodes),
)('%s is treated as the list says, thrown here or answered by the server', (code, { retry }) => {
  const named = code as ErrorCode
  expect(classify(new AppError(named)).action).toBe(retry)
  const answered = { data: { httpStatus: 200, app: { code, details: { field: 'text' } } } }
  expect(classify(answered)).toEqual({ action: retry, error: { code, details: { field: 'text' } } })
})

test('what is not an answer of the server is the network', () => {
  for (const thrown of [new TypeError('Failed to fetch'), new Error('Unexpected token <'), null, 'x', {}]) {
    expect(classify(thrown)).toEqual({ action: 'later', error: { code: 'NETWORK', details: {} } })
  }
})

test('a status without one of our codes is read as the nearest of them', () => {
  const seen = [401, 403, 404, 409, 413, 426, 429, 408, 500, 502].map(
    (httpStatus) => classify({ data: { httpStatus } }).error.code,
  )
  expect(seen).toEqual([
    'UNAUTHORIZED',
    'FORBIDDEN',
    'NOT_FOUND',
    'CONFLICT',
    'INVALID',
    'APP_TOO_OLD',
    'TOO_MANY_REQUESTS',
    'UNAVAILABLE',
    'INTERNAL',
    'INTERNAL',
  ])
})

test('details come through, and nothing else', () => {
  const details = { reason: 'too_fast', retryAfter: 3, values: { n: 1, secret: { text: 'x' } }, stack: 'x' }
  expect(classify({ data: { app: { code: 'TOO_MANY_REQUESTS', details } } }).error.details).toEqual({
    reason: 'too_fast',
    retryAfter: 3,
    values: { n: 1 },
  })
})

test('backing off is jittered over a growing span, capped, and never shorter than asked', () => {
  const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), part, (attempts, random) => {
      const wait = backoff(attempts, random)
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(wait).toBeLessThanOrEqual(Math.min(longestBackoff, 1000 * 2 ** attempts))
      expect(backoff(attempts, random, 600)).toBeGreaterThanOrEqual(600_000)
    }),
  )
  expect(backoff(1, 0.5)).toBe(1000)
  expect(backoff(3, 0.5)).toBe(4000)
  expect(backoff(9999, 0.999_999)).toBe(longestBackoff)
})
