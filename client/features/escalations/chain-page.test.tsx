import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths as escalationPaths } from '#client/commands/escalations-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { AppError } from '#shared/core/errors.ts'
import type { TeamChain } from '#shared/escalations/chain-views.ts'
import { press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { ChainPage } from './chain-page.tsx'

const haesol = { personId: lead.person.personId, name: 'Haesol' }
const manager = { personId: '018f0000-0000-7000-8000-0000000000c1', name: 'Hyein' }
const set = { setBy: haesol, setAt: '2026-11-20T00:00:00Z' }
const chain: TeamChain = {
  ...{ teamId, teamName: 'Seoul', zone: 'Asia/Seoul', today: '2026-11-30', version: 2 },
  chains: [
    {
      ...{ ...set, number: 2, startsOn: '2026-12-10', severities: ['P0'], repeats: 0 },
      steps: [{ source: 'person', person: manager, minutes: 5 }],
    },
    {
      ...{ ...set, number: 1, startsOn: '2026-11-21', severities: ['P0', 'P1'], repeats: 2 },
      steps: [
        { source: 'shift', person: null, minutes: 5 },
        { source: 'person', person: manager, minutes: 15 },
      ],
    },
  ],
  calendar: null,
  people: [
    { ...haesol, role: 'lead' },
    { ...manager, role: 'manager' },
  ],
}
const read = [[trpc.escalations.chain.queryKey({ teamId }), chain]] as const
/** Enters the minutes of the first step. */
async function enterMinutes(value: string) {
  const [first] = await screen.findAllByLabelText('Minutes until the next step')
  if (!first) throw new Error('The sheet has no steps')
  await act(async () => {
    fireEvent.change(first, { target: { value } })
  })
}
const opened = { address: escalationPaths.chain, path: escalationPaths.chain }

test('a lead sees who is called now, and what is planned', async () => {
  await show(<ChainPage />, { at: opened, read })
  await screen.findByText('Leads on shift')
  const steps = [...rowGroup('Who is called now').querySelectorAll('li')].map((row) => row.textContent)
  expect(steps).toEqual([
    'Leads on shiftStep 1 · next after 5 minutes',
    'HyeinStep 2 · next after 15 minutes',
  ])
  expect(rowGroup('Planned and earlier').textContent).toMatch(/From .* · planned.*Hyein/)
  expect(screen.getByText(/Repeated 2 times/)).toBeDefined()
})

test('whoever neither leads nor manages a team is told so', async () => {
  const me = { ...lead, person: { ...lead.person, personId: analyst.personId }, roles: [], teams: [] }
  await show(<ChainPage />, { at: opened, me, read })
  await screen.findByText('A chain is set by who leads a team or manages it.')
})

test('a chain is set on the version that was looked at, and what is wrong is said at its field', async () => {
  const sent: unknown[] = []
  await show(<ChainPage />, {
    ...{ at: opened, read },
    send: async ({ name, meta, input }) => {
      sent.push([name, meta.base, input])
      if (sent.length === 1)
        throw new AppError('INVALID', { field: 'steps.1.personId', reason: 'not_reachable' })
      return { entityId: teamId, version: 3, at: '2026-11-30T00:00:00.000Z' }
    },
  })
  await press('Set the chain')
  await enterMinutes('0')
  await press('Set')
  expect(await screen.findByText('Whole minutes from 1 to 1440.')).toBeDefined()
  await enterMinutes('10')
  await press('Set')
  expect(await screen.findByText('This person neither leads the team nor manages it any more.')).toBeDefined()
  await press('Move step 2 up')
  await press('Set')
  await screen.findAllByText(/^Set\. It holds from/)
  expect(sent.at(-1)).toEqual([
    'escalations.setChain',
    2,
    {
      ...{ teamId, startsOn: '2026-11-30', severities: ['P0', 'P1'], repeats: 2 },
      steps: [
        { source: 'person', personId: manager.personId, minutes: 15 },
        { source: 'shift', personId: null, minutes: 10 },
      ],
    },
  ])
})
