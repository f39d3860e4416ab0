import { expect, test } from 'vitest'
import { isDecisionAwaited, lastReminder, mayRemind } from './reminder-rules.ts'
import type { EscalationView } from './views.ts'

const now = Date.parse('2026-11-23T06:00:00Z')
const clock: EscalationView['clocks'][number] = {
  ...{ kind: 'decide', startedAt: '2026-11-23T00:00:00Z', riskAt: '2026-11-23T03:00:00Z' },
  ...{ dueAt: '2026-11-23T05:00:00Z', stoppedAt: null, pausedAt: null, calendarMissing: false },
}
const reminded = (timestamp: string): EscalationView['events'][number] => ({
  ...{ eventId: 'e', kind: 'reminded', at: timestamp, actor: null, other: null, words: null, code: null },
})
const late = {
  clocks: [clock],
  events: [],
  holder: { personId: 'holder', name: 'H' },
  steps: ['comment' as const],
  request: null,
}

test('whoever sees an overdue escalation may remind who has it, and nobody reminds themselves', () => {
  expect(mayRemind(late, 'me', now)).toBe(true)
  expect(mayRemind(late, 'holder', now)).toBe(false)
  expect(mayRemind({ ...late, holder: null }, 'me', now)).toBe(false)
  expect(mayRemind({ ...late, steps: [] }, 'me', now)).toBe(false)
})

test('not before the clock ran out, and not while it stands still', () => {
  expect(mayRemind(late, 'me', Date.parse('2026-11-23T04:59:00Z'))).toBe(false)
  const paused = { ...clock, pausedAt: '2026-11-23T04:00:00Z' }
  expect(mayRemind({ ...late, clocks: [paused] }, 'me', now)).toBe(false)
})

test('one reminder stands for an hour', () => {
  expect(mayRemind({ ...late, events: [reminded('2026-11-23T05:01:00Z')] }, 'me', now)).toBe(false)
  expect(mayRemind({ ...late, events: [reminded('2026-11-23T05:00:00Z')] }, 'me', now)).toBe(true)
})

test('who waits for a decision may say so an hour after it was asked for, whatever the clock', () => {
  const open = (timestamp: string) => isDecisionAwaited({ state: 'open', at: timestamp }, now)
  expect(open('2026-11-23T05:01:00Z')).toBe(false)
  expect(open('2026-11-23T05:00:00Z')).toBe(true)
  expect(isDecisionAwaited({ state: 'approved', at: '2026-11-23T01:00:00Z' }, now)).toBe(false)
  expect(isDecisionAwaited(null, now)).toBe(false)
})

test('the last reminder is that of who has it now', () => {
  const to = (personId: string, timestamp: string) => ({
    ...reminded(timestamp),
    other: { personId, name: '' },
  })
  const events = [
    to('holder', '2026-11-23T01:00:00Z'),
    to('holder', '2026-11-23T02:00:00Z'),
    to('x', '2026-11-23T03:00:00Z'),
  ]
  expect(lastReminder({ ...late, events })).toBe('2026-11-23T02:00:00Z')
  expect(lastReminder(late)).toBeUndefined()
})
