import { useFormat, useT } from '#client/lib/i18n.ts'
import type { Criterion } from '#shared/rubrics/views.ts'

/** Returns what is said of a criterion beside its label: its share, its scale, and whether it is critical. */
export function useCriterionFacts(): (
  criterion: Pick<Criterion, 'scale' | 'mayNotApply' | 'critical'>,
  share: number,
) => string {
  const t = useT()
  const format = useFormat()
  return ({ scale, mayNotApply, critical }, share) =>
    [
      critical && t('rubric.critical.is', { kind: t(`rubric.kind.${critical}`) }),
      t('rubric.share', { share: format.percent(share) }),
      t(`rubric.scale.${scale}`),
      mayNotApply && t('rubric.mayNotApply.short'),
    ]
      .filter(Boolean)
      .join(' · ')
}
