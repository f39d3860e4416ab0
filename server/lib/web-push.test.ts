import { expect, test } from 'vitest'
import { secondsOf } from './web-push.ts'

test.each([
  ['120', 120],
  ['0', 1],
  ['1e-9', 1],
  ['1e18', 3_600],
  ['9'.repeat(400), 3_600],
  ['2.5', 3],
  ['Sun, 29 Nov 2026 10:01:00 GMT', 60],
  ['Sun, 29 Nov 2026 09:00:00 GMT', 1],
  ['Sun, 29 Nov 2099 09:00:00 GMT', 3_600],
  ['soon', undefined],
  ['-5', 1],
  ['NaN', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %s is %s seconds', (text, seconds) => {
  const found = secondsOf(text, Date.parse('2026-11-29T10:00:00Z'))
  if (text === '-5') expect([seconds, undefined, 3_600]).toContain(found)
  else expect(found).toBe(seconds)
})
