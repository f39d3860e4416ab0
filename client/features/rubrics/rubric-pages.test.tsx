import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/rubrics-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { RubricsView, RubricVersionView } from '#shared/rubrics/views.ts'
import { rubricContent } from '#tests/integration/rubrics/content.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { RubricEditorPage } from './rubric-editor-page.tsx'
import { RubricsPage } from './rubrics-page.tsx'

let last = 0
const newId = () => {
  last += 1
  return `018f0000-0000-7000-8000-${String(last).padStart(12, '0')}`
}
const versionId = newId()
const version: RubricVersionView = {
  versionId,
  rubricId: newId(),
  teamId,
  number: 1,
  state: 'draft',
  content: rubricContent(newId),
  savedAt: '2026-11-20T00:00:00Z',
  publishedAt: null,
  archivedAt: null,
  version: 1,
}
const published: RubricVersionView = { ...version, state: 'published', publishedAt: '2026-11-21T00:00:00Z' }
const holding = (...versions: RubricVersionView[]) =>
  [[trpc.rubrics.list.queryKey(), { versions } satisfies RubricsView]] as const
const atPage = { address: paths.rubric(versionId), path: paths.rubric(':versionId') }
const atEditor = { address: paths.editRubric(versionId), path: paths.editRubric(':versionId') }

test('a new rubric is on the phone before the server knows of it', async () => {
  const shown = await show(<RubricEditorPage />, {
    at: { address: paths.newRubric(teamId), path: paths.newRubric(':teamId') },
  })
  await enter('Name, Korean', '판정 품질')
  await press('Save the draft', 2)
  const sent = await shown.sent()
  expect(sent).toMatchObject([
    { name: 'rubrics.save', input: { teamId, content: { name: { ko: '판정 품질', en: null } } } },
  ])
  expect(shown.address()).toMatch(/^\/rubrics\//)
})

test('on a phone a criterion is a page of its own, and says which language is missing', async () => {
  const shown = await show(<RubricEditorPage />, { at: atEditor, read: holding(version) })
  await press(/조항을 바르게 골랐는가/)
  expect(await screen.findAllByText('English is missing')).not.toHaveLength(0)
  await enter('Weight', '0')
  await press('Save the draft')
  expect(await screen.findByText('A number above 0, at most 1,000.')).toBeDefined()
  expect(await shown.sent()).toEqual([])
  await enter('Weight', '20')
  await press('Save the draft')
  const [sent] = await shown.sent()
  expect(sent).toMatchObject({ name: 'rubrics.save', input: { versionId } })
})

test('the next version begins with the one before it, under an id of its own', async () => {
  const shown = await show(<RubricEditorPage />, { at: atEditor, read: holding(published) })
  await enter('Name, English', 'Second')
  await press('Save the draft')
  const [sent] = await shown.sent()
  const input = sent?.input as { versionId: string; rubricId: string }
  expect(input.rubricId).toBe(version.rubricId)
  expect(input.versionId).not.toBe(versionId)
})

test('a draft says what publishing it would change', async () => {
  const [section] = version.content.sections
  const [first, ...others] = section?.criteria ?? []
  if (!section || !first) throw new Error('no criterion')
  const next: RubricVersionView = {
    ...version,
    number: 2,
    content: {
      ...version.content,
      sections: [{ ...section, criteria: [{ ...first, weight: 140 }, ...others] }],
    },
  }
  const before = { ...published, versionId: newId() }
  await show(<RubricsPage />, { at: atPage, read: holding(next, before) })
  await press('Publish')
  expect(await screen.findByText('Weight: 이용자 피해를 막았는가, 40% to 70%')).toBeDefined()
  expect(screen.getByText(/version 1 is archived/)).toBeDefined()
})

test('who does not lead the team reads it and changes nothing', async () => {
  const me = { ...lead, roles: [{ role: 'analyst' as const, teamId, function: null }], teams: [] }
  await show(<RubricsPage />, { at: atPage, read: holding(published), me })
  expect(screen.getByText('근거를 적었는가', { exact: false })).toBeDefined()
  expect(screen.queryByRole('button', { name: /version/ })).toBeNull()
})
