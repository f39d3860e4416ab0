import { expect, test } from 'vitest'
import { kindsThat } from './kinds.ts'
import { badgeOf } from './rules.ts'
import type { InboxItem } from './views.ts'

test('queries are given their lists of kinds from the record', () => {
  expect(kindsThat('counted')).toEqual([
    'approval_waiting',
    'clock_at_risk',
    'clock_overdue',
    'talk_requested',
    'confirmation_waiting',
    'emergency_waiting',
  ])
  expect(kindsThat('mayBeCorrective')).toEqual(['note_shared', 'look_answered'])
  expect(kindsThat('mayBeUrgent')).toEqual([
    'approval_waiting',
    'clock_at_risk',
    'clock_overdue',
    'escalation_news',
  ])
})

test('the badge counts what is unread and waits for the reader', () => {
  const item = (kind: InboxItem['kind'], readAt: string | null = null): InboxItem => ({
    inboxId: 'i',
    entityId: 'e',
    by: null,
    at: '2026-11-26T00:00:00Z',
    kind,
    readAt,
  })
  const items = [item('talk_requested'), item('mention'), item('clock_overdue', '2026-11-26T01:00:00Z')]
  expect(badgeOf({ items })).toBe(1)
})
