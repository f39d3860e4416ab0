import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { instant, text, upTo } from '#shared/core/fields.ts'
import { caseLimit, levels, optionLimit, raterLimit } from './rules.ts'

export const option = z.object({
  value: text(100),
  ko: z.nullable(text(100)),
  en: z.nullable(text(100)),
})

const roundCase = z.object({
  caseId: z.uuid(),
  reference: text(200),
  policy: z.nullable(upTo(200)),
  /** Says what the raters are told: no content, no names. */
  description: z.nullable(text(200)),
  /** The case that it shows once more, to see whether a rater agrees with themselves. */
  repeatOf: z.nullable(z.uuid()),
  /** The gold label, which nobody reads before the round has ended. */
  expected: z.nullable(text(100)),
})

const made = {
  roundId: z.uuid(),
  teamId: z.uuid(),
  title: text(200),
  level: z.enum(levels),
  options: z.array(option).check(z.minLength(2), z.maxLength(optionLimit)),
  cases: z.array(roundCase).check(z.minLength(1), z.maxLength(caseLimit)),
}

/** Command calibration.make, by who leads the team: a round with its cases and raters at once. */
export const makeRoundInput = z.object({
  ...made,
  deadline: instant,
  raterIds: z.array(z.uuid()).check(z.minLength(2), z.maxLength(raterLimit)),
})
export type MakeRoundInput = z.infer<typeof makeRoundInput>

/** Command calibration.importRound, by who leads the team: a round that was rated elsewhere. */
export const importRoundInput = z.object({
  ...made,
  raters: z
    .array(
      z.object({
        personId: z.uuid(),
        /** One for each case, in their order; null where the person did not rate it. */
        values: z.array(z.nullable(text(100))).check(z.maxLength(caseLimit)),
      }),
    )
    .check(z.minLength(2), z.maxLength(raterLimit)),
})
export type ImportRoundInput = z.infer<typeof importRoundInput>

/** Command calibration.submit, by a rater: all ratings at once; until then they are a draft on the rater's phone. */
export const submitRatingsInput = z.object({
  roundId: z.uuid(),
  ratings: z
    .array(z.object({ caseId: z.uuid(), value: text(100), comment: z.nullable(text(1000)) }))
    .check(z.minLength(1), z.maxLength(caseLimit)),
})
export type SubmitRatingsInput = z.infer<typeof submitRatingsInput>

/** Commands calibration.close and calibration.remind, by who leads the team. */
export const roundInput = z.object({ roundId: z.uuid() })
export type RoundInput = z.infer<typeof roundInput>

/** Command calibration.split, by who leads the team: a case on which the raters split joins the policy ledger. */
export const splitInput = z.object({
  roundId: z.uuid(),
  caseId: z.uuid(),
  /** The policy that it is about; null for the one that the case names. */
  policy: z.nullable(upTo(200)),
})
export type SplitInput = z.infer<typeof splitInput>

const entities = ({ roundId }: RoundInput) => [roundId]

export const calibration = {
  make: command({ name: 'calibration.make', version: 1, input: makeRoundInput, entities }),
  importRound: commandNow({
    name: 'calibration.importRound',
    version: 1,
    input: importRoundInput,
    entities,
  }),
  submit: command({ name: 'calibration.submit', version: 1, input: submitRatingsInput, entities }),
  close: commandNow({ name: 'calibration.close', version: 1, input: roundInput, entities }),
  remind: commandNow({ name: 'calibration.remind', version: 1, input: roundInput, entities }),
  split: commandNow({ name: 'calibration.split', version: 1, input: splitInput, entities }),
}
