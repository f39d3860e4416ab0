import { useFormat, useT } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { TalkOfferView } from '#shared/check-ins/views.ts'
import { useAskToTalk } from './use-ask-to-talk.ts'

/** Shows who offers to talk. Taking it up is a request of one's own; letting it be is doing nothing. */
export function OwnOffers({ offers }: { offers: readonly TalkOfferView[] }) {
  const t = useT()
  if (offers.length === 0) return null
  return (
    <>
      <RowGroup heading={t('talk.offers')} limit={9} close>
        {offers.map((offer) => (
          <OwnOffer key={offer.offerId} offer={offer} />
        ))}
      </RowGroup>
      <p className="inset text-label text-quiet">{t('talk.offer.let')}</p>
    </>
  )
}

function OwnOffer({ offer: { offerId, from, at } }: { offer: TalkOfferView }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const ask = useAskToTalk()
  const { personId, name } = from
  const accept = () =>
    void ask(personId, offerId).then((kept) => kept && toast({ text: t('talk.ask.sent', { name }) }))
  return (
    <Row
      size="middle"
      title={t('ui.person', { name })}
      detail={t('talk.offer', { ago: format.ago(at) })}
      action={{ label: t('talk.offer.accept'), onSelect: accept }}
    />
  )
}
