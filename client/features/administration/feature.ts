import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const administrationFeature: Manifest<'administration'> = {
  queries: {
    // The key of a copy is readable, and what was searched for stands in it.
    'administration.directory': { kept: false },
    'administration.directoryPerson': {},
    'administration.ownAddress': {},
    'administration.structure': {},
    'administration.newcomers': {},
    'administration.roles': {},
    'administration.moves': {},
    'administration.retention': {},
    'administration.requests': {},
  },
  routes: [],
  laterRoutes: async () => (await import('./later-routes.ts')).administrationLaterRoutes,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).administrationTodayRows,
  },
  notifications: {
    addresses: {
      confirmation_waiting: () => paths.roles,
      role_confirmed: () => paths.roles,
      role_declined: () => paths.roles,
      team_moved: () => paths.roles,
      move_declined: () => paths.roles,
      address_asked: () => paths.address,
      address_confirmed: () => paths.address,
      address_declined: () => paths.address,
      hold_placed: () => ownPaths.retention,
      hold_ended: () => ownPaths.retention,
      request_waiting: ownPaths.request,
      request_decided: ownPaths.request,
    },
    marks: async () => (await import('./notification-marks.tsx')).administrationMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).administrationAfterStart,
}
