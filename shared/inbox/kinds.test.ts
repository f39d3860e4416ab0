import { expect, test } from 'vitest'
import { kindsThat } from './kinds.ts'

test('queries are given their lists of kinds from the record', () => {
  expect(kindsThat('counted')).toEqual([
    'approval_waiting',
    'on_call',
    'clock_at_risk',
    'clock_overdue',
    'talk_requested',
    'dispute_raised',
    'recheck_asked',
    'confirmation_waiting',
    'request_waiting',
    'emergency_waiting',
  ])
  expect(kindsThat('mayBeCorrective')).toEqual([
    'note_shared',
    'note_added',
    'review_published',
    'dispute_decided',
    'look_answered',
    'ruling_applied',
  ])
  expect(kindsThat('mayBeUrgent')).toEqual([
    'approval_waiting',
    'on_call',
    'clock_at_risk',
    'clock_overdue',
    'escalation_news',
    'mention',
  ])
})
