import { expect, test } from 'vitest'
import { inboxKinds } from '#shared/inbox/kinds.ts'
import { addressOf } from './notification-address.ts'

test('every notification leads to the screen of its feature', () => {
  const found = Object.fromEntries(inboxKinds.map((kind) => [kind, addressOf({ kind, entityId: 'one' })]))
  expect(found).toEqual({
    approval_waiting: '/escalations/one',
    clock_at_risk: '/escalations/one',
    clock_overdue: '/escalations/one',
    escalation_news: '/escalations/one',
    mention: '/escalations/one',
    talk_requested: '/wellbeing/talks',
    talk_answered: '/wellbeing',
    note_shared: '/notes/one',
    note_replied: '/notes/one',
    look_answered: '/cases/one',
  })
})
