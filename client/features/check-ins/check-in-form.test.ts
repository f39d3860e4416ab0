import { expect, test } from 'vitest'
import { createTranslate } from '#client/lib/i18n.ts'
import { saveCheckInInput } from '#shared/check-ins/contracts.ts'
import { checkInItems } from '#shared/check-ins/rules.ts'
import { en, ko } from '#tests/support/catalogues.ts'
import { addresseeOf, isForm, isUntouched, newForm, sendingOf } from './check-in-form.ts'
import { faceLevels } from './face-scale.tsx'

const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
const ids = { checkInId: id(1), commandId: id(2), requestId: id(3) }
const lead = { personId: id(4), name: '해솔' }
const manager = { personId: id(5), name: '혜인' }
const people = {
  leads: [lead],
  addressees: [
    { person: lead, standing: 'lead' as const },
    { person: manager, standing: 'manager' as const },
  ],
}
const answers = { energy: 2, load: null, support: 5 }

test('begins with nothing said, for nobody else, and asks for no talk', () => {
  const form = newForm(ids)
  expect(isUntouched(form)).toBe(true)
  expect(form.audience).toBe('me')
  expect(sendingOf(form, people)).toEqual({ checkIn: undefined, talk: undefined })
})

test('one face is enough, and what is sent passes the schema', () => {
  const { checkIn, talk } = sendingOf({ ...newForm(ids), answers, note: '  ' }, people)
  expect(saveCheckInInput.parse(checkIn)).toEqual({
    checkInId: id(1),
    answers,
    note: null,
    audience: 'me',
    readerId: null,
  })
  expect(talk).toBeUndefined()
})

test('asking to talk leaves the audience alone, and goes out without any answer too', () => {
  const counted = sendingOf({ ...newForm(ids), answers, audience: 'total', talk: true }, people)
  expect(counted.checkIn?.audience).toBe('total')
  expect(counted.talk).toEqual({ requestId: id(3), addresseeId: lead.personId })
  const only = sendingOf({ ...newForm(ids), talk: true, addresseeId: manager.personId }, people)
  expect(only).toEqual({ checkIn: undefined, talk: { requestId: id(3), addresseeId: manager.personId } })
})

test('shares with a lead by name, and with nobody where there is none any more', () => {
  const form = { ...newForm(ids), answers, audience: 'lead' as const, readerId: id(9) }
  expect(sendingOf(form, people).checkIn).toMatchObject({ audience: 'lead', readerId: lead.personId })
  const none = { leads: [], addressees: [] }
  expect(sendingOf({ ...form, talk: true }, none)).toMatchObject({
    checkIn: { audience: 'me', readerId: null },
    talk: undefined,
  })
  expect(addresseeOf(form, none)).toBeUndefined()
})

test('comes back from a draft, and nothing else does', () => {
  const form = { ...newForm(ids), answers, note: '쓰던 글', talk: true }
  expect(isForm(JSON.parse(JSON.stringify(form)))).toBe(true)
  expect(isForm({ ...form, audience: 'everybody' })).toBe(false)
  expect(isForm({ ...form, answers: null })).toBe(false)
  expect(isForm(null)).toBe(false)
})

test('every face has a word of its own in both languages, and the ends say so', () => {
  for (const catalogue of [en, ko]) {
    const t = createTranslate(catalogue)
    for (const item of checkInItems) {
      const labels = faceLevels.map((level) => t(`checkin.${item}.${level}`))
      expect(new Set(labels).size).toBe(5)
      expect(labels.every((word) => word.length <= 12)).toBe(true)
    }
  }
  const said = createTranslate(ko)
  expect(faceLevels.map((level) => said(`checkin.load.${level}`))).toEqual([
    '아주 무거워요',
    '무거워요',
    '보통이에요',
    '가벼워요',
    '거의 없어요',
  ])
})
