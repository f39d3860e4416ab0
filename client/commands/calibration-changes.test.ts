import { expect, test } from 'vitest'
import type { MakeRoundInput } from '#shared/calibration/contracts.ts'
import { withMadeRound, withSubmittedIn } from './calibration-changes.ts'

const act = { by: { personId: 'lead', name: 'Lead' }, at: '2026-11-29T01:00:00Z' }
const input: MakeRoundInput = {
  ...{ roundId: 'round', teamId: 'team', title: 'Round', level: 'nominal', options: [] },
  ...{ cases: [], deadline: '2026-12-01T00:00:00Z', raterIds: ['lead', 'other'] },
}
const made = withMadeRound({ rounds: [] }, input, act)

test('a round that is not sent yet stands first, with nobody’s ratings', () => {
  expect(made.rounds).toMatchObject([{ roundId: 'round', raters: 2, submitted: 0, own: 'open' }])
  expect(withMadeRound(made, input, act)).toBe(made)
})

test('ratings that are submitted count once', () => {
  const submitted = withSubmittedIn(made, { roundId: 'round', ratings: [] })
  expect(submitted.rounds).toMatchObject([{ submitted: 1, own: 'submitted' }])
  expect(withSubmittedIn(submitted, { roundId: 'round', ratings: [] })).toBe(submitted)
})
