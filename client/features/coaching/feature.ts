import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { Manifest } from '#client/manifest/manifest.ts'

/** When work is done: an editor proposes no day off. */
const daysOff = { preload: async () => (await import('./follow-up-days.ts')).koreanDaysOff.preload() }

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
      people: true,
      bare: true,
      ...lazyPage(async () => (await import('./note-editor-page.tsx')).NewNotePage, { with: [daysOff] }),
    },
    {
      path: paths.note(':noteId'),
      ...lazyPage(async () => (await import('./note-page.tsx')).NotePage),
    },
    {
      path: paths.editNote(':noteId'),
      bare: true,
      ...lazyPage(async () => (await import('./note-editor-page.tsx')).EditNotePage, { with: [daysOff] }),
    },
  ],
  person: async () => ({ timeline: (await import('./timeline-entries.tsx')).coachingTimeline }),
  rows: {
    kinds: async () => (await import('./today-rows.tsx')).coachingRows,
  },
  notifications: {
    addresses: { note_shared: paths.note, note_replied: paths.note },
    marks: async () => (await import('./notification-marks.tsx')).coachingMarks,
  },
  afterStart: async () => (await import('./after-start.ts')).coachingAfterStart,
}
