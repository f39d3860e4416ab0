import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { Outbox } from '#client/offline/outbox/outbox.ts'
import { AppError } from '#shared/core/errors.ts'
import type { EscalationView, RequestView } from '#shared/escalations/views.ts'
import { press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { listOptions } from './data.ts'
import { LazyApprovalSheet } from './lazy-approval-sheet.tsx'

// Its code comes when a sheet is first opened.
await import('./approval-sheets.tsx')

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const request = (number: number): RequestView => ({
  requestId: idOf(1000 + number),
  author: analyst,
  at: '2026-11-20T00:00:00Z',
  question: `Question ${number}?`,
  ...{ recommendation: 'Clause 4', ifApproved: 'The queue follows.', ifRejected: 'Nothing changes.' },
  ...{ contentVersion: 1, state: 'open', needed: 1, decisions: [], decideFor: null, refusal: null },
})
const escalation = (number: number, asked = request(number)) =>
  ({
    ...{ escalationId: idOf(number), teamId, kind: 'policy_gap', category: null, severity: 'P2' },
    ...{ status: 'waiting', summary: `Case ${number}`, details: null, caseReference: null, function: null },
    ...{ subject: null, raiser: analyst, holder: analyst, version: 3, contentVersion: 1, approved: false },
    ...{ clocks: [], clock: null, links: [], watchers: [], watching: false, request: asked },
    ...{ resolution: null, whatChanged: null, followUps: [], mergedIntoId: null, events: [], steps: [] },
    ...{ relations: ['manager'], raisedAt: '2026-11-20T00:00:00Z' },
  }) as unknown as EscalationView
const keyOf = (number: number) => trpc.escalations.detail.queryKey({ escalationId: idOf(number) })

/** A list from which one after the other is opened. */
function List() {
  const [opened, setOpened] = useState(0)
  return (
    <>
      {[1, 2].map((number) => (
        <button key={number} type="button" onClick={() => setOpened(number)}>
          {`open ${number}`}
        </button>
      ))}
      <button type="button" onClick={() => setOpened(0)}>
        none
      </button>
      <LazyApprovalSheet escalationId={opened ? idOf(opened) : undefined} onClose={() => setOpened(0)} />
    </>
  )
}

const rowOf = (number: number, more: object = {}) => ({
  ...{ ...escalation(number), decidable: true, askedBy: null },
  ...more,
})
const listKey = listOptions({ scope: 'all', state: 'open' }).queryKey
const pagesOf = (rows: unknown[]) => ({ pages: [{ rows, nextCursor: null }], pageParams: [null] })
const waiting = [rowOf(1), rowOf(2)]
const voided = (code: string, actor: unknown) =>
  ({
    ...escalation(1, { ...request(1), state: 'voided' }),
    events: [{ eventId: idOf(70), kind: 'voided', code, actor, at: '2026-11-21T00:00:00Z', other: null }],
  }) as unknown as EscalationView

type Sent = { id: string; input: unknown }

/** Of what is sent the answers of the first `lost` do not arrive. */
async function withBoth({ sent = [], lost = 0 }: { sent?: Sent[]; lost?: number } = {}) {
  return await show(<List />, {
    me: { ...lead, roles: [{ role: 'manager', teamId, function: null }] },
    read: [
      [keyOf(1), escalation(1)],
      [keyOf(2), escalation(2)],
      [listKey, pagesOf(waiting)],
    ],
    send: async ({ input, meta }) => {
      sent.push({ id: meta.id, input })
      if (sent.length <= lost) throw new AppError('UNAVAILABLE', { reason: 'network' })
      return { entityId: idOf(1), version: 4, at: '2026-11-29T00:00:00Z' }
    },
  })
}

/** A line below the sheet may still take the last one back. */
function expectUndecided() {
  const sheet = within(screen.getByRole('dialog'))
  sheet.getByRole('button', { name: 'Approve' })
  expect(sheet.queryByRole('button', { name: /Undo/ })).toBeNull()
}

test('shows nothing of the last decision on the next escalation', async () => {
  await withBoth()
  await press('open 1')
  await press('Approve')
  await screen.findByRole('button', { name: /Undo/ })
  await press('Close')
  await press('open 2')
  await screen.findByText('Question 2?')
  expectUndecided()
})

test('shows nothing of the last decision on the next request for the same escalation', async () => {
  const { queries } = await withBoth()
  await press('open 1')
  await press('Approve')
  await screen.findByRole('button', { name: /Undo/ })
  await act(async () => {
    queries.setQueryData(keyOf(1), escalation(1, request(7)))
  })
  await screen.findByText('Question 7?')
  expectUndecided()
})

test('the way back outlives the sheet, however it goes', async () => {
  await withBoth()
  await press('open 1')
  await press('Approve')
  await screen.findByRole('button', { name: /Undo/ })
  // It is taken out of the page without being closed, as by Back or another page.
  await press('none')
  const toast = await screen.findByRole('group', { name: 'Approved.' })
  expect(within(toast).getByRole('button', { name: 'Undo' })).toBeDefined()
})

test('leads to the whole escalation', async () => {
  const shown = await withBoth()
  await press('open 1')
  await press('See the whole escalation', 1, 'link')
  expect(shown.address()).toBe(paths.escalation(idOf(1)))
})

test('counts approvals only where two are asked for, and the reader’s own in its place', async () => {
  const { queries } = await withBoth()
  const urgent = (needed: number, decisions: RequestView['decisions'] = []) =>
    ({ ...escalation(1, { ...request(1), needed, decisions }), severity: 'P1' }) as EscalationView
  await act(async () => queries.setQueryData(keyOf(1), urgent(1)))
  await press('open 1')
  await screen.findByText('Question 1?')
  expect(screen.queryByText(/Approval \d of/)).toBeNull()
  const first = {
    ...{ decisionId: idOf(50), place: 1, decider: analyst, for: null, verdict: 'approve' as const },
    ...{ reason: null, at: '2026-11-20T01:00:00Z', alone: false },
  }
  const pending = { ...first, takesEffectAt: new Date(Date.now() + 60_000).toISOString() }
  await act(async () => queries.setQueryData(keyOf(1), urgent(2, [pending])))
  expect(await screen.findByText('Approval 1 of 2')).toBeDefined()
  const over = { ...first, takesEffectAt: '2026-11-20T01:00:10Z' }
  await act(async () => queries.setQueryData(keyOf(1), urgent(2, [over])))
  expect(await screen.findByText('Approval 2 of 2')).toBeDefined()
})

test('offers the next one once something is decided, to be decided by itself', async () => {
  await withBoth()
  await press('open 1')
  expect(screen.queryByRole('button', { name: /open the next/ })).toBeNull()
  await press('Approve')
  await press('1 more waits: open the next')
  await screen.findByText('Question 2?')
  expectUndecided()
  // The way back of the first stays for what is left of its ten seconds.
  const toast = await screen.findByRole('group', { name: 'Approved.' })
  expect(within(toast).getByRole('button', { name: 'Undo' })).toBeDefined()
  await press('Approve')
  await screen.findAllByRole('button', { name: /Undo/ })
  expect(screen.queryByRole('button', { name: /open the next/ })).toBeNull()
})

test('sends along how long the sheet was open, and that its end was not seen', async () => {
  const sent: Sent[] = []
  await withBoth({ sent })
  await press('open 1')
  await press('Approve')
  await screen.findByRole('button', { name: /Undo/ })
  expect(sent).toMatchObject([
    { input: { verdict: 'approve', reading: { seconds: expect.any(Number), reachedEnd: false } } },
  ])
})

/** Lets time go by on the phone. */
function later(outbox: Outbox, seconds: number) {
  const { clock } = outbox.platform
  const then = clock.now() + seconds * 1000
  vi.spyOn(clock, 'now').mockImplementation(() => then)
}

test('tried again after a lost answer it is the same write, with the reading of the first try', async () => {
  const sent: Sent[] = []
  const { outbox } = await withBoth({ sent, lost: 1 })
  await press('open 1')
  await screen.findByText('Question 1?')
  later(outbox, 7)
  await press('Approve')
  await screen.findByText(/The server can't be reached/)
  later(outbox, 20)
  await press('Approve')
  await screen.findByRole('button', { name: /Undo/ })
  expect(sent).toHaveLength(2)
  expect(sent[0]).toMatchObject({ input: { reading: { seconds: 7 } } })
  expect(sent[1]).toEqual(sent[0])
})

test('measures another request for the same escalation anew', async () => {
  const seen: (() => void)[] = []
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(notify: (entries: { isIntersecting: boolean }[]) => void) {
        seen.push(() => notify([{ isIntersecting: true }]))
      }
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  const sent: Sent[] = []
  const { outbox, queries } = await withBoth({ sent })
  await press('open 1')
  await screen.findByText('Question 1?')
  for (const notice of seen) notice()
  const ofFirst = [...seen]
  later(outbox, 600)
  await act(async () => queries.setQueryData(keyOf(1), escalation(1, request(7))))
  await screen.findByText('Question 7?')
  // What was noticed of the first request says nothing of the second one.
  for (const notice of ofFirst) notice()
  later(outbox, 3)
  await press('Approve')
  await screen.findByRole('button', { name: /Undo/ })
  expect(sent).toMatchObject([{ input: { reading: { seconds: 3, reachedEnd: false } } }])
  vi.unstubAllGlobals()
})

test('offers what was taken back again, and nothing of which its requester has the turn', async () => {
  const { queries } = await withBoth()
  const reread = async (rows: unknown[], updatedAt: number) => {
    await act(async () => queries.setQueryData(listKey, pagesOf(rows) as never, { updatedAt }))
  }
  await press('open 2')
  await press('Approve')
  await press('1 more waits: open the next')
  await screen.findByText('Question 1?')
  await press('Approve')
  await screen.findAllByRole('button', { name: /Undo/ })
  expect(screen.queryByRole('button', { name: /open the next/ })).toBeNull()
  const soon = Date.now() + 60_000
  await reread([rowOf(1), rowOf(2)], soon)
  await screen.findByRole('button', { name: '1 more waits: open the next' })
  await reread([rowOf(1), rowOf(2, { askedBy: lead.person })], soon + 1)
  await waitFor(() => expect(screen.queryByRole('button', { name: /open the next/ })).toBeNull())
})

test('leads on to the next one from a request that is over, and from one that was asked more about', async () => {
  const { queries } = await withBoth()
  await press('open 1')
  await press('Ask for more')
  await act(async () => {
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Which clause?' } })
  })
  await press('Ask')
  await screen.findByRole('button', { name: '1 more waits: open the next' })
  await act(async () => queries.setQueryData(keyOf(1), voided('recalled', analyst)))
  await screen.findByText(/Ana recalled this request/)
  await press('1 more waits: open the next')
  await screen.findByText('Question 2?')
})

test('says of a request that was recalled or has expired why it no longer holds', async () => {
  const { queries } = await withBoth()
  await press('open 1')
  await act(async () => queries.setQueryData(keyOf(1), voided('recalled', analyst)))
  await screen.findByText(/Ana recalled this request/)
  await act(async () => queries.setQueryData(keyOf(1), voided('expired', null)))
  await screen.findByText(/Nobody settled this request within 14 days/)
})
