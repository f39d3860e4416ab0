/** @module-tag attack */

import pg from 'pg'
import { expect, test } from 'vitest'
import { loggedError } from './log.ts'

const address = 'https://example.org/1'

function databaseError(): Error {
  const error = new pg.DatabaseError(`new row holds ${address}`, 1, 'error')
  return Object.assign(error, {
    ...{ severity: 'ERROR', code: '23514', table: 'escalation_event', constraint: 'escalation_event_words' },
    ...{ detail: `Failing row contains (${address}).`, where: address, internalQuery: address },
  })
}

const logged = {
  ...{ type: 'DatabaseError', code: '23514' },
  ...{ table: 'escalation_event', constraint: 'escalation_event_words' },
}

test('of an error of PostgreSQL only code, table and constraint are logged', () => {
  expect(loggedError(databaseError())).toEqual(logged)
})

test('an error that PostgreSQL caused repeats nothing of it either', () => {
  const outer = new Error(`could not save ${address}`, { cause: databaseError() })
  expect(loggedError(outer)).toEqual(logged)
  expect(loggedError(new AggregateError([outer]))).toEqual({ type: 'AggregateError', errors: [logged] })
})

test('of another error message, stack and code are logged, and what else was hung on it is not', () => {
  const error = Object.assign(new Error('port in use'), { code: 'EADDRINUSE', body: address })
  expect(loggedError(error)).toMatchObject({ type: 'Error', message: 'port in use', code: 'EADDRINUSE' })
  expect(JSON.stringify(loggedError(error))).not.toContain(address)
  expect(loggedError(address)).toEqual({ type: 'string' })
})
