import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/commands/meetings-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AgendaItemView, PersonMeetings, SeriesView } from '#shared/meetings/views.ts'
import type { Me } from '#shared/people/views.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { FeedPage } from './feed-page.tsx'
import { meetingsOnPerson } from './person-slots.tsx'
import { SendPage } from './send-page.tsx'
import { SeriesPage } from './series-page.tsx'

const idOf = (number: number) => `${id.slice(0, -1)}${number}`
const item = (number: number, changes: Partial<AgendaItemView> = {}): AgendaItemView => ({
  ...{ itemId: idOf(number), author: analyst, text: `Point ${number}`, isPrivate: false, source: null },
  ...{ addedAt: '2026-11-20T00:00:00Z', doneAt: null, closed: null, version: 1 },
  ...changes,
})
/** The first meeting is over, and the next is in six days. */
const yesterday = Temporal.Now.plainDateISO('Asia/Seoul').subtract({ days: 1 }).toString()
const series = (changes: Partial<SeriesView> = {}): SeriesView => ({
  ...{ seriesId: id, teamId, lead: lead.person, subject: analyst, startsOn: yesterday, time: '10:00' },
  ...{ zone: 'Asia/Seoul', everyWeeks: 1, minutes: 30, place: 'Room 3', endedAt: null, led: true },
  ...{ meetings: [], items: [item(1)], version: 1 },
  ...changes,
})
const holding = (...all: SeriesView[]) =>
  [
    [
      trpc.meetings.person.queryKey({ personId: analyst.personId }),
      { person: analyst, series: all } satisfies PersonMeetings,
    ],
  ] as const
const start = { address: `${paths.series(id)}?of=${analyst.personId}`, path: paths.series(':seriesId') }
const asAnalyst: Me = {
  ...lead,
  person: { ...lead.person, ...analyst },
  roles: [{ role: 'analyst', teamId, function: null }],
  teams: lead.teams.map((team) => ({ ...team, people: [] })),
}

describe('the agenda', () => {
  test('a point is on the phone before the server knows of it, private where its author says so', async () => {
    const shown = await show(<SeriesPage since={() => null} />, { at: start, read: holding(series()) })
    await press('Add a point')
    await enter('What to talk about', 'Queue times')
    await choose('Only me')
    const dialog = await screen.findByRole('dialog')
    within(dialog).getByRole('button', { name: 'Add a point' }).click()
    expect(await screen.findByText('Queue times')).toBeDefined()
    const [sent] = await shown.sent()
    expect(sent).toMatchObject({
      name: 'meetings.addItem',
      input: { seriesId: id, text: 'Queue times', isPrivate: true, source: null },
    })
  })

  test('a point is ticked, and only its author edits it', async () => {
    const shown = await show(<SeriesPage since={() => null} />, { at: start, read: holding(series()) })
    await choose(/Point 1/)
    expect(await shown.sent()).toMatchObject([
      { name: 'meetings.tick', input: { itemId: idOf(1), done: true } },
    ])
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
  })

  test('a point that was left from the meeting before says so', async () => {
    const by = lead.person
    const finished = { by, at: '2026-11-24T02:00:00Z', noteId: null }
    const meetings = [{ day: '2026-11-24', movedTo: null, cancelled: false, finished }]
    await show(<SeriesPage since={() => null} />, { at: start, read: holding(series({ meetings })) })
    expect(await screen.findByText(/From last time/)).toBeDefined()
  })
})

describe('finishing', () => {
  test('carries over what nothing is said of, and makes a shared note of an action', async () => {
    const shown = await show(<SeriesPage since={() => null} />, {
      at: start,
      read: holding(series({ items: [item(1), item(2)] })),
    })
    await press('Finish')
    const groups = await screen.findAllByRole('radiogroup')
    within(groups[0] ?? document.body)
      .getByLabelText('Make an action')
      .click()
    const dialog = await screen.findByRole('dialog')
    within(dialog).getByRole('button', { name: 'Finish' }).click()
    await screen.findAllByText(/1:1 finished · 1 carried over/, {}, { timeout: 15_000 })
    const [note, finish] = await shown.sent()
    expect(note).toMatchObject({
      name: 'coaching.saveNote',
      input: { audience: 'person', actions: [{ title: 'Point 1', ownerId: analyst.personId }] },
    })
    expect(finish).toMatchObject({
      name: 'meetings.finish',
      input: { seriesId: id, day: yesterday, items: [{ itemId: idOf(1), outcome: 'action' }] },
    })
    expect(finish?.input).toMatchObject({ noteId: (note?.input as { noteId: string }).noteId })
  })

  test('an analyst makes no actions', async () => {
    await show(<SeriesPage since={() => null} />, { at: start, me: asAnalyst, read: holding(series()) })
    await press('Finish')
    expect(await screen.findByLabelText('Drop')).toBeDefined()
    expect(screen.queryByLabelText('Make an action')).toBeNull()
  })
})

test('one meeting is moved, and the page says when it is now', async () => {
  const shown = await show(<SeriesPage since={() => null} />, { at: start, read: holding(series()) })
  await press('Reschedule')
  await enter('Day', '2099-01-01')
  await press('Move the meeting')
  expect(await shown.sent()).toMatchObject([
    { name: 'meetings.move', input: { seriesId: id, to: { day: '2099-01-01', time: '10:00' } } },
  ])
})

test('a series that is not there is called so', async () => {
  await show(<SeriesPage since={() => null} />, { at: start, read: holding() })
  expect(await screen.findByText('This series is not there, or not for you to see.')).toBeDefined()
})

test('a person’s part shows the next meeting in its zone, and whether one can be set up', async () => {
  const Content = meetingsOnPerson.part?.Content
  if (!Content) throw new Error('no part')
  const shown = await show(<Content personId={analyst.personId} />, { read: holding(series()) })
  expect(await screen.findByText(/Next 1:1: .* 10:00/)).toBeDefined()
  expect(screen.getByText(/Asia\/Seoul · 1 on the agenda/)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Set up 1:1s' })).toBeNull()
  expect(await shown.sent()).toEqual([])
})

test('a check-in is sent in words of one’s own', async () => {
  const source = { check_in: idOf(7) }
  const address = { address: appPaths.sendToAgenda(source), path: appPaths.sendToAgenda() }
  const shown = await show(<SendPage />, { at: address, me: asAnalyst, read: holding(series()) })
  await enter('What to talk about', 'How the week was')
  await press('Add a point')
  expect(await shown.sent()).toMatchObject([
    {
      name: 'meetings.addItem',
      input: { text: 'How the week was', isPrivate: false, source: { kind: 'check_in', id: idOf(7) } },
    },
  ])
})

test('a calendar feed says since when it is open, and that names are not in it', async () => {
  const feed = { feedId: id, showsNames: false, openedAt: '2026-11-30T00:00:00Z' }
  await show(<FeedPage />, { read: [[trpc.meetings.feed.queryKey(), { feed }]] })
  expect(await screen.findByText(/A feed is open since .*"1:1"/)).toBeDefined()
  expect(screen.getByRole('button', { name: 'Take the address back' })).toBeDefined()
})
