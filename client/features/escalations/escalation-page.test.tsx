import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { Send } from '#client/offline/sync/attempt.ts'
import { AppError } from '#shared/core/errors.ts'
import type { OnCallView } from '#shared/escalations/chain-views.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { createPhoneClock } from '#tests/support/phone-clock.ts'
import { EscalationPage } from './escalation-page.tsx'

const escalationId = '018f0000-0000-7000-8000-0000000000e5'
const hour = 3_600_000
/** Before the moment at which the phone of these tests stands. */
const ago = (hours: number) => new Date(createPhoneClock().now() - hours * hour).toISOString()
const clock = (dueAt: string): EscalationView['clocks'][number] => ({
  ...{ kind: 'decide', startedAt: ago(9), riskAt: ago(5), dueAt },
  ...{ stoppedAt: null, pausedAt: null, calendarMissing: false },
})
const view: EscalationView = {
  ...{ escalationId, teamId, teamName: 'Team', kind: 'policy_gap', category: null, severity: 'P2' },
  ...{ status: 'in_progress', summary: 'Two clauses disagree', details: null, caseReference: null },
  ...{ function: null, subject: null, raiser: lead.person, holder: analyst, version: 3, contentVersion: 1 },
  ...{ approved: false, clocks: [clock(ago(1))], links: [], watchers: [], watching: false, request: null },
  ...{ resolution: null, whatChanged: null, followUps: [], mergedIntoId: null, events: [] },
  ...{ steps: ['watch', 'comment'], relations: ['raiser'], raisedAt: ago(9) },
} as unknown as EscalationView

async function open(changes: Partial<EscalationView>, send?: Send): Promise<void> {
  await show(<EscalationPage />, {
    at: { address: paths.escalation(escalationId), path: paths.escalation(':escalationId') },
    read: [[trpc.escalations.detail.queryKey({ escalationId }), { ...view, ...changes }]],
    ...(send ? { send } : {}),
  })
  await press('More')
}
const reminder = () => screen.queryByRole('menuitem', { name: 'Remind who has it' })

test('whoever sees an overdue one reminds who has it, at once or not at all', async () => {
  const asked: string[] = []
  await open({}, async ({ name }) => {
    asked.push(name)
    if (name !== 'escalations.remind') throw new AppError('UNAVAILABLE', { reason: 'network' })
    return { entityId: escalationId, version: 4, at: ago(0) }
  })
  await press('Remind who has it', 1, 'menuitem')
  await screen.findByRole('group', { name: 'Ana was told again that it waits.' })
  expect(asked.filter((name) => name === 'escalations.remind')).toHaveLength(1)
})

test('without a network nothing waits on the phone, and the reader is told', async () => {
  await open({})
  await press('Remind who has it', 1, 'menuitem')
  await screen.findByRole('group', { name: 'Nobody was reminded. Check the connection and try again.' })
})

test('nobody is reminded of what is not late, or of what they have themselves', async () => {
  await open({ clocks: [clock(ago(-1))] })
  expect(reminder()).toBeNull()
})

const onCall: OnCallView = {
  cycle: 1,
  calls: [
    {
      ...{ callId: '018f0000-0000-7000-8000-0000000000f1', round: 1, place: 1, source: 'shift' },
      ...{ person: { ...lead.person }, for: null, outcome: 'away', at: ago(1) },
    },
    {
      ...{ callId: '018f0000-0000-7000-8000-0000000000f2', round: 1, place: 2, source: 'person' },
      ...{ person: { ...analyst }, for: { ...lead.person }, outcome: 'notified', at: ago(1) },
    },
  ],
  next: { at: ago(-1), source: 'calendar', person: null },
}

test('whom the on-call chain called is shown with who is next, and whoever takes it over has it in that frame', async () => {
  const changes = {
    ...{ status: 'submitted', steps: ['acknowledge', 'comment'], relations: ['lead'] },
    raiser: { personId: '018f0000-0000-7000-8000-0000000000a9', name: 'Rae' },
  } as const
  await show(<EscalationPage />, {
    at: { address: paths.escalation(escalationId), path: paths.escalation(':escalationId') },
    read: [
      [trpc.escalations.detail.queryKey({ escalationId }), { ...view, ...changes }],
      [trpc.escalations.onCall.queryKey({ escalationId }), onCall],
    ],
  })
  await screen.findByText(/passed over: away, and nobody stands in/)
  expect(screen.getByText('Ana notified').nextSibling?.textContent).toMatch(/^Step 2 · for /)
  expect(screen.getByText(/^Next: Whoever the calendar names,/)).toBeDefined()
  await press('Take over')
  await screen.findByText(/^Nobody else is called:/)
  expect(screen.queryByRole('button', { name: 'Take over' })).toBeNull()
})
