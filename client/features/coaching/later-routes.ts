import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { paths } from '#client/lib/paths.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

/** When work is done: an editor proposes no day off. */
const daysOff = { preload: async () => (await import('./follow-up-days.ts')).koreanDaysOff.preload() }

export const coachingLaterRoutes: readonly FeatureRoute[] = [
  {
    path: paths.newNote(':personId'),
    people: true,
    bare: true,
    ...lazyPage(async () => (await import('./note-editor-page.tsx')).NewNotePage, { with: [daysOff] }),
  },
  {
    path: paths.editNote(':noteId'),
    bare: true,
    ...lazyPage(async () => (await import('./note-editor-page.tsx')).EditNotePage, { with: [daysOff] }),
  },
  {
    path: paths.handover(),
    ...lazyPage(async () => (await import('./handover-page.tsx')).HandoverPage, {
      with: [{ preload: loadRareMessages }],
    }),
  },
  {
    path: paths.noteEffect(':noteId'),
    ...lazyPage(async () => (await import('./effect-page.tsx')).EffectPage, {
      with: [{ preload: loadRareMessages }],
    }),
  },
]
