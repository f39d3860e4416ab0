import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { believableClaim, commandsKeptFor, isForgotten } from './command-age.ts'

test('a command is forgotten once its id is older than what the server keeps', () => {
  const now = Date.parse('2026-11-29T10:00:00Z')
  const day = 86_400_000
  const madeAgo = (days: number) => uuidv7({ msecs: now - days * day })
  expect(isForgotten(madeAgo(commandsKeptFor - 1), now)).toBe(false)
  expect(isForgotten(madeAgo(commandsKeptFor + 1), now)).toBe(true)
  expect(isForgotten(madeAgo(-1000), now)).toBe(false)
  expect(isForgotten(uuidv4(), now)).toBe(false)
})

test('a claim of when it was is brought into what can be', () => {
  const now = Date.parse('2026-11-29T10:00:00Z')
  const seoul = '2026-11-28T09:00:00.123456+09:00'
  expect(believableClaim(seoul, now)).toBe(seoul)
  expect(believableClaim('1970-01-01T00:00:07Z', now)).toBe('2026-08-31T10:00:00.000Z')
  expect(believableClaim('2199-01-01T00:00:00Z', now)).toBe('2026-11-29T10:00:00.000Z')
})
