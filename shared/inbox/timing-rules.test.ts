import { expect, test } from 'vitest'
import { type ChosenTimings, choiceGroups, fixedGroups } from './choice-rules.ts'
import { inboxKinds, kindsThat } from './kinds.ts'
import { groupOf, timingOf } from './timing-rules.ts'

const allOff = Object.fromEntries(choiceGroups.map((group) => [group, 'off'])) as ChosenTimings

test('every kind is in a group, and every group has a kind', () => {
  expect(Object.keys(groupOf).toSorted()).toEqual([...inboxKinds].toSorted())
  expect([...new Set(Object.values(groupOf))].toSorted()).toEqual(
    [...choiceGroups, ...fixedGroups].toSorted(),
  )
})

test('clocks, requests to talk and changes of the own account go out at once though everything is off', () => {
  const still = inboxKinds.filter((kind) => timingOf({ kind, urgent: false }, allOff) === 'now')
  expect(still.toSorted()).toEqual([
    'address_asked',
    'address_confirmed',
    'address_declined',
    'clock_at_risk',
    'clock_overdue',
    'emergency_opened',
    'on_call',
    'talk_requested',
  ])
})

test('nothing that is urgent waits, whatever was chosen', () => {
  for (const kind of kindsThat('mayBeUrgent')) expect(timingOf({ kind, urgent: true }, allOff)).toBe('now')
})

test('a group that nothing was chosen for goes out at once', () => {
  expect(timingOf({ kind: 'note_shared', urgent: false }, {})).toBe('now')
  expect(timingOf({ kind: 'note_shared', urgent: false }, { notes: 'digest' })).toBe('digest')
  expect(timingOf({ kind: 'action_due', urgent: false }, { notes: 'digest' })).toBe('now')
})
