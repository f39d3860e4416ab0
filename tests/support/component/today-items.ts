import type { TodayItem } from '#shared/today/kinds.ts'
import { analyst, lead, teamId } from './show.tsx'

export const id = '018f0000-0000-7000-8000-000000000001'
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
export const hoursFromNow = (hours: number) => hoursAgo(-hours)

type Kind = TodayItem['kind']
type ItemOf<K extends Kind> = Extract<TodayItem, { kind: K }>

const head = { group: 'people', at: hoursAgo(2), person: analyst } as const

/** One Today item of every kind, about the analyst of the team. */
export const itemsByKind: { [K in Kind]: ItemOf<K> } = {
  signal: {
    ...head,
    key: 'signal',
    kind: 'signal',
    signal: {
      key: 's',
      personId: analyst.personId,
      teamId,
      metric: 'missed',
      kind: 'above_limit',
      rule: null,
      x: 6,
      n: 40,
      from: '2026-11-02',
      to: '2026-11-16',
    },
  },
  look: { ...head, key: 'look', kind: 'look', lookId: id, auditId: id },
  look_answered: { ...head, key: 'look_answered', kind: 'look_answered', auditId: id, status: 'changed' },
  note_to_read: { ...head, key: 'note_to_read', kind: 'note_to_read', noteId: id, recognition: false },
  note_unread: { ...head, key: 'note_unread', kind: 'note_unread', noteId: id, days: 4 },
  reply: { ...head, key: 'reply', kind: 'reply', noteId: id, replyId: id },
  follow_up: { ...head, key: 'follow_up', kind: 'follow_up', noteId: id, dueOn: '2020-01-01' },
  action: {
    ...head,
    key: 'action',
    kind: 'action',
    noteId: id,
    actionId: id,
    title: 'Read the policy',
    dueOn: '2099-01-01',
  },
  talk: { ...head, key: 'talk', kind: 'talk', requestId: id, dueAt: hoursFromNow(3) },
  talk_answered: {
    ...head,
    key: 'talk_answered',
    kind: 'talk_answered',
    requestId: id,
    answer: 'will_talk',
    proposedAt: null,
  },
  check_in_shared: { ...head, key: 'check_in_shared', kind: 'check_in_shared', checkInId: id },
  escalation: {
    ...head,
    key: 'escalation',
    group: 'now',
    kind: 'escalation',
    escalationId: id,
    why: 'decide',
    severity: 'P1',
    title: 'Two clauses disagree',
    childSafety: false,
    dueAt: hoursFromNow(1),
  },
  check_in_due: {
    ...head,
    key: 'check_in_due',
    group: 'today',
    kind: 'check_in_due',
    person: { personId: lead.person.personId, name: lead.person.name },
  },
}
export const kinds = Object.keys(itemsByKind) as Kind[]
