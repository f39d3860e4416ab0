import { expect, test } from 'vitest'
import { type Shape, simulateSignals, usualShape } from '#tests/bench/signals.ts'

test.each([1, 2])('nobody is accused by chance, and a fall from 96 to 90 %% is found: seed %i', (seed) => {
  const figures = simulateSignals({ ...usualShape, seed, runs: 300 })
  expect(figures.falseRowsATeamQuarter).toBeLessThanOrEqual(0.6)
  expect(figures.flaggedByWeek[4]).toBeGreaterThanOrEqual(0.5)
  expect(figures.flaggedByWeek[8]).toBeGreaterThanOrEqual(0.78)
  expect(figures.flaggedByWeek[13]).toBeGreaterThanOrEqual(0.9)
  expect(figures.wrongAboveOrBelow).toBeLessThan(0.03)
})

test.each([
  { people: 4 },
  { people: 20 },
  { volume: 8 },
  { volume: 120 },
  { accuracy: 0.985, fallsTo: 0.95 },
  { accuracy: 0.88, fallsTo: 0.8 },
  { spread: 0.03 },
  { gaps: 0.25 },
] satisfies Partial<Shape>[])('nor in a team of another shape: %o', (shape: Partial<Shape>) => {
  const figures = simulateSignals({
    ...usualShape,
    ...shape,
    runs: 1200 / (shape.people ?? usualShape.people),
  })
  expect((figures.falseRowsATeamQuarter * usualShape.people) / figures.people).toBeLessThanOrEqual(0.6)
  expect(figures.wrongAboveOrBelow).toBeLessThan(0.03)
})

test.each([
  { drawn: 'risk', drawnThen: 'risk' },
  { drawn: 'turns', drawnThen: 'turns' },
  { drawn: 'even', drawnThen: 'risk' },
  { drawn: 'risk', drawnThen: 'even' },
  { drawn: 'even', drawnThen: 'turns' },
] satisfies Partial<Shape>[])('nor by how audits are drawn: %o', (shape: Partial<Shape>) => {
  const figures = simulateSignals({ ...usualShape, ...shape, runs: 150 })
  expect(figures.falseRowsATeamQuarter).toBeLessThanOrEqual(0.6)
})

test('a lead who takes whatever is raised for usual raises no more false rows, nor many of who did change', () => {
  const usual = simulateSignals({ ...usualShape, runs: 300 })
  const renewed = simulateSignals({ ...usualShape, runs: 300, renews: 1 })
  expect(renewed.falseRowsATeamQuarter).toBeLessThanOrEqual(usual.falseRowsATeamQuarter + 0.05)
  expect(renewed.falseRowsATeamQuarter).toBeLessThanOrEqual(0.6)
  // Of one person a team, in the weeks of the quarter that are left.
  expect(renewed.falseRowsAfterRenewal).toBeLessThanOrEqual(0.05)
  expect(renewed.flaggedByWeek[13]).toBeGreaterThanOrEqual(0.9)
}, 60_000)
