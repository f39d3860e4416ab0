import type { Faults } from '#client/forms/reading.ts'
import { isPlain } from '#shared/escalations/rules.ts'

/** Returns a fault at each field whose words an escalation about child safety may not hold. */
export const addressFaults = <Field extends string>(values: Record<Field, string>): Faults<Field> =>
  Object.fromEntries(
    Object.entries<string>(values)
      .filter(([, text]) => !isPlain(text))
      .map(([field]) => [field, 'refused' as const]),
  ) as Faults<Field>
