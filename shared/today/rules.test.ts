import { expect, test } from 'vitest'
import { itemsOf } from '#tests/support/today-items.ts'
import type { ItemOf, TodayItem } from './kinds.ts'
import { inOrder } from './rules.ts'

const now = Date.parse('2026-11-24T09:00:00Z')
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
const personId = '018f0000-0000-7000-8000-000000000001'
const person = { personId, name: 'Ana' }
const sample = itemsOf({
  head: { group: 'people', at: inHours(-2), person, key: '' },
  reader: { personId: 'reader', name: 'Me' },
  teamId: personId,
  inHours,
})
const clock = (key: string, change: Partial<ItemOf<'escalation'>>) =>
  ({ ...sample.escalation, key, group: 'now', ...change }) as const
const talk = (key: string, dueAt: string) => ({ ...sample.talk, key, group: 'now', dueAt }) as const
const keysOf = (items: readonly TodayItem[]) => inOrder(items, now).map(({ key }) => key)

test('Now begins with overdue clocks by severity, whatever else is older', () => {
  const items = [
    clock('P3 over', { why: 'overdue', severity: 'P3', dueAt: inHours(-9) }),
    clock('P0 over', { why: 'overdue', severity: 'P0', dueAt: inHours(-1) }),
    clock('P1 over, to decide', { why: 'decide', severity: 'P1', dueAt: inHours(-2) }),
    talk('talk over', inHours(-3)),
    talk('talk', inHours(3)),
  ]
  expect(keysOf(items)).toEqual(['P0 over', 'P1 over, to decide', 'talk over', 'P3 over', 'talk'])
})

test('then come requests to talk, decisions, clocks that run out, and what is new', () => {
  const items = [
    clock('new', { why: 'new', severity: 'P0', dueAt: inHours(1) }),
    clock('running', { why: 'running_out', severity: 'P0', dueAt: inHours(1) }),
    clock('decide P2', { why: 'decide', severity: 'P2', dueAt: inHours(1) }),
    clock('decide P1', { why: 'decide', severity: 'P1', dueAt: inHours(20) }),
    { ...sample.confirmation, key: 'confirm', group: 'now' } as const,
    talk('talk', inHours(3)),
  ]
  expect(keysOf(items)).toEqual(['talk', 'decide P1', 'decide P2', 'confirm', 'running', 'new'])
})

test('the other groups follow, the oldest first', () => {
  const items: TodayItem[] = [
    { ...sample.follow_up, key: 'today', group: 'today' },
    { ...sample.reply, key: 'younger', at: inHours(-1) },
    { ...sample.reply, key: 'older', at: inHours(-5) },
    talk('now', inHours(3)),
  ]
  expect(keysOf(items)).toEqual(['now', 'older', 'younger', 'today'])
})
