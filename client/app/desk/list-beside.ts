import type { FeatureRoute } from '#client/manifest/manifest.ts'

/** The address that a history entry opens, and what it shows beside it on a desk. */
export interface Beside {
  readonly address: string
  /** The address of the list at the left. */
  readonly list: string
  /** The path that was opened from the list; none while nothing is open. */
  readonly chosen?: string
}

/** A step of the router, by what it led to. */
export interface DeskStep {
  readonly address: string
  readonly action: 'PUSH' | 'REPLACE' | 'POP'
  /** True where a row of the list was opened. */
  readonly fromList?: boolean
  /** The addresses below this one, where a place of the bar was laid down again with all that was open in it. */
  readonly below?: readonly string[] | undefined
}

export interface DeskRules {
  readonly listAt: (pathname: string) => FeatureRoute['list']
  readonly isPlace: (pathname: string) => boolean
  /** Returns the list for what was opened from outside. */
  readonly listFor: (pathname: string) => string
}

export const pathOf = (address: string): string => address.split('?')[0] ?? address

/** Returns what stands side by side after a step; `known` is what this history entry showed before, if it was seen. */
export function besideAfter(
  before: Beside | undefined,
  known: Beside | undefined,
  { address, action, fromList = false, below = [] }: DeskStep,
  rules: DeskRules,
): Beside {
  const path = pathOf(address)
  if (action === 'POP' && known?.address === address) return known
  if (rules.listAt(path) === 'outer') return { address, list: address }
  const under = below.reduce<Beside | undefined>(
    (shown, each) => besideAfter(shown, undefined, { address: each, action: 'PUSH' }, rules),
    undefined,
  )
  if (under) return besideAfter(under, undefined, { address, action: 'PUSH' }, rules)
  if (!before || action === 'POP' || rules.isPlace(path))
    return { address, list: rules.listFor(path), chosen: path }
  const last = pathOf(before.address)
  const moved = { ...before, address }
  if (action === 'REPLACE') return before.chosen === last ? { ...moved, chosen: path } : moved
  if (fromList || rules.listAt(last) === 'outer') return { ...moved, chosen: path }
  // From now on an inner list stands beside what it opens.
  if (rules.listAt(last) === 'inner') return { ...moved, list: before.address, chosen: path }
  return moved
}
