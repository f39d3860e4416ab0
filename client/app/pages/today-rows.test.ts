import { expect, test } from 'vitest'
import { countOf } from '#client/app/shell/today-count.ts'
import { createFormat } from '#client/lib/format.ts'
import { createTranslate } from '#client/lib/i18n.ts'
import { kindOf } from '#client/manifest/today-rows.ts'
import type { Me } from '#shared/people/views.ts'
import { type TodayItem, todayItem } from '#shared/today/kinds.ts'
import { en } from '#tests/support/catalogues.ts'
import { id, itemsOf } from '#tests/support/today-items.ts'
import { todayRows as lazyRows } from './today-rows.ts'

const todayRows = await lazyRows.preload()
const now = Date.parse('2026-11-24T09:00:00Z')
const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
const items = itemsOf({
  head: { group: 'people', at: inHours(-2), person: { personId: id, name: '민지' }, key: 'key' },
  reader: { personId: 'reader', name: 'Me' },
  teamId: id,
  inHours,
})
const all: readonly TodayItem[] = Object.values(items)
const me = { person: { personId: 'reader' }, teams: [], roles: [] } as unknown as Me
const reader = { t: createTranslate(en), format: createFormat('en', 'UTC', () => now), me }
const address = (item: TodayItem) => {
  const { pathname, search = '' } = kindOf(todayRows, item).address(item, 'reader')
  return pathname + search
}

test('every kind of row is tried', () => {
  const kinds = todayItem.def.options.map((option) => option.shape.kind.def.values[0])
  expect(Object.keys(items).sort()).toEqual([...kinds].sort())
})

test('every row leads somewhere and says why it is there', () => {
  for (const item of all) {
    const { reason, clock } = kindOf(todayRows, item).message(item, reader)
    expect(`${clock?.text ?? ''}${reason ?? ''}`, item.kind).toMatch(/\w/)
    expect(address(item), item.kind).toMatch(/^\/\w/)
  }
})

test('a note is opened with whose it is, where that is known', () => {
  expect(address(items.note_to_read)).toBe(`/notes/${id}?of=reader`)
  expect(address(items.note_unread)).toBe(`/notes/${id}?of=${id}`)
  expect(address(items.reply)).toBe(`/notes/${id}`)
  expect(address(items.escalation)).toBe(`/escalations/${id}?decide`)
  expect(address({ ...items.escalation, why: 'overdue' })).toBe(`/escalations/${id}`)
})

test('one’s own action item is called by what it is, another’s by who it is about', () => {
  const { message } = todayRows.action
  expect(message(items.action, reader).subject).toBeUndefined()
  expect(message({ ...items.action, person: { personId: 'reader', name: 'Me' } }, reader).subject).toBe(
    'Read the policy',
  )
})

test('who asked to talk can neither be settled nor put off; what is decided on its page is not settled by a tap', () => {
  const bound = all.filter((item) => !kindOf(todayRows, item).waits).map(({ kind }) => kind)
  expect(bound).toEqual(['talk'])
  expect(all.filter((item) => !kindOf(todayRows, item).settles).map(({ kind }) => kind)).toEqual([
    'undecided',
    'talk',
    'rotation',
    'policy_update',
  ])
})

test('what answers the reader is read before it is settled', () => {
  const answers = all.filter((item) => kindOf(todayRows, item).read?.(item)).map(({ kind }) => kind)
  expect(answers).toEqual(['look_answered', 'talk_answered', 'reply', 'question_answered', 'dispute_decided'])
  const { read } = todayRows.escalation
  expect(read?.({ ...items.escalation, why: 'rejected' })).toBe(true)
  expect(read?.(items.escalation)).toBe(false)
})

test('who asks to talk and what is to be decided is never settled with others', () => {
  const alone = all.filter((item) => kindOf(todayRows, item).alone?.(item)).map(({ kind }) => kind)
  expect(alone.sort()).toEqual(['confirmation', 'emergency', 'escalation', 'talk'])
  expect(todayRows.escalation.alone?.({ ...items.escalation, why: 'new' })).toBeUndefined()
})

test('the bar counts the group Now', () => {
  expect(countOf([{ ...items.signal, group: 'now' }, items.signal, items.note_to_read])).toBe(1)
})
