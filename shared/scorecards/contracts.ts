import * as z from 'zod/mini'
import { commandNow } from '#shared/core/contract.ts'
import { day } from '#shared/core/fields.ts'
import { metric } from './fields.ts'
import { targetBounds } from './target-rules.ts'

/** Command scorecards.setTarget: a target or limit of a team, from a day of its zone on. */
export const setTargetInput = z.object({
  teamId: z.uuid(),
  metric,
  rate: z.number().check(z.minimum(targetBounds.low), z.maximum(targetBounds.high)),
  /** Today or later in the team's zone. */
  effectiveFrom: day,
})
export type SetTargetInput = z.infer<typeof setTargetInput>

/** Command scorecards.withdrawTarget: takes back what was set for a day that has not come. */
export const withdrawTargetInput = z.object({ teamId: z.uuid(), metric, effectiveFrom: day })
export type WithdrawTargetInput = z.infer<typeof withdrawTargetInput>

/**
 * Command scorecards.renewBaseline: the lead says that the present rate of errors of somebody about whom there is a signal is
 * their usual one, from a week on.
 */
export const renewBaselineInput = z.object({
  personId: z.uuid(),
  teamId: z.uuid(),
  /** A Monday: of one of the weeks that raised it, up to the week that is not over. */
  week: day,
})
export type RenewBaselineInput = z.infer<typeof renewBaselineInput>

/** `base` is the version of the team's targets: how often any of them was set or withdrawn. */
const targetsEntity = ({ teamId }: { teamId: string }) => [`targets:${teamId}`]

export const scorecards = {
  setTarget: commandNow({
    name: 'scorecards.setTarget',
    version: 1,
    input: setTargetInput,
    entities: targetsEntity,
  }),
  withdrawTarget: commandNow({
    name: 'scorecards.withdrawTarget',
    version: 1,
    input: withdrawTargetInput,
    entities: targetsEntity,
  }),
  renewBaseline: commandNow({
    name: 'scorecards.renewBaseline',
    version: 1,
    input: renewBaselineInput,
    entities: ({ personId }) => [`baseline:${personId}`],
  }),
}
