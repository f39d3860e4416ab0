import { expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { type InboxKind, inboxKinds } from '#shared/inbox/kinds.ts'
import { addressOf } from './address.ts'

const id = '018f0000-0000-7000-8000-000000000001'
const leadsTo: Record<InboxKind, string> = {
  approval_waiting: paths.escalation(id),
  clock_at_risk: paths.escalation(id),
  clock_overdue: paths.escalation(id),
  escalation_news: paths.escalation(id),
  mention: paths.escalation(id),
  talk_requested: paths.talks,
  talk_answered: paths.wellbeing,
  note_shared: paths.note(id),
  note_replied: paths.note(id),
  look_answered: paths.case(id),
}

test.each(inboxKinds)('a notification of %s leads to the screen behind it', (kind) => {
  expect(addressOf({ kind, entityId: id })).toBe(leadsTo[kind])
})
