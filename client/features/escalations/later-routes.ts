import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers, teamsLed, teamsManaged } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { chainPath } from './chain-paths.ts'

export const escalationsLaterRoutes: readonly FeatureRoute[] = [
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
    path: chainPath,
    people: true,
    allowed: (me) => teamsLed(me).length + teamsManaged(me).length > 0,
    ...lazyPage(async () => (await import('./chain-page.tsx')).ChainPage),
  },
  {
    path: paths.calendar,
    allowed: administers,
    ...lazyPage(async () => (await import('./calendar-page.tsx')).CalendarPage),
  },
]
