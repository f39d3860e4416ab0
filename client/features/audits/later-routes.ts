import { paths as auditPaths } from '#client/commands/audits-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const auditsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: paths.importAudits(':teamId'),
    ...lazyPage(async () => (await import('./import-page.tsx')).ImportPage, {
      with: [{ preload: loadRareMessages }],
    }),
  },
  {
    path: auditPaths.putRight(':teamId'),
    ...lazyPage(async () => (await import('./put-right-page.tsx')).PutRightPage),
  },
  {
    path: auditPaths.names,
    ...lazyPage(async () => (await import('./names-page.tsx')).NamesPage),
  },
]
