import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers } from '#client/lib/me.ts'
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
  },
  routes: [
    {
      path: paths.address,
      ...lazyPage(async () => (await import('./address-page.tsx')).AddressPage),
    },
    {
      path: paths.administration(),
      allowed: administers,
      ...lazyPage(async () => (await import('./administration-page.tsx')).AdministrationPage),
    },
    {
      path: paths.roles,
      ...lazyPage(async () => (await import('./roles-page.tsx')).RolesPage),
    },
    {
      path: paths.invite,
      bare: true,
      allowed: administers,
      ...lazyPage(async () => (await import('./invite-page.tsx')).InvitePage),
    },
    {
      path: paths.peopleFile,
      allowed: administers,
      ...lazyPage(async () => (await import('./people-file-page.tsx')).PeopleFilePage),
    },
    {
      path: paths.inviteAnalyst(':teamId'),
      bare: true,
      ...lazyPage(async () => (await import('./invite-analyst-page.tsx')).InviteAnalystPage),
    },
    {
      path: paths.directoryPerson(':personId'),
      allowed: administers,
      ...lazyPage(async () => (await import('./directory-person-page.tsx')).DirectoryPersonPage),
    },
  ],
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
    },
    marks: async () => (await import('./notification-marks.tsx')).administrationMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).administrationAfterStart,
}
