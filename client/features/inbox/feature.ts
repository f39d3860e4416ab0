import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { Manifest } from '#client/lib/manifest.ts'
import { paths } from '#client/lib/paths.ts'

export const inboxFeature: Manifest<'inbox'> = {
  queries: {
    'inbox.list': {},
    'inbox.push': {},
  },
  routes: [
    {
      path: paths.inbox,
      ...lazyPage(async () => (await import('./inbox-page.tsx')).InboxPage),
    },
    {
      path: paths.news(':inboxId'),
      ...lazyPage(async () => (await import('./news-page.tsx')).NewsPage),
    },
  ],
  afterStart: async () => (await import('./after-start.ts')).inboxAfterStart,
}
