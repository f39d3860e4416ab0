import { paths } from '#client/commands/draws-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import type { FeatureRoute } from '#client/manifest/manifest.ts'

const messages = { with: [{ preload: loadRareMessages }] }
const draws = lazyPage(async () => (await import('./draws-page.tsx')).DrawsPage, messages)
const editor = lazyPage(async () => (await import('./draw-editor-page.tsx')).DrawEditorPage, messages)

export const drawsLaterRoutes: readonly FeatureRoute[] = [
  { path: paths.newDraw(':teamId'), ...editor },
  { path: '/draws/:part/:id', ...draws },
]
