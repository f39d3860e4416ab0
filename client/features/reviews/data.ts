import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useFormat } from '#client/lib/i18n.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { translated } from '#shared/rubrics/rules.ts'
import type { Translated } from '#shared/rubrics/views.ts'

/** Returns one person's reviews, with this reader's unsent ones in them. */
export const useReviews = (personId: string) => useFoldedQuery(trpc.reviews.person.queryOptions({ personId }))

/** Returns one review with its lines. */
export const useReview = (reviewId: string) => useFoldedQuery(trpc.reviews.review.queryOptions({ reviewId }))

/** Returns the published versions of a team's rubrics, as this phone knows them. */
export function usePublishedRubrics(teamId: string) {
  const query = useQuery(trpc.rubrics.list.queryOptions())
  const data = query.data?.versions.filter((item) => item.state === 'published' && item.teamId === teamId)
  return { ...query, data }
}

/** Returns the case of the audit log that is reviewed; that it was opened is logged by the server. */
export const useReviewedCase = (auditId: string | undefined) =>
  useQuery({ ...trpc.audits.case.queryOptions({ auditId: auditId ?? '' }), enabled: auditId !== undefined })

/** Returns a function that picks a text's language by the reader's own. */
export function useText(): (text: Translated) => string {
  const { locale } = useFormat()
  return useCallback((text) => translated(text, locale).text, [locale])
}

type CaseCodes = Record<'policy' | 'queue' | 'language', string | null>

/** Returns a function that names a case's policy, queue and language in one line, and its decisions. */
export function useCaseNames() {
  const { policy, queue, language, decision } = useNames()
  return (codes: CaseCodes) => ({
    facts: [
      codes.policy && policy(codes.policy),
      codes.queue && queue(codes.queue),
      codes.language && language(codes.language),
    ]
      .filter(Boolean)
      .join(' · '),
    policyName: codes.policy && policy(codes.policy),
    decisionName: decision,
  })
}
