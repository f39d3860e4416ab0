import HeartHandshake from 'lucide-react/icons/heart-handshake'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { calendarDay } from '#client/lib/calendar-day.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Row } from '#client/ui/row.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { OwnCheckIns } from '#shared/check-ins/views.ts'
import { useSkip } from './use-send-check-in.ts'

/** The follow-up that Today offers now, on the wellbeing home too; skipping it here takes it off there. */
export function OfferedFollowUp() {
  const t = useT()
  const skip = useSkip()
  const { data: today } = useFoldedQuery(trpc.today.list.queryOptions())
  if (!today?.items.some((item) => item.kind === 'check_in_due' && item.followUp)) return null
  return (
    <Row
      mark={<Icon icon={HeartHandshake} />}
      title={t('followUp.offered')}
      detail={t('followUp.optional')}
      action={{ label: t('followUp.skip'), onSelect: () => void skip() }}
      to={paths.checkIn}
    />
  )
}

/** Asks with a single tap to be offered a check-in the next day and a week later, and takes that back. */
export function RequestFollowUp({ own: { followUps = [] } }: { own: OwnCheckIns }) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const dayOf = (moment: number) => calendarDay(moment, format.timeZone)
  const today = dayOf(platform.clock.now())
  const requested = followUps.find(({ requestedAt }) => dayOf(Date.parse(requestedAt)) === today)
  const failed = () => toast({ text: t('checkin.failed') })
  const request = () =>
    enqueue(checkInsOnPhone.requestFollowUp, { input: { followUpId: platform.newId() }, base: null })
  const cancel = (followUpId: string) =>
    enqueue(checkInsOnPhone.cancelFollowUp, { input: { followUpId }, base: null })
  return (
    <Row
      mark={<Icon icon={RotateCw} />}
      title={t('followUp.title')}
      detail={t(requested ? 'followUp.requested' : 'followUp.hint')}
      action={
        requested
          ? { label: t('followUp.cancel'), onSelect: () => void cancel(requested.followUpId).catch(failed) }
          : { label: t('followUp.request'), onSelect: () => void request().catch(failed) }
      }
    />
  )
}
