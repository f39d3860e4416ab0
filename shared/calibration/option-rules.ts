import { foldCell } from '#shared/tables/clean.ts'
import { missingRatings } from '#shared/tables/no-value.ts'
import type { Option } from './rules.ts'

const missing = new Set(missingRatings.map(foldCell))

/** Returns the first option that reads like another one, or like "no rating"; undefined where all can be told apart. */
export function unclearOption(options: readonly Pick<Option, 'value'>[]): string | undefined {
  const seen = new Set(missing)
  for (const { value } of options) {
    const key = foldCell(value)
    if (seen.has(key)) return value
    seen.add(key)
  }
  return undefined
}
