import { describe, expect, test } from 'vitest'
import { languages, queues } from '#server/demo/queues.ts'
import { policies } from '#server/demo/story.ts'
import { nameOf, ownName, readable } from './name-rules.ts'

test.each([
  ['hate-speech', 'Hate speech'],
  ['HATE_SPEECH', 'Hate speech'],
  ['live.video', 'Live video'],
  ['comments', 'Comments'],
  ['혐오 표현', '혐오 표현'],
  ['4.2항', '4.2항'],
  ['1234', '1234'],
  ['A long sentence, not a code', 'A long sentence, not a code'],
])('%s reads %s', (code, expected) => {
  expect(readable(code)).toBe(expected)
})

test('languages and usual verdicts have names of their own in both languages', () => {
  expect([ownName('language', 'ko', 'ko'), ownName('language', 'ko', 'en')]).toEqual(['한국어', 'Korean'])
  expect(ownName('language', 'Korean', 'ko')).toBe('Korean')
  expect(ownName('language', 'zz', 'en')).toBe('Zz')
  expect([ownName('decision', 'Non_Violating', 'ko'), ownName('decision', 'violating', 'en')]).toEqual([
    '위반 아님',
    'Violating',
  ])
})

test('decisions of Ozone read as words, and a label as what was set', () => {
  expect([ownName('decision', 'takedown', 'ko'), ownName('decision', 'reverseTakedown', 'en')]).toEqual([
    '게시 중단',
    'Takedown reversed',
  ])
  expect(ownName('decision', 'label graphic-media spam', 'ko')).toBe('라벨: Graphic media, Spam')
})

test('an administrator’s name comes first, in each language by itself', () => {
  const named = { kind: 'queue', code: 'live-chat', nameKo: '실시간 채팅', nameEn: null } as const
  expect([nameOf(named, 'ko'), nameOf(named, 'en')]).toEqual(['실시간 채팅', 'Live chat'])
})

describe('nothing of the demo is read as a code', () => {
  const codes = [
    ...policies.map(({ code }) => ['policy', code] as const),
    ...Object.values(queues).flatMap((shares) => shares.map(([code]) => ['queue', code] as const)),
    ...Object.values(languages).flatMap((shares) => shares.map(([code]) => ['language', code] as const)),
    ...['violating', 'non-violating', 'age-restricted'].map((code) => ['decision', code] as const),
  ]
  test.each(codes)('%s %s', (kind, code) => {
    for (const locale of ['ko', 'en'] as const)
      expect(ownName(kind, code, locale)).not.toMatch(/^[a-z]+([-_][a-z]+)*$/)
  })
})
