import { expect, test } from 'vitest'
import { type AdministratorRole, decideApart, lapsesAt, requestStateAt } from './request-rules.ts'

const asked = {
  ...{ askerId: 'asker', askedAt: '2026-12-01T00:00:00.000Z' },
  ...{ confirmedAt: null, endedAt: null, endedById: null, doneAt: null },
  waitingAt: null,
}
const instantOf = (time: string) => Date.parse(`2026-12-${time}Z`)
const timestamp = '2026-12-02T00:00:00.000Z'

test('waits for seven days from when it was asked, and lapses', () => {
  expect(requestStateAt(asked, instantOf('07T23:59:59'))).toBe('asked')
  expect(requestStateAt(asked, instantOf('08T00:00:00'))).toBe('lapsed')
  expect(lapsesAt(asked.askedAt)).toBe('2026-12-08T00:00:00.000Z')
})

test('that was confirmed is done whenever the server gets to it, and lapses no more', () => {
  const confirmed = { ...asked, confirmedAt: timestamp }
  expect(requestStateAt(confirmed, instantOf('30T00:00:00'))).toBe('confirmed')
  expect(requestStateAt({ ...confirmed, doneAt: timestamp }, instantOf('30T00:00:00'))).toBe('done')
})

test('that a legal hold keeps some of waits until it is whole', () => {
  const waiting = { ...asked, confirmedAt: timestamp, waitingAt: timestamp }
  expect(requestStateAt(waiting, instantOf('30T00:00:00'))).toBe('waits')
  expect(requestStateAt({ ...waiting, doneAt: timestamp }, instantOf('30T00:00:00'))).toBe('done')
})

test('was taken back, declined or overtaken, by who ended it', () => {
  const now = instantOf('03T00:00:00')
  expect(requestStateAt({ ...asked, endedAt: timestamp, endedById: 'asker' }, now)).toBe('withdrawn')
  expect(requestStateAt({ ...asked, endedAt: timestamp, endedById: 'another' }, now)).toBe('declined')
  expect(requestStateAt({ ...asked, endedAt: timestamp }, now)).toBe('overtaken')
})

const roleOf = (personId: string, part: Partial<AdministratorRole> = {}): AdministratorRole => ({
  ...{ personId, giverId: null, confirmerId: null, since: '2026-01-01T00:00:00Z', until: null, ...part },
})
const pair = { askerId: 'asker', confirmerId: 'confirmer', askedAt: '2026-12-10T09:00:00Z' }
const apart = (...roles: AdministratorRole[]) => decideApart(pair, roles)

test('is confirmed by somebody who administered before it was asked, and asked by such a one', () => {
  const since = '2026-12-10T09:00:01Z'
  expect(apart(roleOf('asker'), roleOf('confirmer'))).toBe(true)
  expect(apart(roleOf('asker'), roleOf('confirmer', { since }))).toBe(false)
  expect(apart(roleOf('asker', { since }), roleOf('confirmer'))).toBe(false)
  expect(apart(roleOf('asker'))).toBe(false)
  expect(apart(roleOf('asker'), roleOf('confirmer', { until: '2026-12-10T00:00:00Z' }))).toBe(false)
  expect(apart(roleOf('asker', { until: '2026-12-11T00:00:00Z' }), roleOf('confirmer'))).toBe(true)
})

test('is not confirmed through a role that the other gave or confirmed within the seven days before', () => {
  const late = { since: '2026-12-03T09:00:01Z' }
  const early = { since: '2026-12-03T09:00:00Z' }
  for (const from of [{ giverId: 'asker' }, { confirmerId: 'asker' }]) {
    expect(apart(roleOf('asker'), roleOf('confirmer', { ...from, ...late }))).toBe(false)
    expect(apart(roleOf('asker'), roleOf('confirmer', { ...from, ...early }))).toBe(true)
  }
  expect(apart(roleOf('asker', { giverId: 'confirmer', ...late }), roleOf('confirmer'))).toBe(false)
  expect(apart(roleOf('asker'), roleOf('confirmer', { giverId: 'third', ...late }))).toBe(true)
})
