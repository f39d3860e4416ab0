import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/scorecards-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Me } from '#shared/people/views.ts'
import type { TeamTargets } from '#shared/scorecards/views.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { TargetsPage } from './targets-page.tsx'

const entry = (number: number, effectiveFrom: string, rate: number | null) => ({
  ...{ number, metric: 'accuracy' as const, effectiveFrom, rate, setAt: '2026-10-01T00:00:00Z' },
  setBy: { personId: lead.person.personId, name: 'Haesol' },
})
const targets: TeamTargets = {
  ...{ teamId, teamName: 'Seoul', today: '2026-11-30', version: 4 },
  initial: { accuracy: 0.94, missed: 0.03, overEnforced: 0.03 },
  entries: [
    entry(1, '2026-10-05', 0.95),
    entry(2, '2026-12-07', 0.97),
    entry(3, '2026-12-07', null),
    entry(4, '2026-12-14', 0.96),
  ],
}
const peer: Me = {
  ...lead,
  person: { ...lead.person, personId: analyst.personId },
  roles: [{ role: 'analyst', teamId, function: null }],
  teams: [],
}
const opened = { address: paths.targets(teamId), path: paths.targets(':teamId') }
const read = [[trpc.scorecards.targets.queryKey({ teamId }), targets]] as const

test('an analyst reads each target with its history, and changes none', async () => {
  await show(<TargetsPage />, { me: peer, at: opened, read })
  await screen.findByText('95% today')
  const rows = [...rowGroup('Accuracy: target').querySelectorAll('li')].map((row) => row.textContent)
  expect(rows).toHaveLength(4)
  expect(rows[0]).toMatch(/^96% · From .*not begun · Haesol/)
  expect(rows[1]).toContain('withdrawn before it held')
  expect(rows[2]).toContain('in force')
  expect(rows[3]).toBe('94% · From the beginningearlier')
  expect(rowGroup('Missed violations: limit').textContent).toContain('3% · From the beginningin force')
  expect(screen.queryByRole('button', { name: /Set|Withdraw/ })).toBeNull()
})

test('a lead sets one on the version that was looked at, and a wrong value is said at its field', async () => {
  const sent: unknown[] = []
  await show(<TargetsPage />, {
    ...{ at: opened, read },
    send: async ({ name, meta, input }) => {
      sent.push([name, meta.base, input])
      if (sent.length === 1) throw new AppError('CONFLICT', { reason: 'targets_changed' })
      return { entityId: teamId, version: 5, at: '2026-11-30T00:00:00.000Z' }
    },
  })
  await press('Set a target or limit')
  await screen.findByText('On that day it would be 95%.')
  await enter('Value in percent', '100')
  await press('Set it')
  expect(await screen.findByText('Enter a value from 0.1 to 99.9.')).toBeDefined()
  await enter('From', '2026-12-20')
  await screen.findByText('On that day it would be 96%.')
  await enter('Value in percent', '96,5')
  await press('Set it')
  expect((await screen.findByText(/Somebody changed a target meanwhile/)).getAttribute('role')).toBe('alert')
  await press('Set it')
  await screen.findAllByText(/^Set from .* The team sees it\.$/)
  const input = { teamId, metric: 'accuracy', rate: 0.965, effectiveFrom: '2026-12-20' }
  expect(sent).toEqual([
    ['scorecards.setTarget', 4, input],
    ['scorecards.setTarget', 4, input],
  ])
})

test('only what has not begun can be withdrawn', async () => {
  const sent: unknown[] = []
  await show(<TargetsPage />, {
    ...{ at: opened, read },
    send: async ({ name, meta, input }) => {
      sent.push([name, meta.base, input])
      return { entityId: teamId, version: 5, at: '2026-11-30T00:00:00.000Z' }
    },
  })
  await screen.findByText('95% today')
  expect(screen.getAllByRole('button', { name: /^Withdraw/ })).toHaveLength(1)
  await press(/^Withdraw 96% from/)
  await screen.findAllByText('Withdrawn. It stays in the history.')
  expect(sent).toEqual([
    ['scorecards.withdrawTarget', 4, { teamId, metric: 'accuracy', effectiveFrom: '2026-12-14' }],
  ])
})
