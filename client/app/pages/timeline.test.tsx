import { act, fireEvent, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import type { CoachingView, NoteView } from '#shared/coaching/views.ts'
import type { GoalView } from '#shared/goals/views.ts'
import type { ReviewSummary } from '#shared/reviews/views.ts'
import { choose } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { personSlots } from './person-slots.ts'
import { Timeline } from './timeline.tsx'

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const author = { personId: lead.person.personId, name: lead.person.name }
const review = (number: number, publishedAt: string, score: number | null): ReviewSummary => ({
  ...{ reviewId: id(number), teamId, analyst, reviewer: author, purpose: 'quality', auditId: null },
  ...{ caseRef: `C-${number}`, policy: null, queue: null, language: null, decision: null },
  ...{ decisionCorrect: null, versionId: id(99), score, rawScore: score, ownScore: score },
  ...{ ownAutoFail: false, ownCritical: [], published: null, publishedAt, deliveredAt: publishedAt },
  ...{ acknowledgedAt: null, byMachine: false, movedIn: false, version: 1 },
})
const note = (number: number, kind: 'quick' | 'recognition'): NoteView => ({
  ...{ noteId: id(number), teamId, author, subject: analyst, audience: 'person' },
  ...{ body: { kind, text: `A ${kind} note` }, criterion: null, evidence: [], followUpOn: null },
  ...{ followedUpAt: null, createdAt: `2026-11-${number}T01:00:00Z`, acknowledgedAt: null },
  ...{ replies: [], olderReplies: null, readers: [], addenda: [], version: 1 },
  actions:
    kind === 'quick'
      ? [
          {
            ...{ actionId: id(70), noteId: id(number), owner: analyst, title: 'Read clause 3' },
            ...{ dueOn: null, doneAt: '2026-11-26T01:00:00Z', comments: [], version: 1 },
          },
        ]
      : [],
})
const goal: GoalView = {
  ...{ goalId: id(80), teamId, subject: analyst, author, metric: 'accuracy', target: 0.95 },
  ...{ baseline: { x: 110, n: 122, from: '2026-10-26', to: '2026-11-16' }, dueOn: '2099-01-01' },
  ...{ why: 'Fewer appeals', createdAt: '2026-11-20T00:00:00Z', ended: null, version: 1 },
}
const { personId } = analyst
const coaching: CoachingView = {
  ...{ person: analyst, notes: [note(24, 'quick'), note(22, 'recognition')], before: null, older: null },
}
const readWith = (notes: readonly NoteView[]) => [
  [trpc.coaching.person.queryKey({ personId }), { ...coaching, notes }] as const,
  [trpc.goals.person.queryKey({ personId }), { person: analyst, goals: [goal] }] as const,
  [
    trpc.reviews.person.queryKey({ personId }),
    {
      person: analyst,
      reviews: [
        review(1, '2026-11-25T01:00:00Z', 0.8),
        // On Monday in Seoul, on Sunday in UTC.
        review(2, '2026-11-22T15:30:00Z', 1),
        review(3, '2026-11-22T14:30:00Z', null),
      ],
    },
  ] as const,
]

async function open({ me = lead, search = '', notes = coaching.notes } = {}) {
  await act(() => personSlots.preload())
  return await show(
    <Suspense fallback="waits">
      <Timeline personId={personId} empty="Nothing" />
    </Suspense>,
    { read: readWith(notes), me, at: { address: `/timeline${search}`, path: '/timeline' } },
  )
}
const chips = () => screen.getAllByRole('radio').map((chip) => chip.closest('label')?.textContent)
const said = () => screen.getByRole('status').textContent

test('the reviews of a week are one line with their mean, which opens in the order of time', async () => {
  await open()
  expect(chips()).toEqual(['All', 'Notes', 'Reviews', 'Goals', 'Actions', 'Recognition'])
  const week = screen.getByText(/^2 reviews · mean 90 · /)
  const details = week.closest('details')
  expect(details?.open).toBe(false)
  expect([...(details?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('C-1'),
    expect.stringContaining('C-2'),
  ])
  // Alone in its week.
  expect(screen.getByText('C-3').closest('details')).toBeNull()
  expect(said()).toBe('6 entries shown')
})

test('reviews that nothing else stands between are one line that opens, and stand by themselves under their chip', async () => {
  await open({ notes: [] })
  const [fold] = screen.getAllByText(/^3 reviews · /)
  expect(fold?.textContent).toBe('3 reviews · 22 Nov to 25 Nov')
  expect(fold?.closest('details')?.open).toBe(false)
  await choose('Reviews')
  expect(screen.queryByText(/^3 reviews · /)).toBeNull()
  expect(screen.getByText('C-3')).toBeDefined()
})

test('a chip narrows the timeline, and the address keeps it beside the part of the page', async () => {
  const { address } = await open({ search: '?part=timeline' })
  await choose('Reviews')
  expect(said()).toBe('2 entries shown')
  expect(screen.queryByText('A quick note')).toBeNull()
  await choose('Actions')
  expect(said()).toBe('1 entry shown')
  expect(screen.getByText('Read clause 3')).toBeDefined()
  await choose('Recognition')
  expect(screen.getByText('A recognition note')).toBeDefined()
  expect(address()).toBe('/timeline?part=timeline&show=recognitions')
  await choose('All')
  expect(address()).toBe('/timeline?part=timeline')
})

test('the own record has the same, from what the phone kept, where a kind that is absent narrows nothing', async () => {
  const own = {
    ...lead,
    person: { ...lead.person, ...analyst },
    ...{ roles: [{ role: 'analyst' as const, teamId, function: null }], teams: [] },
  }
  await open({ me: own, search: '?show=escalations' })
  expect(said()).toBe('6 entries shown')
  const all = screen.getByRole<HTMLInputElement>('radio', { name: 'All' })
  expect(all.checked).toBe(true)
  fireEvent.click(screen.getByText(/^2 reviews/))
  expect(screen.getByText('C-1')).toBeDefined()
})
