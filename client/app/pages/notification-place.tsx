import { addressOf } from '#client/app/live/notification-address.ts'
import { NewsPage } from '#client/features/inbox/news-page.tsx'

/** Leads a tapped push on to the screen of its feature. */
export function NewsPlace() {
  return <NewsPage addressOf={addressOf} />
}
