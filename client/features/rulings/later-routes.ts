import { paths } from '#client/commands/rulings-paths.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

export const rulingsLaterRoutes: readonly FeatureRoute[] = [
  {
    path: paths.newWriteUp(':teamId'),
    bare: true,
    ...lazyPage(async () => (await import('./write-up-editor.tsx')).WriteUpEditorPage),
  },
  {
    path: paths.writeUp(':escalationId'),
    ...lazyPage(async () => (await import('./write-up-page.tsx')).WriteUpPage),
  },
  {
    path: paths.rule(':escalationId'),
    bare: true,
    ...lazyPage(async () => (await import('./ruling-page.tsx')).RulingPage),
  },
]
