import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { Manifest } from '#client/lib/manifest.ts'
import { paths } from '#client/lib/paths.ts'

export const coachingFeature: Manifest<'coaching'> = {
  queries: {
    'coaching.person': {},
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
  rows: {
    note_to_read: { counted: true },
    note_unread: { counted: false },
    reply: { counted: false },
    follow_up: { counted: true },
    action: { counted: true },
  },
  notifications: { note_shared: paths.note, note_replied: paths.note },
  afterStart: async () => (await import('./after-start.ts')).coachingAfterStart,
}
