import { features } from '#client/app/features.ts'
import { lazyValue } from '#client/lib/lazy-value.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'

/** What the features show on a person's page, in their order. */
export const personSlots = lazyValue<readonly (PersonSlots & { feature: string })[]>(() =>
  Promise.all(
    Object.entries(features).map(async ([feature, { person }]) => ({ feature, ...(await person?.()) })),
  ),
)
