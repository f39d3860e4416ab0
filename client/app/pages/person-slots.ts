import { features } from '#client/app/features.ts'
import { lazyValue } from '#client/lib/lazy-value.ts'
import type { PersonSlots } from '#client/manifest/person-slots.ts'

/** Holds the parts and timeline entries that the features have of a person, in the order of the features. */
export const personSlots = lazyValue<readonly (PersonSlots & { feature: string })[]>(() =>
  Promise.all(
    Object.entries(features).map(async ([feature, { person }]) => ({ feature, ...(await person?.()) })),
  ),
)
