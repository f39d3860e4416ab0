import { paths as ownPaths } from '#client/commands/administration-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

const messages = { with: [{ preload: loadRareMessages }] }
const retention = lazyPage(async () => (await import('./retention-page.tsx')).RetentionPage, messages)

export const administrationLaterRoutes: readonly FeatureRoute[] = [
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
    path: ownPaths.myData,
    ...lazyPage(async () => (await import('./my-data-page.tsx')).MyDataPage, messages),
  },
  { path: ownPaths.retention, ...retention },
  { path: ownPaths.request(':requestId'), allowed: administers, ...retention },
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
    ...lazyPage(async () => (await import('./directory-person-page.tsx')).DirectoryPersonPage, messages),
  },
]
