import { paths as insightPaths } from '#client/commands/escalations-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const escalationsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: insightPaths.insight,
    ...lazyPage(async () => (await import('./insight-page.tsx')).InsightPage, {
      with: [{ preload: loadRareMessages }],
    }),
  },
  {
    path: paths.editEscalation(':escalationId'),
    bare: true,
    ...lazyPage(async () => (await import('./raise-page.tsx')).EditEscalationPage),
  },
  {
    path: paths.delegate,
    ...lazyPage(async () => (await import('./delegate-page.tsx')).DelegatePage),
  },
  {
    path: paths.calendar,
    allowed: administers,
    ...lazyPage(async () => (await import('./calendar-page.tsx')).CalendarPage),
  },
]
