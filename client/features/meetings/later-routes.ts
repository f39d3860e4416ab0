import { paths } from '#client/commands/meetings-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths as appPaths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const meetingsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: appPaths.sendToAgenda(),
    bare: true,
    ...lazyPage(async () => (await import('./send-page.tsx')).SendPage),
  },
  {
    path: paths.feed,
    ...lazyPage(async () => (await import('./feed-page.tsx')).FeedPage),
  },
]
