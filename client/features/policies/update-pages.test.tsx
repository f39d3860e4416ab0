import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/policies-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { PolicyUpdate, TeamUpdate } from '#shared/policies/update-views.ts'
import type { PolicyView } from '#shared/policies/views.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { UpdatesPage } from './updates-page.tsx'

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const versionId = id(2)
const policy: PolicyView = {
  ...{ code: 'hate-speech', parent: null },
  versions: [
    {
      ...{ versionId, label: '2099.1', effectiveFrom: '2099-01-01', version: 1 },
      ...{ changedKo: '풍자를 더했습니다.', changedEn: 'Satire was added.' },
    },
    {
      ...{ versionId: id(1), label: '2026.1', effectiveFrom: '2026-01-01', version: 1 },
      ...{ changedKo: '처음', changedEn: null },
    },
  ],
  clauses: [
    {
      ...{ clauseId: id(11), number: '4.1', titleKo: '비하', titleEn: 'Degrading', introducedIn: id(1) },
      ...{ retiredIn: versionId, version: 1 },
    },
    {
      ...{ clauseId: id(12), number: '4.4', titleKo: '풍자', titleEn: 'Satire', introducedIn: versionId },
      ...{ retiredIn: null, version: 1 },
    },
  ],
}
const update: PolicyUpdate = {
  ...{ versionId, policy: 'hate-speech', label: '2099.1', effectiveFrom: '2099-01-01', teamId, mark: null },
}
const teamUpdate: TeamUpdate = {
  ...{ versionId, policy: 'hate-speech', label: '2099.1', effectiveFrom: '2099-01-01' },
  unread: [{ personId: id(21), name: 'Minji' }],
  remarks: [
    { person: { personId: id(22), name: 'Jihu' }, mark: 'gap', text: 'Nothing on songs', questionId: null },
  ],
}
const analyst = { ...lead, roles: [{ role: 'analyst' as const, teamId, function: null }] }
const all = [trpc.policies.all.queryKey(), [policy]] as const
const own = (changes: Partial<PolicyUpdate> = {}) =>
  [trpc.policies.updates.queryKey(), [{ ...update, ...changes }]] as const
const ofTeam = [trpc.policies.teamUpdates.queryKey({ teamId }), { teamId, updates: [teamUpdate] }] as const
const listed = { address: paths.updates, path: paths.updates }
const opened = { address: paths.update(versionId), path: paths.update(':versionId') }

test('an analyst sees what is to be read, and leads on to it', async () => {
  const marked = {
    ...{ mark: 'read' as const, text: null, flagged: false, questionId: null },
    at: '2026-12-01T00:00:00Z',
  }
  const read = { ...update, versionId: id(1), label: '2026.1', mark: marked }
  await show(<UpdatesPage />, {
    ...{ me: analyst, at: listed },
    read: [all, [trpc.policies.updates.queryKey(), [update, read]]],
  })
  const link = await screen.findByRole('link', { name: /Hate speech 2099\.1/ })
  expect(link.getAttribute('href')).toBe(paths.update(versionId))
  expect(rowGroup('To read').textContent).toContain('not read yet')
  expect(rowGroup('Read, asked or flagged').textContent).toContain('2026.1')
})

test('a lead sees by team how many have yet to read a version', async () => {
  await show(<UpdatesPage />, { at: listed, read: [all, ofTeam] })
  const link = await screen.findByRole('link', { name: /Hate speech 2099\.1/ })
  expect(link.textContent).toContain('1 to read it · 1 asked or flagged')
})

test('a version says what it changed in both languages, and which clauses are new', async () => {
  await show(<UpdatesPage />, { me: analyst, at: opened, read: [all, own()] })
  await screen.findByText('Satire was added.')
  await press('Show in Korean')
  expect(screen.getByText('풍자를 더했습니다.').getAttribute('lang')).toBe('ko')
  expect(rowGroup('Clauses of 2099.1').textContent).toContain('4.4 Satirenew in this version')
  expect(rowGroup('Retired by this version').textContent).toContain('4.1 Degrading')
})

test('it is marked as read at once', async () => {
  const shown = await show(<UpdatesPage />, { me: analyst, at: opened, read: [all, own()] })
  await screen.findByText('not read yet')
  await press('Read')
  await screen.findByText('read')
  expect(screen.getByRole('button', { name: 'Read' }).getAttribute('aria-pressed')).toBe('true')
  expect(await shown.sent()).toMatchObject([
    { name: 'policies.mark', input: { versionId, teamId, mark: 'read', text: null, entryId: null } },
  ])
})

test('a gap takes words and may name its clause; without words that is said at the field', async () => {
  const shown = await show(<UpdatesPage />, { me: analyst, at: opened, read: [all, own()] })
  await screen.findByText('not read yet')
  await press('Flag a gap')
  const sheet = within(await screen.findByRole('dialog'))
  expect(sheet.getByLabelText('Clause')).toBeDefined()
  await press('Flag the gap')
  expect(await screen.findByText('Write a few words.')).toBeDefined()
  await enter('What the policy does not say', 'Nothing on songs')
  await press('Flag the gap')
  await screen.findByText('Nothing on songs')
  expect(await shown.sent()).toMatchObject([
    { input: { mark: 'gap', text: 'Nothing on songs', clauseId: null, entryId: expect.any(String) } },
  ])
})

test('words that were refused or changed are written on', async () => {
  const mark = {
    ...{ mark: 'gap' as const, text: 'Nothing on songs', flagged: true, questionId: null },
    at: '2026-12-01T00:00:00Z',
  }
  await show(<UpdatesPage />, { me: analyst, at: opened, read: [all, own({ mark })] })
  await screen.findByText('gap flagged')
  await press('Flag a gap')
  const sheet = within(await screen.findByRole('dialog'))
  expect(sheet.getByDisplayValue('Nothing on songs')).toBeDefined()
  // The entry of the ledger is there, and keeps its clause.
  expect(sheet.queryByLabelText('Clause')).toBeNull()
})

test('a question is asked by its form', async () => {
  const shown = await show(<UpdatesPage />, { me: analyst, at: opened, read: [all, own()] })
  await screen.findByText('not read yet')
  await press('Ask')
  await screen.findByText('elsewhere')
  expect(shown.address()).toBe(`/questions/new?policy=hate-speech&version=${versionId}&team=${teamId}`)
})

test('a question that was asked is gone on with where it is answered', async () => {
  const mark = { mark: 'question' as const, text: null, flagged: false, questionId: id(31), at: '2026-12-01' }
  const shown = await show(<UpdatesPage />, { me: analyst, at: opened, read: [all, own({ mark })] })
  expect(await screen.findByRole('link', { name: 'Open the question' })).toBeDefined()
  await press('Ask')
  await screen.findByText('elsewhere')
  expect(shown.address()).toBe(`/questions/${id(31)}`)
})

test('a lead reads who has yet to read it and what was said, and marks nothing', async () => {
  await show(<UpdatesPage />, { at: opened, read: [all, ofTeam] })
  await screen.findByText('Satire was added.')
  expect(rowGroup('Not read yet').textContent).toContain('Minji')
  expect(rowGroup('Questions and gaps').textContent).toContain('Nothing on songs')
  expect(screen.queryByRole('button', { name: 'Read' })).toBeNull()
})

test('an unknown version says so', async () => {
  await show(<UpdatesPage />, {
    ...{ me: analyst, read: [all, own()] },
    at: { address: paths.update(id(9)), path: paths.update(':versionId') },
  })
  expect(await screen.findByText('There is no such version.')).toBeDefined()
})
