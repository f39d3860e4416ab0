import { act, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { park } from '#client/offline/outbox/delivery.ts'
import type { CoachingView, InheritedView } from '#shared/coaching/views.ts'
import type { Me } from '#shared/people/views.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { ActionsPart } from './actions-part.tsx'
import { NotePage } from './note-page.tsx'

const { personId } = analyst
const before = { personId: id.replace('1', '7'), name: 'Bo' }
const idOf = (number: number) => id.replace(/1$/, `${number}`)
const action = (number: number, title: string, owner = analyst): InheritedView['actions'][number] => ({
  ...{ actionId: idOf(number), noteId: idOf(9), owner, author: before, title, dueOn: '2099-01-05' },
  ...{ doneAt: null, comments: [], version: 3 },
})
const coaching: CoachingView = { person: analyst, notes: [], before: null, older: null }
const readWith = (...actions: InheritedView['actions']) =>
  [
    [trpc.coaching.person.queryKey({ personId }), coaching],
    [trpc.coaching.inherited.queryKey({ personId }), { actions }],
  ] as const
const heading = () => screen.queryByRole('heading', { name: 'Agreed with a lead of before' })

describe('actions that a lead of before agreed', () => {
  test('say by whom, are finished, and are shown as done before the server knows', async () => {
    const shown = await show(<ActionsPart personId={personId} />, {
      read: readWith(action(3, 'Read clause 3'), action(4, 'Ask for a tool', before)),
    })
    expect(heading()).not.toBeNull()
    expect(screen.getByText(/^Bo · .* · agreed by Bo$/)).toBeDefined()
    await choose(/Ask for a tool/)
    expect(await shown.sent()).toEqual([
      { name: 'coaching.setActionDone', input: { noteId: idOf(9), actionId: idOf(4), done: true } },
    ])
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox')
    expect(boxes.map(({ checked }) => checked)).toEqual([false, true])
  })

  test('are no part where there are none', async () => {
    await show(<ActionsPart personId={personId} />, { read: readWith() })
    expect(await screen.findByText('Nothing agreed yet.')).toBeDefined()
    expect(heading()).toBeNull()
  })

  test('are not asked for by the person, who reads them in the notes', async () => {
    const me: Me = {
      ...{ ...lead, person: { ...lead.person, ...analyst } },
      ...{ roles: [{ role: 'analyst', teamId, function: null }], teams: [] },
    }
    await show(<ActionsPart personId={personId} />, { me, read: readWith(action(3, 'Read clause 3')) })
    expect(await screen.findByText('Nothing agreed yet.')).toBeDefined()
    expect(heading()).toBeNull()
  })
})

describe('a comment on such an action', () => {
  const own = { author: lead.person, text: 'Asked for it', version: 1, at: '2026-11-20T00:00:00Z' }
  const read = readWith({ ...action(3, 'Ask for a tool', before), comments: [own] })
  const there = `${paths.person(personId)}?part=actions&comment=${idOf(3)}`

  test('that was refused leads to where it is, and not to the note, which is closed', async () => {
    const shown = await show(<ActionsPart personId={personId} />, { read })
    await press('Change comment')
    await enter('Comment', 'It is there')
    await press('Save comment')
    await shown.sent()
    const [command] = shown.pending.getSnapshot()
    await act(async () => {
      await park(shown.outbox, command?.commandId ?? '', { code: 'CONFLICT', details: {} })
      await shown.pending.refresh()
    })
    const links = (await screen.findAllByRole('link')).map((link) => link.getAttribute('href'))
    expect(links).toContain(there)
  })

  test('is led to from the closed note, whose address unsent work knows', async () => {
    const shown = await show(<NotePage />, {
      read,
      at: { address: `${paths.note(idOf(9))}?comment=${idOf(3)}`, path: paths.note(':noteId') },
    })
    await screen.findByText('elsewhere')
    expect(shown.address()).toBe(there)
  })
})
