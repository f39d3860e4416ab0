import { useQuery } from '@tanstack/react-query'
import { useFormat } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'

/** A policy in the reader's language, where the person's scorecard on this phone names it; its code otherwise. */
export function usePolicyName(personId: string): (policy: string) => string {
  const { locale } = useFormat()
  // Only what is here already: a list of cases must not wait for, or ask for, a scorecard.
  const { data } = useQuery({ ...trpc.scorecards.analyst.queryOptions({ personId }), enabled: false })
  return (policy) => {
    const named = data?.policies.find((item) => item.policy === policy)
    return (locale === 'ko' ? named?.nameKo : named?.nameEn) ?? policy
  }
}
