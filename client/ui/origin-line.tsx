import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { trpc } from '#client/lib/trpc.ts'

/** Says from which system a review came, and how the score that was stored there differs. Nothing where it was made here. */
export function OriginLine({ entityId }: { entityId: string }) {
  const t = useT()
  const { number, shortDate } = useFormat()
  const { data } = useQuery(trpc.reviews.origin.queryOptions({ entityId }))
  if (!data?.origin) return null
  const { source, externalId, at, difference } = data.origin
  return (
    <>
      <p className="text-label text-quiet">
        {t('moveIn.origin', {
          source: t(`moveIn.source.${source}`),
          id: externalId,
          day: shortDate(at),
        })}{' '}
        {data.origin.kind === 'review' && t('moveIn.origin.unread')}
      </p>
      {difference && (
        <p className="text-label">
          {t('moveIn.difference', {
            stored: number(difference.stored),
            of: number(difference.outOf),
            here:
              difference.reckoned === null
                ? t('review.notScored')
                : number(Math.round(difference.reckoned * 100) / 100),
          })}{' '}
          {t(`moveIn.why.${difference.reason}`)}
        </p>
      )}
    </>
  )
}
