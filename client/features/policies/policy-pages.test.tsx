import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/policies-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { PolicyView } from '#shared/policies/views.ts'
import { enter, field, press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { LedgerPage } from './ledger-page.tsx'
import { PoliciesPage } from './policies-page.tsx'

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const hate: PolicyView = {
  ...{ code: 'hate-speech', parent: null },
  versions: [
    {
      ...{
        versionId: id(3),
        label: '2099.1',
        effectiveFrom: '2099-01-01',
        changedKo: '다음',
        changedEn: 'Next',
      },
      version: 1,
    },
    {
      ...{
        versionId: id(2),
        label: '2026.2',
        effectiveFrom: '2026-02-01',
        changedKo: '은어',
        changedEn: null,
      },
      version: 1,
    },
    {
      ...{
        versionId: id(1),
        label: '2026.1',
        effectiveFrom: '2026-01-01',
        changedKo: '처음',
        changedEn: 'First',
      },
      version: 1,
    },
  ],
  clauses: [
    {
      ...{ clauseId: id(11), number: '4.1', titleKo: '비하', titleEn: 'Degrading', introducedIn: id(1) },
      ...{ retiredIn: id(2), version: 1 },
    },
    {
      ...{ clauseId: id(12), number: '4.2', titleKo: '은어', titleEn: null, introducedIn: id(2) },
      ...{ retiredIn: null, version: 1 },
    },
  ],
}
const read = [[trpc.policies.all.queryKey(), [hate]]] as const
const admin = { ...lead, roles: [{ role: 'admin' as const, teamId: null, function: null }] }
const policyAddress = { address: paths.policy('hate-speech'), path: paths.policy(':code') }

test('a policy shows the version in force, its clauses, and which language is missing', async () => {
  await show(<PoliciesPage />, { at: policyAddress, read })
  await screen.findByRole('heading', { name: /^2026\.2 .* in force now$/ })
  expect(screen.queryByRole('heading', { name: /^2099\.1 .* in force now$/ })).toBeNull()
  const listed = rowGroup('Clauses of 2026.2')
  expect(listed.textContent).toContain('4.2 은어')
  expect(listed.textContent).not.toContain('4.1')
  expect(rowGroup('Clauses of other versions').textContent).toContain('until 2026.2')
  expect(screen.getAllByText(/English is missing/)).toHaveLength(2)
  expect(screen.queryByRole('button', { name: 'Add a version' })).toBeNull()
})

test('an administrator adds a version, and what is missing is said at its field', async () => {
  const sent: unknown[] = []
  await show(<PoliciesPage />, {
    ...{ me: admin, at: policyAddress, read },
    send: async ({ name, meta, input }) => {
      sent.push([name, meta.base, input])
      return { entityId: id(9), version: 1, at: '2026-01-01T00:00:00.000Z' }
    },
  })
  await press('Add a version')
  await press('Save')
  expect(await screen.findAllByText('Fill this in.')).toHaveLength(2)
  await enter('Version', '2026.3')
  await enter('In force from', '2026-03-01')
  await enter(/^What changed, in Korean/, '새 은어')
  await press('Save')
  await screen.findAllByText('Version 2026.3 saved')
  expect(sent).toEqual([
    [
      'policies.saveVersion',
      null,
      expect.objectContaining({
        ...{ policy: 'hate-speech', label: '2026.3', effectiveFrom: '2026-03-01' },
        ...{ changedKo: '새 은어', changedEn: null },
      }),
    ],
  ])
})

const policyIn = (code: string, parent: string | null): PolicyView => ({
  ...{ code, parent },
  ...{ versions: [], clauses: [] },
})

test('policies are listed in their areas, which fold', async () => {
  const listed = [policyIn('abuse', null), policyIn('hate-speech', 'abuse'), policyIn('spam', null)]
  await show(<PoliciesPage />, {
    at: { address: paths.policies, path: paths.policies },
    read: [[trpc.policies.all.queryKey(), listed]],
  })
  const fold = await screen.findByRole('button', { name: 'Policies under Abuse' })
  expect(fold.getAttribute('aria-expanded')).toBe('true')
  expect(screen.getByRole('link', { name: /Hate speech/ })).toBeDefined()
  await press('Policies under Abuse')
  expect(fold.getAttribute('aria-expanded')).toBe('false')
  expect(screen.queryByRole('link', { name: /Hate speech/ })).toBeNull()
  expect(screen.getByRole('link', { name: /Spam/ })).toBeDefined()
})

test('an administrator places a policy, under none that lies under it', async () => {
  const sent: unknown[] = []
  await show(<PoliciesPage />, {
    ...{ me: admin, at: policyAddress },
    read: [
      [
        trpc.policies.all.queryKey(),
        [policyIn('hate-speech', null), policyIn('slurs', 'hate-speech'), policyIn('abuse', null)],
      ],
    ],
    send: async ({ name, input }) => {
      sent.push([name, input])
      return { entityId: id(9), version: 1, at: '2026-01-01T00:00:00.000Z' }
    },
  })
  await press('Change the area')
  expect([...(await field('Area')).querySelectorAll('option')].map(({ text }) => text)).toEqual([
    'No area',
    'Abuse',
  ])
  await enter('Area', 'abuse')
  await press('Save')
  await screen.findAllByText('Area changed')
  expect(sent).toEqual([['policies.place', { policy: 'hate-speech', from: null, parent: 'abuse' }]])
})

test('a ledger counts by cause, and leads to what is behind a row', async () => {
  const counts = { dispute: 2, split: 0, unclear_policy: 1, question: 0, escalation: 0 }
  const row = {
    policy: 'hate-speech',
    clauseId: id(12),
    versionId: id(2),
    counts,
    lastAt: '2026-03-01T00:00:00Z',
  }
  const key = trpc.policies.ledger.queryKey({ teamId })
  await show(<LedgerPage />, {
    at: { address: paths.ledger(teamId), path: paths.ledger(':teamId') },
    read: [...read, [key, { teamId, teamName: 'Team', rows: [row] }]],
  })
  const link = await screen.findByRole('link', { name: /4\.2 은어/ })
  expect(link.textContent).toContain('2026.2 · Dispute 2 · Unclear policy 1')
  expect(link.getAttribute('href')).toContain(`clause=${id(12)}`)
  expect(screen.getByRole('button', { name: 'Add an entry' })).toBeDefined()
})

test('a ledger says of no row that it has no version before the versions are known', async () => {
  const counts = { dispute: 0, split: 0, unclear_policy: 1, question: 0, escalation: 0 }
  const shared = { policy: 'hate-speech', counts, clauseId: null, lastAt: '2026-03-01T00:00:00Z' }
  const rows = [
    { ...shared, versionId: id(2) },
    { ...shared, policy: 'spam', versionId: null },
  ]
  await show(<LedgerPage />, {
    at: { address: paths.ledger(teamId), path: paths.ledger(':teamId') },
    read: [[trpc.policies.ledger.queryKey({ teamId }), { teamId, teamName: 'Team', rows }]],
  })
  expect((await screen.findByRole('link', { name: /Hate speech/ })).textContent).not.toContain('no version')
  expect(screen.getByRole('link', { name: /Spam/ }).textContent).toContain('no version')
})
