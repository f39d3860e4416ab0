import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type { MakeRoundInput, SubmitRatingsInput } from '#shared/calibration/contracts.ts'
import type { RoundSummary, RoundsView, RoundView } from '#shared/calibration/views.ts'

const isOpen = (round: RoundSummary, { roundId }: SubmitRatingsInput) =>
  round.roundId === roundId && round.own === 'open'

/** The reader's ratings are in; what the others gave is the server's to say. */
function submitted<R extends RoundSummary>(round: R): R {
  return { ...round, own: 'submitted', submitted: round.submitted + 1 }
}

export const withSubmitted = (view: RoundView, input: SubmitRatingsInput): RoundView =>
  isOpen(view, input) ? submitted(view) : view

export const withSubmittedIn = (view: RoundsView, input: SubmitRatingsInput): RoundsView =>
  view.rounds.some((round) => isOpen(round, input))
    ? { ...view, rounds: view.rounds.map((round) => (isOpen(round, input) ? submitted(round) : round)) }
    : view

/** The round at the head of the list; nobody has submitted yet. */
export function withMadeRound(
  view: RoundsView,
  { roundId, teamId, title, deadline, cases, raterIds }: MakeRoundInput,
  { by, at }: Pick<Writing, 'by' | 'at'>,
): RoundsView {
  if (view.rounds.some((round) => round.roundId === roundId)) return view
  const round: RoundSummary = {
    ...{ roundId, teamId, title, deadline, createdAt: at, closedAt: null, imported: false },
    ...{ cases: cases.length, raters: raterIds.length, submitted: 0 },
    own: raterIds.includes(by.personId) ? 'open' : null,
  }
  return { ...view, rounds: [round, ...view.rounds] }
}
