import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { SharedCheckIns, TalkRequestView } from '#shared/check-ins/views.ts'
import type { TodayView } from '#shared/today/views.ts'
import { press } from '#tests/support/component/entering.ts'
import { analyst, lead, show } from '#tests/support/component/show.tsx'
import { itemsByKind } from '#tests/support/component/today-items.ts'
import { id } from '#tests/support/today-items.ts'
import { SharedPage } from './shared-page.tsx'

const shared: SharedCheckIns = {
  person: analyst,
  offeredAt: null,
  checkIns: [
    {
      checkInId: id,
      at: '2026-11-27T02:00:00Z',
      answers: { energy: 2, load: null, support: 4 },
      note: 'Tired.',
    },
  ],
}
const talk: TalkRequestView = {
  ...{ requestId: id, from: analyst, to: lead.person, state: 'asked', askedAt: '2026-11-27T02:00:00Z' },
  ...{
    dueAt: '2026-11-30T02:00:00Z',
    answer: null,
    proposedAt: null,
    answeredAt: null,
    unheard: false,
    version: 1,
  },
}
const showPage = (change: Partial<SharedCheckIns> = {}, talks: TalkRequestView[] | null = []) =>
  show(<SharedPage />, {
    read: [
      [trpc.checkIns.shared.queryKey({ personId: analyst.personId }), { ...shared, ...change }],
      ...(talks ? [[trpc.checkIns.talks.queryKey(), talks] as const] : []),
    ],
    at: { address: paths.sharedCheckIns(analyst.personId), path: paths.sharedCheckIns(':personId') },
  })

test('who reads a shared check-in offers a talk with one tap, once, also without a network', async () => {
  const shown = await showPage()
  await press('Offer to talk')
  expect(await shown.sent()).toMatchObject([
    { name: 'checkIns.offerTalk', input: { personId: analyst.personId } },
  ])
  expect(screen.queryByRole('button', { name: 'Offer to talk' })).toBeNull()
  expect(screen.getByText(/^You offered to talk .* If Ana would like to, they ask\.$/)).toBeDefined()
})

test('the offer can be taken back before it is sent', async () => {
  const shown = await showPage()
  await press('Offer to talk')
  await press('Undo')
  expect(await shown.sent()).toEqual([])
  expect(screen.getByRole('button', { name: 'Offer to talk' })).toBeDefined()
})

test('who asks to talk is answered, and offered nothing', async () => {
  await showPage({}, [talk])
  expect(screen.getByRole('button', { name: 'Answer the request to talk' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Offer to talk' })).toBeNull()
})

test('nothing is offered while an answered request is open', async () => {
  await showPage({}, [
    { ...talk, state: 'answered', answer: 'will_talk', answeredAt: '2026-11-27T03:00:00Z' },
  ])
  expect(screen.queryByRole('button', { name: 'Offer to talk' })).toBeNull()
})

test('nothing is offered before it is known that they did not ask', async () => {
  await showPage({}, null)
  expect(await screen.findByText('Tired.')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Offer to talk' })).toBeNull()
})

test('what was read is off Today before anybody is back there', async () => {
  const row = itemsByKind.check_in_shared
  const others = { ...row, key: 'another', person: { ...row.person, personId: lead.person.personId } }
  const view: TodayView = { items: [row, others], settled: [], day: '2026-11-27' }
  const { queries } = await show(<SharedPage />, {
    read: [
      [trpc.checkIns.shared.queryKey({ personId: row.person.personId }), shared],
      [trpc.checkIns.talks.queryKey(), []],
      [trpc.today.list.queryKey(), view],
    ],
    at: { address: paths.sharedCheckIns(row.person.personId), path: paths.sharedCheckIns(':personId') },
  })
  const left = queries.getQueryData<TodayView>(trpc.today.list.queryKey())
  expect(left?.items.map(({ key }) => key)).toEqual(['another'])
})
