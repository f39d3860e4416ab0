import { expect, test } from 'vitest'
import { AppError } from '#shared/core/errors.ts'
import { createQuotas } from './quotas.ts'

const ada = { org: 'o', person: 'ada' }
const usual = { burst: 3, perSecond: 2 }

function refusalOf(work: () => void): AppError | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  return undefined
}

test('a person has a burst of each kind, and then so many a second', () => {
  let time = 0
  const quotas = createQuotas(() => time)
  const ask = (name = 'today.list', person = ada) => refusalOf(() => quotas.take(person, name, usual))
  for (let turn = 0; turn < 3; turn++) expect(ask()).toBeUndefined()
  expect(ask()).toMatchObject({ code: 'TOO_MANY_REQUESTS', details: { retryAfter: 1 } })
  expect(ask('people.me')).toBeUndefined()
  expect(ask('today.list', { org: 'o', person: 'bea' })).toBeUndefined()
  time += 500
  expect(ask()).toBeUndefined()
  expect(ask()).toBeDefined()
  time += 3_600_000
  for (let turn = 0; turn < 3; turn++) expect(ask()).toBeUndefined()
  expect(ask()).toBeDefined()
})

test('a clock that goes back gives nothing and takes nothing', () => {
  let time = 10_000
  const quotas = createQuotas(() => time)
  const ask = () => refusalOf(() => quotas.take(ada, 'today.list', usual))
  for (let turn = 0; turn < 3; turn++) ask()
  time = 0
  expect(ask()).toBeDefined()
  time = 10_500
  expect(ask()).toBeUndefined()
})

test('what costs much has a smaller bucket, whatever is usual', () => {
  const quotas = createQuotas(() => 0)
  const ask = () => refusalOf(() => quotas.take(ada, 'checkIns.download', { burst: 1e6, perSecond: 1 }))
  for (let turn = 0; turn < 20; turn++) expect(ask()).toBeUndefined()
  expect(ask()).toMatchObject({ details: { retryAfter: 10 } })
})
