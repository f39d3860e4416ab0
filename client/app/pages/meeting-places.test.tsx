import { act, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/commands/meetings-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { CoachingView, NoteView } from '#shared/coaching/views.ts'
import type { SeriesView } from '#shared/meetings/views.ts'
import type { Me } from '#shared/people/views.ts'
import type { ReviewSummary } from '#shared/reviews/views.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { NextAtToday } from './next-at-today.tsx'
import { personSlots } from './person-slots.ts'
import { SeriesPlace } from './series-place.tsx'

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const { personId } = analyst
const author = { personId: lead.person.personId, name: lead.person.name }
const tomorrow = Temporal.Now.plainDateISO('Asia/Seoul').add({ days: 1 }).toString()
const series = (changes: Partial<SeriesView> = {}): SeriesView => ({
  ...{ seriesId: id(1), teamId, lead: author, subject: analyst, startsOn: tomorrow, time: '10:00' },
  ...{ zone: 'Asia/Seoul', everyWeeks: 1, minutes: 30, place: null, endedAt: null, led: true },
  ...{ meetings: [], items: [], version: 1 },
  ...changes,
})
const finishedAt = (timestamp: string): SeriesView['meetings'][number] => ({
  ...{ day: timestamp.slice(0, 10), movedTo: null, cancelled: false },
  finished: { by: author, at: timestamp, noteId: null },
})
const note = (number: number, text: string, createdAt: string): NoteView => ({
  ...{ noteId: id(number), teamId, author, subject: analyst, audience: 'person', createdAt },
  ...{ body: { kind: 'quick', text }, criterion: null, evidence: [], followUpOn: null },
  ...{ followedUpAt: null, acknowledgedAt: null, replies: [], olderReplies: null, readers: [] },
  ...{ addenda: [], version: 1 },
  actions: [
    {
      ...{ actionId: id(number + 50), noteId: id(number), owner: analyst, title: `${text} agreed` },
      ...{ dueOn: null, doneAt: '2026-11-24T01:00:00Z', comments: [], version: 1 },
    },
  ],
})
const review = (number: number, publishedAt: string): ReviewSummary => ({
  ...{ reviewId: id(number), teamId, analyst, reviewer: author, purpose: 'quality', auditId: null },
  ...{ caseRef: `C-${number}`, policy: null, queue: null, language: null, decision: null },
  ...{ decisionCorrect: null, versionId: id(99), score: 1, rawScore: 1, ownScore: 1 },
  ...{ ownAutoFail: false, ownCritical: [], published: null, publishedAt, deliveredAt: publishedAt },
  ...{ acknowledgedAt: null, byMachine: false, movedIn: false, version: 1 },
})
const coaching: CoachingView = {
  ...{ person: analyst, before: null, older: null },
  notes: [note(21, 'Newer', '2026-11-23T01:00:00Z'), note(20, 'Older', '2026-11-10T01:00:00Z')],
}
const holding = (...all: SeriesView[]) =>
  [
    [trpc.meetings.person.queryKey({ personId }), { person: analyst, series: all }],
    [trpc.coaching.person.queryKey({ personId }), coaching],
    [trpc.goals.person.queryKey({ personId }), { person: analyst, goals: [] }],
    [
      trpc.reviews.person.queryKey({ personId }),
      // Two of one week, the last meeting between them.
      { person: analyst, reviews: [review(31, '2026-11-20T01:00:00Z'), review(30, '2026-11-17T01:00:00Z')] },
    ],
  ] as const

describe('since the last 1:1', () => {
  async function open(...meetings: SeriesView['meetings']) {
    await act(() => personSlots.preload())
    await show(
      <Suspense fallback="waits">
        <SeriesPlace />
      </Suspense>,
      {
        read: holding(series({ meetings })),
        at: { address: `${paths.series(id(1))}?of=${personId}`, path: paths.series(':seriesId') },
      },
    )
  }
  const rows = () => {
    const part = screen.getByRole('heading', { name: 'Since the last 1:1' }).closest('section')
    return [...(part?.querySelectorAll('.row-title') ?? [])].map(({ textContent }) => textContent)
  }

  test('has the notes, reviews and finished actions of after the last one, the newest first', async () => {
    await open(finishedAt('2026-11-04T01:00:00Z'), finishedAt('2026-11-18T01:00:00Z'))
    expect(rows()).toEqual(['Newer agreed', 'Older agreed', 'Newer', 'C-31'])
    expect(screen.queryByText('C-30')).toBeNull()
    expect(screen.queryByText('Older')).toBeNull()
  })

  test('says that there was nothing', async () => {
    await open(finishedAt('2026-11-25T01:00:00Z'))
    expect(screen.getByText(/No note, review or finished action/)).toBeDefined()
  })

  test('is absent before the first meeting', async () => {
    await open()
    expect(await screen.findByText('Nothing on the agenda yet.')).toBeDefined()
    expect(screen.queryByText('Since the last 1:1')).toBeNull()
  })
})

describe('the next 1:1 where Today is empty', () => {
  test('names the other of the two and when, and leads to the series', async () => {
    await show(<NextAtToday />, { read: holding(series()) })
    const link = screen.getByRole('link', { name: /^Next: 1:1 with Ana, tomorrow 10:00$/ })
    expect(link.getAttribute('href')).toBe(`${paths.series(id(1))}?of=${personId}`)
  })

  test('names the lead to the analyst', async () => {
    const me: Me = {
      ...{ ...lead, person: { ...lead.person, ...analyst } },
      ...{ roles: [{ role: 'analyst', teamId, function: null }], teams: [] },
    }
    await show(<NextAtToday />, { me, read: holding(series()) })
    expect(screen.getByRole('link', { name: /with Lee/ })).toBeDefined()
  })

  test('is the nearest of several, and not of a series that ended', async () => {
    const ended = series({ seriesId: id(2), endedAt: '2026-11-01T00:00:00Z' })
    const later = series({ seriesId: id(3), startsOn: '2099-01-05' })
    await show(<NextAtToday />, { read: holding(later, ended, series()) })
    expect(screen.getByRole('link').textContent).toMatch(/tomorrow/)
  })

  test('says nothing where none is known', async () => {
    await show(<NextAtToday />, { read: holding() })
    expect(screen.queryByRole('link')).toBeNull()
  })
})
