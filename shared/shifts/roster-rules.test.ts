import { expect, test } from 'vitest'
import { type KnownItem, type RosterItem, rosterChanges, rosterKey } from './roster-rules.ts'

const item = (firstDay: string, personId = 'kim'): RosterItem => ({
  ...{
    personId,
    kind: 'work',
    firstDay,
    from: '09:00',
    lastDay: firstDay,
    until: '18:00',
    zone: 'Asia/Seoul',
  },
})
const known = (found: RosterItem, corrected = false): KnownItem => ({
  ...{ personId: found.personId, key: rosterKey(found), lastDay: found.lastDay, corrected },
})
const today = '2026-12-07'

test('the same once more changes nothing', () => {
  const items = [item('2026-12-07'), item('2026-12-08'), item('2026-12-08', 'lee')]
  const again = rosterChanges(
    items,
    items.map((found) => known(found)),
    today,
  )
  expect(again).toEqual({ added: [], removed: [], unchanged: 3, kept: 0 })
  expect(rosterChanges([...items, ...items], [], today).added).toEqual(items)
})

test('what the file leaves out is removed from today on; what is older than the file stays', () => {
  const [past, first, later] = [item('2026-11-02'), item('2026-12-07'), item('2026-12-09')]
  const { removed, unchanged } = rosterChanges([later], [known(past), known(first), known(later)], today)
  expect(removed).toEqual([known(first)])
  expect(unchanged).toBe(1)
  expect(rosterChanges([item('2026-11-01'), later], [known(past), known(later)], today).removed).toEqual([
    known(past),
  ])
})

test('what was corrected by hand stays, in the file or not', () => {
  const [corrected, other] = [item('2026-12-08'), item('2026-12-09')]
  expect(rosterChanges([corrected, other], [known(corrected, true)], today)).toMatchObject({
    ...{ added: [other], removed: [], unchanged: 0, kept: 1 },
  })
  expect(rosterChanges([other], [known(corrected, true)], today).removed).toEqual([])
})
