import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const coachingFeature: Manifest<'coaching'> = {
  commands: async () => (await import('#client/commands/coaching.ts')).coachingOnPhone,
  queries: {
    'coaching.person': {},
    'coaching.inherited': {},
    'coaching.replies': {},
    'coaching.revisions': {},
    'coaching.named': {},
    'coaching.toHandover': {},
  },
  routes: [
    {
      path: paths.note(':noteId'),
      ...lazyPage(async () => (await import('./note-page.tsx')).NotePage),
    },
  ],
  laterRoutes: async () => (await import('./later-routes.ts')).coachingLaterRoutes,
  person: async () => (await import('./person-slots.tsx')).coachingOnPerson,
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).coachingRows,
  },
  notifications: {
    addresses: {
      note_shared: paths.note,
      note_replied: paths.note,
      note_handover: paths.note,
      note_added: paths.note,
      action_due: paths.note,
      follow_up_due: paths.note,
      inherited_due: (personId) => `${paths.person(personId)}?part=actions`,
    },
    marks: async () => (await import('./notification-marks.tsx')).coachingMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).coachingAfterStart,
}
