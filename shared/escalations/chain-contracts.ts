import * as z from 'zod/mini'
import { commandNow } from '#shared/core/contract.ts'
import { day, instant, text } from '#shared/core/fields.ts'
import { repeatLimit, stepLimit, stepMinutes, stepSources, turnLimit } from './chain-rules.ts'
import { severity } from './fields.ts'

export const chainStep = z
  .object({
    source: z.enum(stepSources),
    personId: z.nullable(z.uuid()),
    minutes: z.int().check(z.minimum(stepMinutes.low), z.maximum(stepMinutes.high)),
  })
  .check(
    z.refine(({ source, personId }) => (source === 'person') === (personId !== null), {
      path: ['personId'],
    }),
  )

/** Command escalations.setChain: the on-call chain of a team from a day on. Without a severity none begins. */
export const setChainInput = z.object({
  teamId: z.uuid(),
  startsOn: day,
  severities: z.array(severity).check(
    z.maxLength(4),
    z.refine((chosen) => new Set(chosen).size === chosen.length),
  ),
  repeats: z.int().check(z.minimum(0), z.maximum(repeatLimit)),
  /** None for the manager at once. */
  steps: z.array(chainStep).check(z.maxLength(stepLimit)),
})
export type SetChainInput = z.infer<typeof setChainInput>

const turn = z
  .object({ personId: z.uuid(), startsAt: instant, endsAt: instant })
  .check(z.refine(({ startsAt, endsAt }) => Date.parse(endsAt) > Date.parse(startsAt), { path: ['endsAt'] }))

/** Command escalations.importCalendar: whose turn it is for the team is what this calendar says, and no earlier one. */
export const importCalendarInput = z.object({
  teamId: z.uuid(),
  /** The calendar's or the file's name. */
  source: text(200),
  turns: z.array(turn).check(z.minLength(1), z.maxLength(turnLimit)),
})
export type ImportCalendarInput = z.infer<typeof importCalendarInput>

/** `base` is the version of the team's chain, or of its calendar: how often it was set. */
export const onCallCommands = {
  setChain: commandNow({
    name: 'escalations.setChain',
    version: 1,
    input: setChainInput,
    entities: ({ teamId }) => [`chain:${teamId}`],
  }),
  importCalendar: commandNow({
    name: 'escalations.importCalendar',
    version: 1,
    input: importCalendarInput,
    entities: ({ teamId }) => [`on-call:${teamId}`],
  }),
}
