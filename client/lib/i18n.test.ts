import { expect, test } from 'vitest'
import { errorCodes } from '#shared/core/errors.ts'
import { en, ko } from '#tests/support/catalogues.ts'
import {
  createTranslate,
  loadCatalogue,
  loadLaterMessages,
  loadRareMessages,
  preferredLocale,
} from './i18n.ts'

test('a message is a text or a function of its values', () => {
  const t = createTranslate(en)
  expect(t('ui.close')).toBe('Close')
  expect(t('score.cases', { n: 1 })).toBe('See 1 case')
  expect(createTranslate(ko)('note.share', { name: '민지' })).toBe('민지 님에게 공유')
})

test('every code that the server may answer with has its sentence in both languages', () => {
  for (const code of Object.keys(errorCodes))
    for (const catalogue of [en, ko]) expect(Object.keys(catalogue)).toContain(`error.${code}`)
})

test('the browser’s first language that Dure speaks wins', () => {
  expect(preferredLocale(['fr-FR', 'en-US', 'ko-KR'])).toBe('en')
  expect(preferredLocale(['ko-KR', 'en'])).toBe('ko')
  expect(preferredLocale(['de'])).toBe('ko')
})

test('a catalogue is fetched once: the first words at once, the others when a screen needs them', async () => {
  expect(loadCatalogue('ko')).toBe(loadCatalogue('ko'))
  const messages = await loadCatalogue('ko')
  expect(messages['today.act.done']).toBe(ko['today.act.done'])
  expect(messages['note.title']).toBeUndefined()
  expect(messages['import.check']).toBeUndefined()
  await loadLaterMessages()
  expect(messages['note.title']).toBe(ko['note.title'])
  expect(messages['import.check']).toBeUndefined()
  await loadRareMessages()
  expect(messages).toEqual(ko)
  expect(await loadCatalogue('ko')).toBe(messages)
})

test('a language that is chosen later brings all its words', async () => {
  expect(await loadCatalogue('en')).toEqual(en)
})
