import { paths } from '#client/commands/rubrics-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { teamsLed } from '#client/lib/me.ts'
import type { FeatureRoute } from '#client/manifest/manifest.ts'
import type { Me } from '#shared/people/views.ts'

const messages = { with: [{ preload: loadRareMessages }] }
const list = lazyPage(async () => (await import('./rubrics-page.tsx')).RubricsPage, messages)
const editor = lazyPage(async () => (await import('./rubric-editor-page.tsx')).RubricEditorPage, messages)
const allowed = (me: Me) => teamsLed(me).length > 0

export const rubricsLaterRoutes: readonly FeatureRoute[] = [
  { path: paths.rubrics, ...list },
  { path: paths.newRubric(':teamId'), bare: true, allowed, ...editor },
  { path: paths.rubric(':versionId'), ...list },
  { path: paths.editRubric(':versionId'), bare: true, allowed, ...editor },
]
