import { expect, test } from 'vitest'
import type { NoteView } from '#shared/coaching/views.ts'
import { formOf, formOfInput, isEmpty, isForm, newForm } from './note-form.ts'
import { fieldOf, readNote } from './read-note.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ids = { noteId: id(1), commandId: id(2) }
const about = { teamId: id(3), subjectId: id(4) }
const texts = newForm(ids).texts

test('a form without a choice of readers is no note, and says so at its field', () => {
  expect(readNote({ ...newForm(ids), texts: { ...texts, text: '봤습니다.' } }, about)).toEqual({
    faults: { audience: 'missing' },
  })
})

test('every part of the chosen kind has to be written, and none of another kind', () => {
  const form = { ...newForm(ids, { kind: 'sbi' }), audience: 'person' as const }
  const started = { ...form, texts: { ...texts, situation: '큐에서', text: '남은 메모' } }
  expect(readNote(started, about)).toEqual({
    faults: { 'texts.behaviour': 'missing', 'texts.impact': 'missing' },
  })
  const whole = { ...started, texts: { ...started.texts, behaviour: '판정', impact: '신고' } }
  const made = readNote(whole, about)
  expect('input' in made && made.input.body).toEqual({
    ...{ kind: 'sbi', situation: '큐에서', behaviour: '판정', impact: '신고' },
  })
})

test('a shared note does not become private again, and may be shared more widely', () => {
  const form = { ...newForm(ids), base: 1, sharedWith: 'person' as const, texts: { ...texts, text: '…' } }
  expect(readNote({ ...form, audience: 'me' }, about)).toEqual({ faults: { audience: 'refused' } })
  expect('input' in readNote({ ...form, audience: 'manager' }, about)).toBe(true)
})

const note: NoteView = {
  ...{ noteId: id(1), teamId: id(3), audience: 'person', readers: [] },
  body: { kind: 'quick', text: '함께 봤습니다.' },
  ...{ author: { personId: id(5), name: '서연' }, subject: { personId: id(4), name: '민지' } },
  ...{ criterion: null, evidence: [id(7)], followUpOn: '2026-12-07', followedUpAt: null },
  ...{ createdAt: '', acknowledgedAt: null, addenda: [], replies: [], olderReplies: null, version: 3 },
  actions: [
    { title: '읽기', dueOn: null, doneAt: null, version: 1, actionId: id(8), noteId: id(1) },
    { title: '끝남', dueOn: null, doneAt: '2026-11-20', version: 2, actionId: id(9), noteId: id(1) },
  ].map((item) => ({ ...item, comments: [], owner: { personId: id(4), name: '민지' } })),
}

test('a revision begins with what the note says, on the version that was read, without finished items', () => {
  const form = formOf(note, id(2))
  expect(form).toMatchObject({ base: 3, sharedWith: 'person', evidence: [id(7)], followUpOn: '2026-12-07' })
  expect(form.actions.map(({ title }) => title)).toEqual(['읽기'])
  expect(isForm(JSON.parse(JSON.stringify(form)))).toBe(true)
})

test('what was refused comes back as it was written', () => {
  const made = readNote({ ...formOf(note, id(2)), audience: 'person' }, about)
  if (!('input' in made)) throw new Error('It was a whole note')
  const form = formOfInput(made.input, { commandId: id(2), base: 4, sharedWith: 'person' })
  expect(readNote(form, about)).toEqual(made)
  expect(form.base).toBe(4)
})

test('a refusal is shown at the field that the server names', () => {
  expect(fieldOf('body.impact')).toBe('texts.impact')
  expect(fieldOf('actions.0.ownerId')).toBe('actions')
  expect(fieldOf('audience')).toBe('audience')
  expect(fieldOf('teamId')).toBeUndefined()
  expect(fieldOf(undefined)).toBeUndefined()
})

test('a draft with nothing of one’s own is empty; what is no form is not taken for one', () => {
  expect(isEmpty(newForm(ids))).toBe(true)
  expect(isEmpty({ ...newForm(ids), texts: { ...texts, goal: 'ㄱ' } })).toBe(false)
  expect(isForm(null)).toBe(false)
  expect(isForm({ noteId: id(1) })).toBe(false)
})
