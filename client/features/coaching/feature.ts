import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

export const coachingFeature: Manifest<'coaching'> = {
  commands: async () => (await import('#client/commands/coaching.ts')).coachingOnPhone,
  queries: {
    'coaching.person': {},
    'coaching.replies': {},
    'coaching.revisions': {},
  },
  routes: [
    {
      path: paths.newNote(':personId'),
      bare: true,
      ...lazyPage(async () => (await import('./note-editor-page.tsx')).NewNotePage),
    },
    {
      path: paths.note(':noteId'),
      ...lazyPage(async () => (await import('./note-page.tsx')).NotePage),
    },
    {
      path: paths.editNote(':noteId'),
      bare: true,
      ...lazyPage(async () => (await import('./note-editor-page.tsx')).EditNotePage),
    },
  ],
  person: async () => ({ timeline: (await import('./timeline-entries.tsx')).coachingTimeline }),
  rows: {
    counted: {
      note_to_read: true,
      note_unread: false,
      reply: false,
      follow_up: true,
      action: true,
    },
    kinds: async () => (await import('./today-rows.tsx')).coachingRows,
  },
  notifications: {
    addresses: { note_shared: paths.note, note_replied: paths.note },
    marks: async () => (await import('./notification-marks.tsx')).coachingMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).coachingAfterStart,
}
