import './me.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { api, queries, trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { pushAbility, startPush, stopPush, takesPush } from '#client/pwa/push.ts'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { pushText } from '#shared/inbox/push-views.ts'
import { NotificationChoices } from './notification-choices.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { usePreferences } from './use-preferences.ts'

/**
 * Sets what may ring on this phone or come by e-mail, and when. It is explained here before the browser asks, and asked by
 * a tap alone.
 */
export function NotificationsPage() {
  const t = useT()
  const { person, change } = usePreferences()
  return (
    <DetailPage title={t('push.title')} back={paths.me}>
      <div className="inset stack stack-wide inset-block">
        <Part heading={t('push.here')}>
          <p>{t('push.explained')}</p>
          <p className="me-push-sample">{pushText[person.locale]}</p>
          <ThisDevice personId={person.personId} />
        </Part>
        <NotificationChoices zone={person.zone} />
        <QuietHours quiet={person.quiet} onChange={(quiet) => void change({ quiet })} />
      </div>
      <ul className="me-list">
        <Row title={t('inbox.title')} detail={t('push.inbox')} to={paths.inbox} />
        <Row title={t('me.devices')} detail={<DeviceCount />} to={paths.devices} />
      </ul>
    </DetailPage>
  )
}

function ThisDevice({ personId }: { personId: string }) {
  const t = useT()
  const toast = useToast()
  const { online } = useWorkStatus()
  const [ability, setAbility] = useState(pushAbility)
  const [on, setOn] = useState(() => takesPush(personId))
  const [busy, setBusy] = useState(false)

  async function turn(wanted: boolean) {
    setBusy(true)
    try {
      if (wanted) await startPush(personId)
      else {
        await stopPush()
        await api.inbox.unsubscribe.mutate()
      }
    } catch {
      toast({ text: t('push.failed') })
    }
    setAbility(pushAbility())
    setOn(takesPush(personId))
    setBusy(false)
    await queries.invalidateQueries(trpc.inbox.push.queryFilter())
  }

  if (ability !== 'possible') return <p className="text-quiet">{t(`push.not.${ability}`)}</p>
  return (
    <Switch
      label={t('push.switch')}
      hint={online ? undefined : t('push.offline')}
      checked={on}
      disabled={busy || !online}
      onChange={(wanted) => void turn(wanted)}
    />
  )
}

function DeviceCount() {
  const t = useT()
  const { data } = useQuery(trpc.inbox.push.queryOptions())
  return data ? t('push.devices', { n: data.devices }) : null
}
