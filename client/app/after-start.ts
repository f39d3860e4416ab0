import { lazyValue } from '#client/lib/lazy-value.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { features } from './features.ts'

/** Holds the second halves of all manifests, which are fetched once the first screen stands. */
export const afterStart = lazyValue<readonly AfterStart[]>(() =>
  Promise.all(Object.values(features).map((feature) => feature.afterStart())),
)
