import { calibration } from '#shared/calibration/contracts.ts'
import type { TodayView } from '#shared/today/views.ts'
import { withMadeRound, withSubmitted, withSubmittedIn } from './calibration-changes.ts'
import { paths } from './calibration-paths.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withoutItems } from './today-changes.ts'

const withoutRound = (view: TodayView, { roundId }: { roundId: string }) =>
  withoutItems(view, (item) => item.kind === 'calibration_due' && item.roundId === roundId)

export const calibrationOnPhone: OnPhoneOf<'calibration'> = {
  make: onPhone(calibration.make, {
    editor: ({ roundId, teamId }) => `${paths.newRound(teamId)}?round=${roundId}`,
    cache: { 'calibration.rounds': withMadeRound },
    rereads: ['calibration.rounds'],
  }),
  submit: onPhone(calibration.submit, {
    editor: ({ roundId }) => paths.rate(roundId),
    cache: {
      'calibration.round': withSubmitted,
      'calibration.rounds': withSubmittedIn,
      'today.list': withoutRound,
    },
    rereads: ['calibration.round', 'calibration.rounds'],
  }),
}
