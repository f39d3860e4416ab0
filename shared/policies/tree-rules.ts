interface Placed {
  code: string
  parent: string | null
}

/** Returns whether a policy would be above itself if it lay under `parent`. */
export function isCircle(code: string, parent: string | null, policies: readonly Placed[]): boolean {
  const parents = new Map(policies.map((policy) => [policy.code, policy.parent]))
  const seen = new Set<string>()
  for (let above = parent; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
    if (above === code) return true
    seen.add(above)
  }
  return false
}

/** A policy with those that lie under it, in the order of the list. */
export interface Branch<P extends Placed> {
  policy: P
  under: readonly Branch<P>[]
}

/** Returns the policies as trees; one whose area is not in the list is at the top. */
export function treesOf<P extends Placed>(policies: readonly P[]): Branch<P>[] {
  const codes = new Set(policies.map(({ code }) => code))
  const byParent = Map.groupBy(policies, ({ parent }) =>
    parent !== null && codes.has(parent) ? parent : null,
  )
  const branches = (parent: string | null): Branch<P>[] =>
    (byParent.get(parent) ?? []).map((policy) => ({ policy, under: branches(policy.code) }))
  return branches(null)
}

/** Returns the policies with their depths, each area before what lies in it. */
export function inTreeOrder<P extends Placed>(policies: readonly P[]): { policy: P; depth: number }[] {
  const listed = (trees: readonly Branch<P>[], depth: number): { policy: P; depth: number }[] =>
    trees.flatMap(({ policy, under }) => [{ policy, depth }, ...listed(under, depth + 1)])
  return listed(treesOf(policies), 0)
}
