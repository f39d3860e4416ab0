import { expect, test } from 'vitest'
import { mayRemind } from './reminder-rules.ts'
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

test('one reminder stands for four hours', () => {
  expect(mayRemind({ ...late, events: [reminded('2026-11-23T02:01:00Z')] }, 'me', now)).toBe(false)
  expect(mayRemind({ ...late, events: [reminded('2026-11-23T02:00:00Z')] }, 'me', now)).toBe(true)
})
