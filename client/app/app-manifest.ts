import { lazyPage } from '#client/lib/lazy-page.tsx'
import { isAnalyst } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import { notificationMarks } from './pages/notification-marks.ts'
import { personSlots } from './pages/person-slots.ts'
import { scorecardPart } from './pages/scorecard-part.ts'
import { todayRows } from './pages/today-rows.ts'

const team = lazyPage(async () => (await import('./pages/team-place.tsx')).TeamPlace)

/** The screens that need more than one feature, and those of the app itself. */
export const appRoutes: readonly FeatureRoute[] = [
  {
    path: paths.today,
    list: 'outer',
    ...lazyPage(async () => (await import('./pages/today-place.tsx')).TodayPlace, {
      firstMessages: true,
      with: [todayRows],
    }),
  },
  {
    path: paths.record,
    allowed: isAnalyst,
    ...lazyPage(async () => (await import('./pages/person-page.tsx')).RecordPage, {
      with: [personSlots, scorecardPart],
    }),
  },
  {
    path: paths.person(':personId'),
    people: true,
    ...lazyPage(async () => (await import('./pages/person-page.tsx')).PersonPage, { with: [personSlots] }),
  },
  {
    path: paths.teams,
    list: 'outer',
    ...lazyPage(async () => (await import('./pages/teams-place.tsx')).TeamsPlace),
  },
  { path: paths.team(), list: 'outer', ...team },
  { path: paths.team(':teamId'), list: 'outer', ...team },
  {
    path: paths.inbox,
    ...lazyPage(async () => (await import('./pages/inbox-place.tsx')).InboxPlace, {
      with: [notificationMarks],
    }),
  },
  {
    path: paths.notification(':inboxId'),
    ...lazyPage(async () => (await import('./pages/notification-place.tsx')).NotificationPlace),
  },
  { path: paths.me, list: 'outer', ...lazyPage(async () => (await import('./pages/me-page.tsx')).MePage) },
]

/** Returns the rest of them, which nothing starts with. */
export const appLaterRoutes = async () => (await import('./later-routes.ts')).appLaterRoutes
