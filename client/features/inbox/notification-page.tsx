import { useEffect, useState } from 'react'
import { Navigate, useParams } from 'react-router'
import { paths } from '#client/lib/paths.ts'
import type { AddressOf } from '#client/manifest/notifications.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { useInbox } from './data.ts'

/**
 * Where a push leads: straight on to the screen behind it. The push may be quicker than the list on this phone, which is
 * asked for once; what is not in it then, or without a network, is looked for in the inbox by its reader.
 */
export function NotificationPage({ addressOf }: { addressOf: AddressOf }) {
  const { inboxId } = useParams()
  const { data, refetch } = useInbox()
  const [asked, setAsked] = useState(false)
  const item = data?.items.find((item) => item.inboxId === inboxId)
  const missing = item === undefined
  useEffect(() => {
    if (missing) void refetch().finally(() => setAsked(true))
  }, [missing, refetch])
  if (item) return <Navigate to={addressOf(item)} replace />
  return asked ? <Navigate to={paths.inbox} replace /> : <Skeleton />
}
