import * as z from 'zod/mini'
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
