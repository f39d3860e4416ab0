import type * as queries from './queries.ts'

/** The nearest of those above: who leads the person, or where nobody does, who manages them. */
export function leadsOf(above: readonly queries.Above[]): (queries.Above & { via: string })[] {
  const nearest = above[0]?.rank
  return above.flatMap((above) =>
    above.rank === nearest && above.via !== null ? [{ ...above, via: above.via }] : [],
  )
}
