import { paths } from '#client/commands/calibration-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { teamsLed } from '#client/lib/me.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import type { Me } from '#shared/people/views.ts'

const messages = { with: [{ preload: loadRareMessages }] }
const rounds = lazyPage(async () => (await import('./rounds-page.tsx')).RoundsPage, messages)
const editor = lazyPage(async () => (await import('./round-editor-page.tsx')).RoundEditorPage, messages)
const importer = lazyPage(async () => (await import('./round-import-page.tsx')).RoundImportPage, messages)
const allowed = (me: Me) => teamsLed(me).length > 0

export const calibrationLaterRoutes: readonly FeatureRoute[] = [
  { path: paths.rounds, ...rounds },
  { path: paths.newRound(':teamId'), people: true, bare: true, allowed, ...editor },
  { path: paths.importRound(':teamId'), people: true, bare: true, allowed, ...importer },
  { path: paths.rate(':roundId'), bare: true, ...rounds },
  { path: paths.round(':roundId'), ...rounds },
]
