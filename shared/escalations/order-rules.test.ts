import { expect, test } from 'vitest'
import { compareOpen, type OpenPlace } from './order-rules.ts'

const now = Date.parse('2026-11-23T03:00:00Z')
const changedAt = '2026-11-20T00:00:00Z'
const placed = (severity: OpenPlace['severity'], time: string | null): OpenPlace => ({
  ...{ severity, changedAt },
  dueAt: time && `2026-11-23T${time}:00Z`,
})
const order = (places: OpenPlace[]) => places.sort((a, b) => compareOpen(a, b, now))

test('the overdue come first, the most severe among them before those that are overdue for longer', () => {
  const [p3, p0, p1] = [placed('P3', '01:00'), placed('P0', '02:59'), placed('P1', '02:00')]
  expect(order([placed('P0', '03:01'), p3, p1, p0])).toEqual([p0, p1, p3, placed('P0', '03:01')])
})

test('of one severity the longer overdue comes first; what is not overdue goes by its clock, whatever its severity', () => {
  expect(
    order([placed('P1', '02:30'), placed('P1', '02:00'), placed('P0', '05:00'), placed('P3', '04:00')]),
  ).toEqual([placed('P1', '02:00'), placed('P1', '02:30'), placed('P3', '04:00'), placed('P0', '05:00')])
})

test('what has no clock comes last, the newest of it first', () => {
  const newer = { ...placed('P0', null), changedAt: '2026-11-21T00:00:00Z' }
  expect(order([placed('P2', null), newer, placed('P3', '09:00')])).toEqual([
    placed('P3', '09:00'),
    newer,
    placed('P2', null),
  ])
})
