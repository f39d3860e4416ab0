import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { EscalationRows } from '#client/ui/escalation-rows.tsx'

/** The escalations that were raised from a review or from one of its disputes. */
export function RaisedPart({ reviewId }: { reviewId: string }) {
  const { data } = useFoldedQuery(
    trpc.escalations.raisedFrom.queryOptions({ kind: 'review', targetId: reviewId }),
  )
  return <EscalationRows rows={data} />
}
