/**
 * Ratings as every agreement coefficient reads them: for each unit, how many raters chose which category. Who rated what
 * does not matter to them (Cohen's kappa excepted, which reads a table of two raters).
 */

export type Category = string | number
export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/** The chosen categories of one unit, as indexes into the scale, ascending, with how often each was chosen (>= 1). */
export type Unit = readonly (readonly [category: number, count: number])[]

/** `scale` is in its order; it may hold categories that nobody chose. */
export type RatedUnits = { scale: readonly Category[]; units: readonly Unit[] }

/** Units that look the same are counted, not repeated: a resample then only changes the counts. */
export type DistinctUnits = { units: readonly Unit[]; multiplicity: readonly number[] }

/**
 * Ratings of one unit each, in any order. Without `order` the scale is what was observed: numbers ascending, then text
 * by code point. A value outside a given `order` is not counted, so check before.
 */
export function rateUnits(
  units: readonly (readonly Category[])[],
  order: readonly Category[] = observedScale(units.flat()),
): RatedUnits {
  const index = new Map(order.map((category, i) => [category, i]))
  return {
    scale: order,
    units: units.map((values) => {
      const counts = new Map<number, number>()
      for (const value of values) {
        const category = index.get(value)
        if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1)
      }
      return [...counts].sort(([a], [b]) => a - b)
    }),
  }
}

/** One row a rater, one column a unit, null where the rater did not rate. */
export function unitsOfRaters(raters: readonly (readonly (Category | null)[])[]): RatedUnits {
  const length = longest(raters)
  const columns = Array.from({ length }, (_, unit) =>
    raters.flatMap((row) => {
      const value = row[unit]
      return value === null || value === undefined ? [] : [value]
    }),
  )
  return rateUnits(columns)
}

/** One row a unit, one column a category, in scale order. */
export function unitsOfCounts(rows: readonly (readonly number[])[]): RatedUnits {
  const width = longest(rows)
  return {
    scale: Array.from({ length: width }, (_, category) => category),
    units: rows.map((row) =>
      row.flatMap((count, category) => (count > 0 ? [[category, count] as const] : [])),
    ),
  }
}

/** Returns the length of the longest row; Math.max(...rows) fails from some hundred thousand arguments on. */
function longest(rows: readonly (readonly unknown[])[]): number {
  return rows.reduce((length, row) => Math.max(length, row.length), 0)
}

export function observedScale(values: readonly Category[]): Category[] {
  return [...new Set(values)].sort((a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b
    if (typeof a === 'number') return -1
    if (typeof b === 'number') return 1
    return a < b ? -1 : 1
  })
}

/** How many ratings a unit has. */
export function ratingsOf(unit: Unit): number {
  return unit.reduce((total, [, count]) => total + count, 0)
}

/**
 * The different units with at least `atLeast` ratings, in an order that does not depend on the order of the input, so
 * that a seeded bootstrap gives the same interval however the file was sorted.
 */
export function distinctUnits({ units }: RatedUnits, atLeast: number): DistinctUnits {
  const seen = new Map<string, { unit: Unit; times: number }>()
  for (const unit of units) {
    if (ratingsOf(unit) < atLeast) continue
    const key = unit.map((pair) => pair.join(':')).join(' ')
    const entry = seen.get(key)
    if (entry) entry.times += 1
    else seen.set(key, { unit, times: 1 })
  }
  const sorted = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
  return { units: sorted.map(({ unit }) => unit), multiplicity: sorted.map(({ times }) => times) }
}

/** A coefficient that can be computed again for other counts of its distinct units. */
export type Estimator = {
  multiplicity: readonly number[]
  estimate: (counts: ArrayLike<number>) => number | null
}
