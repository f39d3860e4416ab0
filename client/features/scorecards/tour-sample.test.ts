import { expect, test } from 'vitest'
import { teamScorecard } from '#shared/scorecards/views.ts'
import { sampleTeam } from './tour-sample.ts'

const sample = sampleTeam('ko', '예시 팀', Date.parse('2026-11-29T00:00:00Z'))

test('is a team as the server tells one, of thirteen weeks that end with this one', () => {
  expect(teamScorecard.safeParse(sample).success).toBe(true)
  expect(sample.weeks.map(({ week }) => week).slice(-2)).toEqual(['2026-11-16', '2026-11-23'])
  for (const { name } of sample.people) expect(name).toMatch(/^예시 /)
})

test('one person of it is worth a look, by the rule of real teams', () => {
  expect(sample.signals).toMatchObject([{ kind: 'more_errors', personId: sample.people[1]?.personId }])
  expect(sample.signals[0]?.p).toBeLessThan(0.003)
})

test('somebody of it has too few decisions for a percentage, as happens', () => {
  const counts = sample.people.map(({ weeks }) => weeks[0]?.counts.n ?? 0)
  expect(Math.min(...counts)).toBeLessThan(10)
})
