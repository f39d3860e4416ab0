import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Keyboard, keyboardStates } from '#tests/support/two-set-keyboard.ts'
import { indexWord, normalised, patternSource } from './hangul-rules.ts'

const finds = (typed: string, text: string) =>
  new RegExp(patternSource(normalised(typed)), 'i').test(text.normalize('NFC'))

describe('a text in Korean', () => {
  const text = '혐오 표현 정책, 각가지 사례: 합니다. 하늘 과일 값이 앉아 까치 닭고기 갉아'
  it.each([
    ['혐오표현', 'without its blank'],
    ['혐 오표 현', 'with blanks elsewhere'],
    ['ㅎㅇㅍㅎ', 'by initials'],
    ['혐ㅇㅍㅎ', 'by a syllable and initials'],
    ['혐오 ㅍ', 'by its next initial'],
    ['혀', 'while its first syllable is typed'],
    ['혐', 'by its first syllable'],
    ['혐ㅇ', 'while its second begins'],
    ['갂', 'while 각가 is typed with one key twice'],
    ['합ㄴ', 'while a consonant waits for its vowel'],
    ['한ㅡ', 'while a vowel waits beside the final that becomes its initial'],
    ['고', 'before the second vowel of 과'],
    ['갑시', 'not at all', false],
    ['값', 'by a final of two keys'],
    ['안', 'before the second consonant of 앉'],
    ['ㄱㄱㅈ', 'by initials, two of them alike'],
    ['ㄲㅈ', 'by initials that the keyboard drew as one'],
    ['혐표', 'not with a syllable left out', false],
    ['협', 'not by another final', false],
    ['오혐', 'not in another order', false],
  ])('%s: is found %s', (typed, _, found = true) => {
    expect(finds(typed as string, text)).toBe(found)
  })

  it('is found where it lies decomposed, and by decomposed words', () => {
    expect(finds('혐오', text.normalize('NFD'))).toBe(true)
    expect(finds('혐오'.normalize('NFD'), text)).toBe(true)
  })
})

it('finds English in any case, and signs as they are', () => {
  expect(finds('hate SPEECH', 'A note on Hate speech')).toBe(true)
  expect(finds('case-1(a)', 'CASE-1(A)')).toBe(true)
  expect(finds('c.se', 'case')).toBe(false)
  expect(finds('a\\b', 'a\\b')).toBe(true)
})

const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code))
/** Syllables that the keyboard has to tell apart: alike initials and finals, doubled ones, finals of two keys. */
const close = fc.constantFrom(
  ...'가각갂갃까깎나난낝낞다달닭닮라랄바밟밥밦사산삯싸쌌아안앉않오와왜외우워위으의이하한합혐과',
)
const other = fc.constantFrom(' ', ' ', 'a', 'K', '7', '.', '(', '-')
const texts = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: close },
      { weight: 2, arbitrary: syllable },
      { weight: 1, arbitrary: other },
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((letters) => letters.join(''))
const partsOfTexts = texts.chain((text) =>
  fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.integer({ min: 1, max: text.length })),
)

test.each<Keyboard>([
  'shift',
  'twice',
])('each state of a two-set keyboard on the way to a part of a text finds the text (%s)', (keyboard) => {
  fc.assert(
    fc.property(partsOfTexts, ([text, start, length]) => {
      const part = text.slice(start, start + length)
      const states = keyboardStates(part, keyboard)
      expect(states.at(-1)).toBe(part)
      for (const state of states)
        expect(finds(state, text), `${state} on the way to ${part} in ${text}`).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('a text is found by the initials of any part of it', () => {
  const initial = (letter: string) => /[ㄱ-ㅎ]/.exec(keyboardStates(letter, 'shift')[0] ?? '')?.[0] ?? letter
  fc.assert(
    fc.property(partsOfTexts, ([text, start, length]) => {
      const part = text.slice(start, start + length)
      expect(finds([...part].map(initial).join(''), text)).toBe(true)
    }),
  )
})

test.each([
  ['혐오', '혐오'],
  ['합ㄴ', '합ㄴ'],
  ['ㅎㅇㅍㅎ', 'ㅎㅇㅍㅎ'],
  ['혐ㅇㅍㅎ', 'ㅎㅇㅍㅎ'],
  ['ㄳ', 'ㄱㅅ'],
  ['hate', 'hate'],
])('the index is asked for %s by %s', (typed, word) => {
  expect(indexWord(normalised(typed))).toBe(word)
})
