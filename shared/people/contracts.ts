import * as z from 'zod/mini'
import { command } from '#shared/core/contract.ts'
import { locale, quietHours, theme } from './views.ts'

/** Command people.setPreferences; what is absent stays. `teamOrder` is the lead's own order of people. */
export const setPreferencesInput = z.object({
  locale: z.optional(locale),
  theme: z.optional(theme),
  teamOrder: z.optional(z.array(z.uuid()).check(z.maxLength(500))),
  /** Null for none. */
  quiet: z.optional(z.nullable(quietHours)),
  welcomed: z.optional(z.literal(true)),
})
export type SetPreferencesInput = z.infer<typeof setPreferencesInput>

/** Settings of one's own are sent in the order of the taps: the last one wins, whatever version it was based on. */
export const people = {
  setPreferences: command({
    name: 'people.setPreferences',
    version: 1,
    input: setPreferencesInput,
    entities: () => ['preferences'],
  }),
}
