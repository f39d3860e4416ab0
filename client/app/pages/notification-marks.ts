import { features } from '#client/app/features.ts'
import { lazyValue } from '#client/lib/lazy-value.ts'
import type { NotificationMarks } from '#client/manifest/notifications.ts'

/** The mark of every kind of notification; each manifest is exhaustive over its own kinds. */
export const notificationMarks = lazyValue<NotificationMarks>(async () => {
  const parts = await Promise.all(Object.values(features).map(({ notifications }) => notifications?.marks()))
  return Object.assign({}, ...parts)
})
