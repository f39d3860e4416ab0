import { paths } from '#client/commands/shifts-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { teamsLed } from '#client/lib/me.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const shiftsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: paths.own,
    ...lazyPage(async () => (await import('./person-shifts-page.tsx')).OwnShiftsPage),
  },
  {
    path: paths.of(':personId'),
    people: true,
    ...lazyPage(async () => (await import('./person-shifts-page.tsx')).PersonShiftsPage),
  },
  {
    path: paths.import(':teamId'),
    people: true,
    ...lazyPage(async () => (await import('./roster-import-page.tsx')).RosterImportPage),
  },
  {
    path: paths.teams,
    people: true,
    allowed: (me) => teamsLed(me).length > 0,
    ...lazyPage(async () => (await import('./team-shifts-page.tsx')).TeamShiftsPage),
  },
]
