import { inTreeOrder } from '#shared/policies/tree-rules.ts'
import { useNames } from './names.ts'

/** Returns the policies as a field offers them: each area before what lies in it, which is set in. */
export function usePolicyOptions(
  policies: readonly { code: string; parent: string | null }[],
): { value: string; label: string }[] {
  const names = useNames()
  return inTreeOrder(policies).map(({ policy: { code }, depth }) => ({
    value: code,
    label: `${'\u2003'.repeat(Math.min(depth, 3))}${names.policy(code)}`,
  }))
}
