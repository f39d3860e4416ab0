/** One address beneath a place of the bar, and the history entry that it was last seen in. */
export type Visit = { key: string; to: string }

/** A place of the bar with the way from it to where the reader is; no place where the app was opened on a detail. */
export type Stack = { place: string | undefined; visits: readonly Visit[] }

export type Step = {
  visit: Visit
  action: 'PUSH' | 'REPLACE' | 'POP'
  /** The place that this address is itself. */
  place: string | undefined
  /** What was written beside the address when a place's stack was laid down again. */
  kept: Stack | undefined
}

/** Where the reader stands after a step from `before`; `known` is what this history entry was, if it was seen. */
export function stackAfter(before: Stack | undefined, known: Stack | undefined, step: Step): Stack {
  const { visit, action, place, kept } = step
  if (action === 'POP' && known) return known
  if (kept) return { place: kept.place, visits: [...kept.visits.slice(0, -1), visit] }
  if (place !== undefined) return { place, visits: [visit] }
  if (!before || action === 'POP') return { place: undefined, visits: [visit] }
  const under = action === 'PUSH' ? before.visits : before.visits.slice(0, -1)
  return { place: before.place, visits: [...under, visit] }
}

/** Returns what has to be opened, one after the other, so that back leads through the stack as it did. */
export function layDown({ place, visits }: Stack): { to: string; kept: Stack }[] {
  return visits.map(({ to }, index) => ({ to, kept: { place, visits: visits.slice(0, index + 1) } }))
}
