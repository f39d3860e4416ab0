import { features } from '#client/app/features.ts'
import { lazyValue } from '#client/lib/lazy-value.ts'
import type { RowKinds } from '#client/manifest/today-rows.ts'

/** Every kind of row of Today, from the feature that it belongs to; each manifest is exhaustive over its own. */
export const todayRows = lazyValue<RowKinds>(async () => {
  const parts = await Promise.all(Object.values(features).map(({ rows }) => rows?.kinds()))
  return Object.assign({}, ...parts)
})
