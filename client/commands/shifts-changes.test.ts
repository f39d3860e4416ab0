import { expect, test } from 'vitest'
import type { SaveEntryInput, SetPatternInput } from '#shared/shifts/contracts.ts'
import type { PersonShifts } from '#shared/shifts/views.ts'
import { withEntry, withoutEntry, withoutPattern, withPattern } from './shifts-changes.ts'

const by = { personId: 'lead', name: 'Lead' }
const act = { by, version: 1 }
const zone = 'Asia/Seoul'
const empty: PersonShifts = {
  ...{ person: { personId: 'analyst', name: 'Analyst' }, zone },
  ...{ patterns: [], entries: [], dismissed: [] },
}
const other: PersonShifts = { ...empty, person: { personId: 'other', name: 'Other' } }
const pattern: SetPatternInput = {
  ...{ personId: 'analyst', startsOn: '2026-12-07', zone },
  hours: [{ weekday: 1, from: '09:00', until: '18:00' }],
}
const entry: SaveEntryInput = {
  ...{ entryId: 'one', personId: 'analyst', kind: 'away', zone },
  ...{ firstDay: '2026-12-21', from: null, lastDay: '2026-12-23', until: null },
}

test('weekly hours that are not sent yet are there, the newest first, and once a day', () => {
  const set = withPattern(empty, pattern, act)
  expect(set.patterns).toEqual([{ startsOn: '2026-12-07', zone, hours: pattern.hours, by }])
  expect(withPattern(set, pattern, act)).toBe(set)
  const later = withPattern(set, { ...pattern, startsOn: '2026-12-14' }, act)
  expect(later.patterns.map(({ startsOn }) => startsOn)).toEqual(['2026-12-14', '2026-12-07'])
  const changed = withPattern(later, { ...pattern, hours: [] }, act)
  expect(changed.patterns.map(({ hours }) => hours.length)).toEqual([1, 0])
})

test('weekly hours are taken back once', () => {
  const set = withPattern(empty, pattern, act)
  const input = { personId: 'analyst', startsOn: pattern.startsOn }
  expect(withoutPattern(set, input).patterns).toEqual([])
  expect(withoutPattern(empty, input)).toBe(empty)
})

test('an entry is added in the order of its day, and revised by a later version alone', () => {
  const set = withEntry(
    withEntry(empty, entry, act),
    { ...entry, entryId: 'two', firstDay: '2026-12-08' },
    act,
  )
  expect(set.entries.map(({ entryId }) => entryId)).toEqual(['two', 'one'])
  const revised = withEntry(set, { ...entry, lastDay: '2026-12-24' }, { by, version: 2 })
  expect(revised.entries.find(({ entryId }) => entryId === 'one')).toMatchObject({
    ...{ lastDay: '2026-12-24', version: 2, imported: false },
  })
  expect(withEntry(revised, entry, act)).toBe(revised)
})

test('an imported entry that is corrected is one of the hand’s from then on, and says where it came from', () => {
  const [imported] = withEntry(empty, entry, act).entries
  if (!imported) throw new Error('no entry')
  const view = { ...empty, entries: [{ ...imported, imported: true, source: 'Rota', sourceKey: 'key' }] }
  expect(withEntry(view, entry, { by, version: 2 }).entries).toMatchObject([
    { imported: false, source: 'Rota', sourceKey: 'key' },
  ])
})

test('an entry is removed once, and the shifts of somebody else are left alone', () => {
  const set = withEntry(empty, entry, act)
  expect(withoutEntry(set, entry).entries).toEqual([])
  expect(withoutEntry(empty, entry)).toBe(empty)
  expect(withEntry(other, entry, act)).toBe(other)
  expect(withPattern(other, pattern, act)).toBe(other)
  expect(withoutEntry(other, entry)).toBe(other)
  expect(withoutPattern(other, pattern)).toBe(other)
})
