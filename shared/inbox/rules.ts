import { kindsThat } from './kinds.ts'
import type { InboxView } from './views.ts'

/** Counts what waits for this person, by its notifications: the number on the app's icon. */
export function badgeOf({ items }: InboxView): number {
  const counted = kindsThat('counted')
  return items.filter((item) => item.readAt === null && counted.includes(item.kind)).length
}
