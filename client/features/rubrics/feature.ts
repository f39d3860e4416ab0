import { paths } from '#client/commands/rubrics-paths.ts'
import { loadRareMessages } from '#client/lib/i18n.ts'
import { lazyPage } from '#client/lib/lazy-page.tsx'
import { teamsLed } from '#client/lib/me.ts'
import type { Manifest } from '#client/manifest/manifest.ts'
import type { Me } from '#shared/people/views.ts'

const messages = { with: [{ preload: loadRareMessages }] }
const list = lazyPage(async () => (await import('./rubrics-page.tsx')).RubricsPage, messages)
const editor = lazyPage(async () => (await import('./rubric-editor-page.tsx')).RubricEditorPage, messages)
const allowed = (me: Me) => teamsLed(me).length > 0

export const rubricsFeature: Manifest<'rubrics'> = {
  commands: async () => (await import('#client/commands/rubrics.ts')).rubricsOnPhone,
  queries: { 'rubrics.list': {} },
  routes: [
    { path: paths.rubrics, ...list },
    { path: paths.newRubric(':teamId'), bare: true, allowed, ...editor },
    { path: paths.rubric(':versionId'), ...list },
    { path: paths.editRubric(':versionId'), bare: true, allowed, ...editor },
  ],
  afterStart: async () => (await import('./after-start.ts')).rubricsAfterStart,
}
