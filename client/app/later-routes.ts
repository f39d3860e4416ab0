import { paths as meetingsPaths } from '#client/commands/meetings-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { administers } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { personSlots } from './pages/person-slots.ts'
import { todayRows } from './pages/today-rows.ts'

export const appLaterRoutes: readonly FeatureRoute[] = [
  {
    path: paths.selectToday,
    bare: true,
    ...lazyPage(async () => (await import('./pages/select-place.tsx')).SelectPlace, { with: [todayRows] }),
  },
  {
    path: paths.search,
    ...lazyPage(async () => (await import('./pages/search-place.tsx')).SearchPlace),
  },
  {
    path: meetingsPaths.series(':seriesId'),
    ...lazyPage(async () => (await import('./pages/series-place.tsx')).SeriesPlace, { with: [personSlots] }),
  },
  {
    path: paths.notifications,
    ...lazyPage(async () => (await import('./pages/notifications-page.tsx')).NotificationsPage),
  },
  {
    path: paths.devices,
    ...lazyPage(async () => (await import('./pages/devices-page.tsx')).DevicesPage),
  },
  {
    path: paths.password,
    ...lazyPage(async () => (await import('./pages/password-page.tsx')).PasswordPage),
  },
  {
    path: paths.recorded,
    ...lazyPage(async () => (await import('./pages/recorded-page.tsx')).RecordedPage),
  },
  {
    path: paths.viewers,
    ...lazyPage(async () => (await import('./pages/viewers-page.tsx')).ViewersPage),
  },
  {
    path: paths.unsent,
    ...lazyPage(async () => (await import('./pages/unsent-page.tsx')).UnsentPage),
  },
  {
    path: paths.emergencyRecord(':accessId'),
    allowed: administers,
    ...lazyPage(async () => (await import('./pages/emergency-record-page.tsx')).EmergencyRecordPage),
  },
  {
    path: paths.about,
    ...lazyPage(async () => (await import('./pages/about-page.tsx')).AboutPage),
  },
]
