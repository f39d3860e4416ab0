/** Percentile of a sorted list, linear between neighbours (type 7 of Hyndman & Fan 1996). null for an empty list. */
export function percentile(sorted: readonly number[], share: number): number | null {
  const position = share * (sorted.length - 1)
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) return null
  return below + (position - Math.floor(position)) * (above - below)
}
