import { useFormat, useT } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import type { NoteCriterion } from '#shared/coaching/fields.ts'

/** 미조치 · 117건 중 14건; undefined without a point. */
export function useCriterionText() {
  const t = useT()
  const format = useFormat()
  const names = useNames()
  return (criterion: NoteCriterion | null): string | undefined => {
    if (!criterion) return undefined
    const { metric, policy, x, n } = criterion
    return [t(`score.metric.${metric}`), policy && names.policy(policy), format.xOfN(x, n)]
      .filter(Boolean)
      .join(' · ')
  }
}
