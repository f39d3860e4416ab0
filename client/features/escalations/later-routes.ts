import { paths as escalationPaths } from '#client/commands/escalations-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers, teamsLed, teamsManaged } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import type { Me } from '#shared/people/views.ts'

const decides = (me: Me) => me.roles.some(({ role }) => role === 'lead' || role === 'manager')

export const escalationsLaterRoutes: readonly FeatureRoute[] = [
  { path: escalationPaths.board, ...lazyPage(async () => (await import('./board-page.tsx')).BoardPage) },
  {
    path: escalationPaths.ownReadings,
    allowed: decides,
    ...lazyPage(async () => (await import('./own-readings-page.tsx')).OwnReadingsPage),
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
    path: escalationPaths.chain,
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
