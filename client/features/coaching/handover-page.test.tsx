import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { HandoverView, NamedView } from '#shared/coaching/views.ts'
import { choose, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { HandoverPage } from './handover-page.tsx'

const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const next = { personId: id(70), name: 'Nora' }
const other = { personId: id(71), name: 'Olga' }
const note = (number: number, text: string, takers = [] as HandoverView['notes'][number]['takers']) => ({
  ...{ noteId: id(number), subject: analyst, body: { kind: 'quick' as const, text } },
  ...{ createdAt: `2026-11-${number}T01:00:00Z`, takers },
})
const view: HandoverView = {
  endsOn: '2026-12-10',
  notes: [note(24, 'Newest'), note(22, 'Middle'), note(20, 'Oldest')],
  kept: 2,
}
const leadsFrom = (...people: (typeof next)[]): NamedView => ({
  managers: [],
  leads: [{ ...lead.person, startsOn: '2026-01-01', endsOn: '2026-12-10' }].concat(
    people.map((person) => ({ ...lead.person, ...person, startsOn: '2026-01-01', endsOn: '2026-12-10' })),
  ),
})
const start = { address: paths.handover(teamId), path: paths.handover() }
const open = (given: Partial<HandoverView> = {}, named = leadsFrom(next)) =>
  show(<HandoverPage />, {
    at: start,
    read: [
      [trpc.coaching.toHandover.queryKey({ teamId }), { ...view, ...given }],
      [trpc.coaching.named.queryKey({ teamId }), named],
    ],
  })
const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox')

describe('the page of handing over', () => {
  test('says until when, and how many notes are handed to nobody', async () => {
    await open()
    expect(await screen.findByText(/Your role as a lead ends on .*10 Dec/)).toBeDefined()
    expect(screen.getByText(/2 notes that only you can read stay with nobody/)).toBeDefined()
  })

  test('hands the chosen notes over to the one who leads next, each by a write of its own', async () => {
    const shown = await open()
    await choose(/^Newest/)
    await choose(/^Oldest/)
    await press('Hand 2 notes over to Nora')
    expect(await shown.sent()).toEqual([
      { name: 'coaching.handover', input: { noteId: id(24), personId: next.personId } },
      { name: 'coaching.handover', input: { noteId: id(20), personId: next.personId } },
    ])
    expect(await screen.findByRole('group', { name: '2 notes handed over to Nora' })).toBeDefined()
    // A note on its way is shown as done, and cannot be chosen again.
    expect(boxes().map(({ disabled, checked }) => [disabled, checked])).toEqual([
      [true, false],
      [false, false],
      [true, false],
    ])
  })

  test('is taken back while nothing is sent', async () => {
    const shown = await open()
    await press('Choose all')
    await press('Hand 3 notes over to Nora')
    expect(await shown.sent()).toHaveLength(3)
    await press('Undo')
    expect(await shown.sent()).toEqual([])
    expect(boxes().some(({ disabled }) => disabled)).toBe(false)
  })

  test('asks who takes over where several lead the team', async () => {
    const shown = await open({}, leadsFrom(next, other))
    await choose(/^Middle/)
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Choose who takes over' })
    expect(button.disabled).toBe(true)
    await choose('Olga')
    await press('Hand 1 note over to Olga')
    expect(await shown.sent()).toMatchObject([{ input: { personId: other.personId } }])
  })

  test('marks a note that the chosen lead reads already', async () => {
    await open({ notes: [note(24, 'Newest', [next]), note(22, 'Middle')] })
    const [newest, middle] = boxes()
    expect([newest?.disabled, middle?.disabled]).toEqual([true, false])
    const row = newest?.closest('li') ?? document.body
    expect(within(row).getByText(/Handed over to Nora/)).toBeDefined()
  })

  test('says where nobody else leads the team, and where there is nothing to hand over', async () => {
    await open({ notes: [] }, leadsFrom())
    expect(await screen.findByText(/Nobody else leads this team/)).toBeDefined()
    expect(screen.getByText('You have shared no note with the analysts of this team.')).toBeDefined()
  })

  test('is closed to who leads no team', async () => {
    await show(<HandoverPage />, { at: start, me: { ...lead, roles: [], teams: [] } })
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(document.querySelector('.state')).not.toBeNull()
  })
})
