import { describe, expect, it } from 'vitest'
import type { ContentPack } from './content-pack.ts'
import { contentPack } from './content-pack.ts'
import { fits, isAtHardEnd, languagesOf, nextDay, packFaults, scoreOf } from './questionnaire-rules.ts'

const pack: ContentPack = {
  ...{ format: 1, id: 'umbrellas', version: '1', licence: 'Invented.', source: 'A test' },
  title: { en: 'Umbrellas', ko: '우산' },
  introduction: { en: 'Invented.', ko: '지어낸 것이에요.' },
  items: [
    { text: { en: 'Mine was dry.', ko: '내 것은 말랐어요.' } },
    { text: { en: 'Mine was lost.', ko: '내 것은 없어졌어요.' }, reversed: true },
  ],
  scale: [0, 1, 2, 3].map((value) => ({ value, label: { en: `${value}`, ko: `${value}` } })),
  scoring: { factor: 4, hardEnd: 'low', meaning: { en: 'More is drier.', ko: '클수록 말라요.' } },
  recallDays: 14,
  leastDistanceDays: 14,
}
const faultsOf = (change: Partial<ContentPack>) => packFaults({ ...pack, ...change }).map(({ path }) => path)

describe('a score', () => {
  it('is the sum times the factor, reversed items counted from the other end', () => {
    expect(scoreOf(pack, [3, 0])).toEqual({ score: 24, low: 0, high: 24 })
    expect(scoreOf(pack, [1, 1])).toEqual({ score: 12, low: 0, high: 24 })
    const tenths = { ...pack, scoring: { ...pack.scoring, factor: 0.1 } }
    expect(scoreOf(tenths, [2, 2])).toEqual({ score: 0.3, low: 0, high: 0.6 })
  })

  it('is at the hard end where any answer is, and nowhere else', () => {
    expect(isAtHardEnd(pack, [0, 0])).toBe(true)
    expect(isAtHardEnd(pack, [3, 3])).toBe(true)
    expect(isAtHardEnd(pack, [1, 2])).toBe(false)
    const high = { ...pack, scoring: { ...pack.scoring, hardEnd: 'high' as const } }
    expect(isAtHardEnd(high, [0, 0])).toBe(true)
    expect(isAtHardEnd(high, [0, 3])).toBe(false)
  })

  it('needs a value of the scale for each item', () => {
    expect(fits(pack, [0, 3])).toBe(true)
    for (const values of [[0], [0, 1, 2], [0, 4], [0, 0.5]]) expect(fits(pack, values)).toBe(false)
  })
})

describe('a content pack', () => {
  it('has its form, every text in the same languages and no shorter distance than its questions look back', () => {
    expect(contentPack.safeParse(pack).success).toBe(true)
    expect(packFaults(pack)).toEqual([])
    expect(languagesOf(pack)).toEqual(['ko', 'en'])
    expect(languagesOf({ ...pack, introduction: { en: 'Only' } })).toEqual(['en'])
    expect(faultsOf({ introduction: { en: 'Only' } })).toEqual(['introduction.ko'])
    expect(faultsOf({ title: { en: 'Umbrellas' } })).toContain('items[1].text.ko')
    expect(faultsOf({ leastDistanceDays: 13 })).toEqual(['leastDistanceDays'])
    const [first, ...others] = pack.scale
    expect(faultsOf({ scale: [...others, first ?? { value: 0, label: {} }] })).toEqual(['scale[3].value'])
  })

  it('has no field that the format does not have, and no text without a language', () => {
    expect(contentPack.safeParse({ ...pack, cutOff: 12 }).success).toBe(false)
    expect(contentPack.safeParse({ ...pack, title: {} }).success).toBe(false)
  })
})

it('is answered again after so many days of the person’s zone', () => {
  expect(nextDay('2026-12-01T15:30:00Z', 14, 'Asia/Seoul')).toBe('2026-12-16')
  expect(nextDay('2026-12-01T15:30:00Z', 14, 'Europe/Dublin')).toBe('2026-12-15')
})
