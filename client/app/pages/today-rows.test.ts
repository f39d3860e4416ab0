import { expect, test } from 'vitest'
import { countOf } from '#client/app/shell/today-count.ts'
import { createFormat } from '#client/lib/format.ts'
import { createTranslate } from '#client/lib/i18n.ts'
import { kindOf } from '#client/manifest/today-rows.ts'
import type { Me } from '#shared/people/views.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { ItemOf, TodayItem, TodayKind } from '#shared/today/kinds.ts'
import { en } from '#tests/support/catalogues.ts'
import { todayRows as lazyRows } from './today-rows.ts'

const todayRows = await lazyRows.preload()
const id = '00000000-0000-7000-8000-000000000001'
const now = Date.parse('2026-11-24T09:00:00Z')
const head = {
  key: 'key',
  group: 'people',
  at: '2026-11-24T07:00:00Z',
  person: { personId: id, name: '민지' },
} as const
const signal: Signal = {
  key: 's',
  personId: id,
  teamId: id,
  metric: 'missed',
  kind: 'above_limit',
  rule: null,
  x: 14,
  n: 117,
  from: '2026-10-26',
  to: '2026-11-16',
}
const escalation: ItemOf<'escalation'> = {
  ...head,
  kind: 'escalation',
  escalationId: id,
  severity: 'P1',
  title: 'A gap',
  childSafety: false,
  why: 'decide',
  dueAt: '2026-11-24T12:00:00Z',
}
const items: { readonly [K in TodayKind]: ItemOf<K> } = {
  signal: { ...head, kind: 'signal', signal },
  look: { ...head, kind: 'look', lookId: id, auditId: id },
  look_answered: { ...head, kind: 'look_answered', auditId: id, status: 'changed' },
  note_to_read: { ...head, kind: 'note_to_read', noteId: id, recognition: false },
  note_unread: { ...head, kind: 'note_unread', noteId: id, days: 3 },
  reply: { ...head, kind: 'reply', noteId: id, replyId: id },
  follow_up: { ...head, kind: 'follow_up', noteId: id, dueOn: '2026-11-23' },
  action: { ...head, kind: 'action', noteId: id, actionId: id, title: 'Read it', dueOn: '2026-11-26' },
  talk: { ...head, kind: 'talk', requestId: id, dueAt: '2026-11-25T07:00:00Z' },
  talk_answered: { ...head, kind: 'talk_answered', requestId: id, answer: 'will_talk', proposedAt: null },
  check_in_shared: { ...head, kind: 'check_in_shared', checkInId: id },
  check_in_due: { ...head, kind: 'check_in_due' },
  escalation,
}
const all: readonly TodayItem[] = Object.values(items)
const me = { person: { personId: 'reader' } } as unknown as Me
const reader = { t: createTranslate(en), format: createFormat('en', 'UTC', () => now), me }
const address = (item: TodayItem) => {
  const { pathname, search = '' } = kindOf(todayRows, item).address(item, 'reader')
  return pathname + search
}

test('every row leads somewhere and says why it is there', () => {
  for (const item of all) {
    expect(kindOf(todayRows, item).words(item, reader).reason, item.kind).toMatch(/\w/)
    expect(address(item), item.kind).toMatch(/^\/\w/)
  }
})

test('a note is opened with whose it is, where that is known', () => {
  expect(address(items.note_to_read)).toBe(`/notes/${id}?of=reader`)
  expect(address(items.note_unread)).toBe(`/notes/${id}?of=${id}`)
  expect(address(items.reply)).toBe(`/notes/${id}`)
  expect(address(escalation)).toBe(`/escalations/${id}?decide`)
  expect(address({ ...escalation, why: 'overdue' })).toBe(`/escalations/${id}`)
})

test('one’s own action item is called by what it is, another’s by who it is about', () => {
  const { words } = todayRows.action
  expect(words(items.action, reader).subject).toBeUndefined()
  expect(words({ ...items.action, person: { personId: 'reader', name: 'Me' } }, reader).subject).toBe(
    'Read it',
  )
})

test('who asked to talk can neither be settled nor put off', () => {
  const bound = all.filter((item) => !kindOf(todayRows, item).waits).map(({ kind }) => kind)
  expect(bound).toEqual(['talk'])
  const answeredByTheirButton = all.filter((item) => !kindOf(todayRows, item).settles).map(({ kind }) => kind)
  expect(answeredByTheirButton).toEqual(['look_answered', 'reply', 'talk', 'talk_answered'])
})

test('the bar counts what somebody waits for, what is to be read and what has come due', () => {
  const counted = all.filter((item) => countOf([item]) === 1).map(({ kind }) => kind)
  expect(counted).toEqual(['look', 'note_to_read', 'follow_up', 'action', 'talk'])
  expect(countOf([{ ...items.signal, group: 'now' }, items.signal])).toBe(1)
})
