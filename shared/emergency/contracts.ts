import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { text } from '#shared/core/fields.ts'
import { emergencyHours, reasonLimits } from './rules.ts'

/** An administrator reads what is about one person, for some hours, once somebody else confirmed it. */

/**
 * Command emergency.ask, by an administrator about somebody else. FORBIDDEN 'nobody_confirms' where nobody else could
 * confirm it: then whoever runs the server opens it. CONFLICT 'asked_already' while one of theirs about the person stands.
 */
export const askInput = z.object({
  accessId: z.uuid(),
  subjectId: z.uuid(),
  reason: text(reasonLimits.largest).check(z.minLength(reasonLimits.least)),
  hours: z.literal(emergencyHours),
})
export type AskInput = z.infer<typeof askInput>

/** Commands emergency.confirm and emergency.end. */
const accessInput = z.object({ accessId: z.uuid() })
export type AccessInput = z.infer<typeof accessInput>

export const emergency = {
  ask: command({
    name: 'emergency.ask',
    version: 1,
    input: askInput,
    entities: ({ accessId }) => [accessId],
  }),
  /** By another administrator or who manages the person; never by who asked, nor by the person. */
  confirm: commandNow({
    name: 'emergency.confirm',
    version: 1,
    input: accessInput,
    entities: ({ accessId }) => [accessId],
  }),
  /** Declines it, takes it back or closes it: by whoever may confirm it, who asked and who confirmed. */
  end: commandNow({
    name: 'emergency.end',
    version: 1,
    input: accessInput,
    entities: ({ accessId }) => [accessId],
  }),
}
