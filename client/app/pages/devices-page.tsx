import { useQuery } from '@tanstack/react-query'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { api, queries, trpc } from '#client/lib/trpc.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { SessionView } from '#shared/auth/views.ts'

/** Where this person is signed in; what was lost is signed out from here. */
export function DevicesPage() {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const query = useQuery(trpc.auth.sessions.queryOptions())

  async function end({ sessionId, device }: SessionView) {
    try {
      await api.auth.endSession.mutate({ sessionId })
      toast({ text: t('devices.ended', { name: device }) })
    } catch {
      toast({ text: t('devices.failed') })
    }
    await queries.invalidateQueries(trpc.auth.sessions.queryFilter())
  }

  return (
    <DetailPage title={t('me.devices')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>
        {(sessions) => (
          <ul>
            {sessions.map((session) => (
              <Row
                key={session.sessionId}
                title={session.device}
                detail={
                  session.current
                    ? t('devices.this')
                    : t('devices.seen', { time: format.dateTime(session.lastSeenAt) })
                }
                {...(session.current
                  ? {}
                  : { action: { label: t('devices.end'), onSelect: () => void end(session) } })}
              />
            ))}
          </ul>
        )}
      </Loaded>
    </DetailPage>
  )
}
