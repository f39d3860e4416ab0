import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFindUnsent } from '#client/offline/react/use-unsent.ts'
import { Button } from '#client/ui/button.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { SharedCheckIns } from '#shared/check-ins/views.ts'

/** Milliseconds in which a tap can be taken back before it is sent: as long as the message with Undo stays. */
const undoMs = 8000

/** Offers a talk to who shares a check-in; once that is done, says when. It asks for no words and for no answer. */
export function OfferTalk({ shared: { person, offeredAt } }: { shared: SharedCheckIns }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  const { online } = useWorkStatus()
  const { platform } = useOffline().outbox
  const { personId, name } = person
  if (offeredAt)
    return (
      <p className="text-label text-quiet">
        {t('shared.offered', { name, time: format.dateTime(offeredAt) })}
      </p>
    )

  async function offer() {
    const offerId = platform.newId()
    try {
      await enqueue(checkInsOnPhone.offerTalk, {
        input: { offerId, personId },
        base: null,
        notBefore: platform.clock.now() + undoMs,
      })
    } catch {
      toast({ text: t('talk.failed') })
      return
    }
    const unsent = findUnsent(checkInsOnPhone.offerTalk, offerId)
    toast({
      text: t(online ? 'shared.offer.sent' : 'shared.offer.waits', { name }),
      onUndo: () => void Promise.all(unsent.commands.map(({ commandId }) => unsent.discard(commandId))),
    })
  }

  return <Button onClick={() => void offer()}>{t('shared.offer')}</Button>
}

/** Says what an offer tells the person, and that the answer is theirs. */
export function OfferHint({ shared: { person, offeredAt } }: { shared: SharedCheckIns }) {
  const t = useT()
  if (offeredAt) return null
  return <p className="inset text-label text-quiet">{t('shared.offer.hint', { name: person.name })}</p>
}
