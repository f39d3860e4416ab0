import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { countOf } from '#client/app/shell/today-count.ts'
import { useInbox } from '#client/features/inbox/data.ts'
import { useToday } from '#client/features/today/data.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { hasPush } from '#client/pwa/push-memory.ts'
import { addressOf } from './notification-address.ts'

/**
 * Lets a notification act on the app itself: the icon's number, read by being opened, and a tapped push that opens
 * its screen.
 */
export function useNotifications(): void {
  const { personId } = useMe().person
  const { data } = useInbox()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const enqueue = useEnqueue()

  const today = useToday().data
  const badge = today && countOf(today.items)
  useEffect(() => {
    if (badge !== undefined && 'setAppBadge' in navigator) navigator.setAppBadge(badge).catch(() => undefined)
  }, [badge])

  const opened = data?.items
    .filter((item) => item.readAt === null && addressOf(item) === pathname)
    .map(({ inboxId }) => inboxId)
    .join(' ')
  useEffect(() => {
    if (!opened) return
    const read = async () => {
      const { inboxOnPhone } = await import('#client/commands/inbox.ts')
      await enqueue(inboxOnPhone.read, { input: { inboxIds: opened.split(' ') }, base: null })
    }
    // Should the phone not take it, it stays unread, which is the truth.
    read().catch(() => undefined)
  }, [opened, enqueue])

  useEffect(() => {
    const worker = navigator.serviceWorker
    const onMessage = ({ data: message }: MessageEvent) => {
      if (message?.type === 'open-news') navigate(message.id ? paths.notification(message.id) : paths.inbox)
    }
    worker?.addEventListener('message', onMessage)
    return () => worker?.removeEventListener('message', onMessage)
  }, [navigate])

  useEffect(() => {
    if (hasPush()) void import('#client/pwa/push.ts').then(({ keepPush }) => keepPush(personId))
  }, [personId])
}
