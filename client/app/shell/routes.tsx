import { administers, isAnalyst } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import type { Me } from '#shared/people/views.ts'
import { type LazyPage, lazyPage } from './lazy-page.tsx'
import { checksIn } from './places.ts'
import { routeFinder } from './route-match.ts'

export type AppRoute = LazyPage & {
  path: string
  /** No bar below: editors. */
  bare?: boolean
  /** Whose screen it is; everybody's where it does not say. */
  allowed?: (me: Me) => boolean
}

const team = lazyPage(async () => (await import('#client/app/pages/team-place.tsx')).TeamPlace)

/** Every screen and its address. The code of each comes by itself. */
export const routes: readonly AppRoute[] = [
  {
    path: paths.today,
    ...lazyPage(async () => (await import('#client/app/pages/today-place.tsx')).TodayPlace, {
      firstWords: true,
    }),
  },
  {
    path: paths.record,
    allowed: isAnalyst,
    ...lazyPage(async () => (await import('#client/app/pages/record-page.tsx')).RecordPage),
  },
  {
    path: paths.person(':personId'),
    ...lazyPage(async () => (await import('#client/app/pages/person-page.tsx')).PersonPage),
  },
  {
    path: paths.newNote(':personId'),
    bare: true,
    ...lazyPage(async () => (await import('#client/features/coaching/note-editor-page.tsx')).NewNotePage),
  },
  {
    path: paths.note(':noteId'),
    ...lazyPage(async () => (await import('#client/features/coaching/note-page.tsx')).NotePage),
  },
  {
    path: paths.editNote(':noteId'),
    bare: true,
    ...lazyPage(async () => (await import('#client/features/coaching/note-editor-page.tsx')).EditNotePage),
  },
  { path: paths.team(), ...team },
  { path: paths.team(':teamId'), ...team },
  {
    path: paths.metric(':teamId', ':metric'),
    ...lazyPage(async () => (await import('#client/features/scorecards/metric-page.tsx')).MetricPage),
  },
  {
    path: paths.importAudits(':teamId'),
    ...lazyPage(async () => (await import('#client/features/audits/import-page.tsx')).ImportPage),
  },
  {
    path: paths.teams,
    ...lazyPage(async () => (await import('#client/features/scorecards/teams-page.tsx')).TeamsPage),
  },
  {
    path: paths.teamFigures(':teamId'),
    ...lazyPage(
      async () => (await import('#client/features/scorecards/team-figures-page.tsx')).TeamFiguresPage,
    ),
  },
  {
    path: paths.personCases(':personId'),
    ...lazyPage(async () => (await import('#client/features/audits/cases-page.tsx')).CasesPage),
  },
  {
    path: paths.case(':auditId'),
    ...lazyPage(async () => (await import('#client/features/audits/case-page.tsx')).CasePage),
  },
  {
    path: paths.wellbeing,
    allowed: checksIn,
    ...lazyPage(async () => (await import('#client/features/check-ins/wellbeing-page.tsx')).WellbeingPage),
  },
  {
    path: paths.consent,
    allowed: checksIn,
    ...lazyPage(async () => (await import('#client/features/check-ins/consent-page.tsx')).ConsentPage),
  },
  {
    path: paths.checkIn,
    bare: true,
    allowed: checksIn,
    ...lazyPage(async () => (await import('#client/features/check-ins/check-in-page.tsx')).CheckInPage),
  },
  {
    path: paths.ownCheckIns,
    allowed: checksIn,
    ...lazyPage(async () => (await import('#client/features/check-ins/own-page.tsx')).OwnCheckInsPage),
  },
  {
    path: paths.exposure,
    allowed: checksIn,
    ...lazyPage(async () => (await import('#client/features/check-ins/exposure-page.tsx')).ExposurePage),
  },
  {
    path: paths.talks,
    ...lazyPage(async () => (await import('#client/features/check-ins/talks-page.tsx')).TalksPage),
  },
  {
    path: paths.sharedCheckIns(':personId'),
    ...lazyPage(async () => (await import('#client/features/check-ins/shared-page.tsx')).SharedPage),
  },
  {
    path: paths.teamTotals(':teamId'),
    ...lazyPage(async () => (await import('#client/features/check-ins/totals-page.tsx')).TotalsPage),
  },
  {
    path: paths.protocol,
    ...lazyPage(async () => (await import('#client/features/check-ins/protocol-page.tsx')).ProtocolPage),
  },
  {
    path: paths.inbox,
    ...lazyPage(async () => (await import('#client/features/inbox/inbox-page.tsx')).InboxPage),
  },
  {
    path: paths.news(':inboxId'),
    ...lazyPage(async () => (await import('#client/features/inbox/news-page.tsx')).NewsPage),
  },
  {
    path: paths.escalations,
    ...lazyPage(
      async () => (await import('#client/features/escalations/escalations-page.tsx')).EscalationsPage,
    ),
  },
  {
    path: paths.raise(),
    bare: true,
    ...lazyPage(async () => (await import('#client/features/escalations/raise-page.tsx')).RaisePage),
  },
  {
    path: paths.escalation(':escalationId'),
    ...lazyPage(
      async () => (await import('#client/features/escalations/escalation-page.tsx')).EscalationPage,
    ),
  },
  {
    path: paths.editEscalation(':escalationId'),
    bare: true,
    ...lazyPage(async () => (await import('#client/features/escalations/raise-page.tsx')).EditEscalationPage),
  },
  {
    path: paths.delegate,
    ...lazyPage(async () => (await import('#client/features/escalations/delegate-page.tsx')).DelegatePage),
  },
  { path: paths.me, ...lazyPage(async () => (await import('#client/app/pages/me-page.tsx')).MePage) },
  {
    path: paths.notifications,
    ...lazyPage(async () => (await import('#client/app/pages/notifications-page.tsx')).NotificationsPage),
  },
  {
    path: paths.devices,
    ...lazyPage(async () => (await import('#client/app/pages/devices-page.tsx')).DevicesPage),
  },
  {
    path: paths.recorded,
    ...lazyPage(async () => (await import('#client/app/pages/recorded-page.tsx')).RecordedPage),
  },
  {
    path: paths.viewers,
    ...lazyPage(async () => (await import('#client/app/pages/viewers-page.tsx')).ViewersPage),
  },
  {
    path: paths.unsent,
    ...lazyPage(async () => (await import('#client/app/pages/unsent-page.tsx')).UnsentPage),
  },
  {
    path: paths.administration(),
    allowed: administers,
    ...lazyPage(
      async () =>
        (await import('#client/features/administration/administration-page.tsx')).AdministrationPage,
    ),
  },
  {
    path: paths.invite,
    allowed: administers,
    bare: true,
    ...lazyPage(async () => (await import('#client/features/administration/invite-page.tsx')).InvitePage),
  },
  {
    path: paths.directoryPerson(':personId'),
    allowed: administers,
    ...lazyPage(
      async () =>
        (await import('#client/features/administration/directory-person-page.tsx')).DirectoryPersonPage,
    ),
  },
  {
    path: paths.calendar,
    allowed: administers,
    ...lazyPage(async () => (await import('#client/features/escalations/calendar-page.tsx')).CalendarPage),
  },
  {
    path: paths.wellbeingSettings,
    allowed: administers,
    ...lazyPage(
      async () => (await import('#client/features/check-ins/settings-page.tsx')).WellbeingSettingsPage,
    ),
  },
  {
    path: paths.about,
    ...lazyPage(async () => (await import('#client/app/pages/about-page.tsx')).AboutPage),
  },
]

export const routeAt = routeFinder(routes)
