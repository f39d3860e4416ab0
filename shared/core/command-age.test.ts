import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { commandsKeptFor, isForgotten } from './command-age.ts'

test('a command is forgotten once its id is older than what the server keeps', () => {
  const now = Date.parse('2026-11-29T10:00:00Z')
  const day = 86_400_000
  const madeAgo = (days: number) => uuidv7({ msecs: now - days * day })
  expect(isForgotten(madeAgo(commandsKeptFor - 1), now)).toBe(false)
  expect(isForgotten(madeAgo(commandsKeptFor + 1), now)).toBe(true)
  expect(isForgotten(madeAgo(-1000), now)).toBe(false)
  expect(isForgotten(uuidv4(), now)).toBe(false)
})
