import { act, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { park } from '#client/offline/outbox/delivery.ts'
import { commentLimit } from '#shared/coaching/rules.ts'
import type { ActionView, CoachingView, NoteView } from '#shared/coaching/views.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { NotePage } from './note-page.tsx'

const actionId = id.replace(/1$/, '5')
const doneAt = '2026-11-20T00:00:00Z'
const action = (part: Partial<ActionView> = {}): ActionView => ({
  ...{ actionId, noteId: id, owner: analyst, title: 'Read clause 3', dueOn: null, doneAt, comments: [] },
  ...{ version: 2, ...part },
})
const by = (author: ActionView['owner'], text: string | null, version = 1) => ({
  ...{ author, text, version, at: '2026-11-20T00:00:00Z' },
})
const showNote = (
  actions: ActionView[],
  options: Parameters<typeof show>[1] & { search?: string; before?: string } = {},
) => {
  const note: NoteView = {
    ...{ noteId: id, teamId, author: lead.person, subject: analyst, audience: 'person', readers: [] },
    ...{ body: { kind: 'quick', text: 'We looked.' }, criterion: null, evidence: [], followUpOn: null },
    ...{ followedUpAt: null, createdAt: doneAt, acknowledgedAt: null, addenda: [], replies: [] },
    ...{ olderReplies: null, actions, version: 1 },
  }
  const view: CoachingView = { person: analyst, notes: [note], before: null, older: null }
  const { search = '', before, ...rest } = options
  return show(<NotePage />, {
    read: [
      [trpc.coaching.person.queryKey({ personId: analyst.personId, ...(before ? { before } : {}) }), view],
    ],
    at: { address: `${paths.note(id)}?of=${analyst.personId}${search}`, path: paths.note(':noteId') },
    ...rest,
  })
}
const draftKey = `comment:${id}:${actionId}`

describe('an action', () => {
  test('is done by one tap, which asks for nothing and offers a comment and the way back', async () => {
    const shown = await showNote([action({ doneAt: null, version: 1 })])
    expect(screen.queryByRole('button', { name: 'Add a comment' })).toBeNull()
    await choose(/Read clause 3/)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(await shown.sent()).toMatchObject([{ name: 'coaching.setActionDone', input: { done: true } }])
    expect(await screen.findByRole('button', { name: /^Undo/ })).toBeDefined()
    await press('Comment')
    await enter('Comment', 'Read, with two new cases.')
    await press('Save comment')
    expect(await shown.sent()).toMatchObject([
      { name: 'coaching.setActionDone' },
      {
        name: 'coaching.commentAction',
        input: { noteId: id, actionId, text: 'Read, with two new cases.' },
      },
    ])
    // It is there before the server knows.
    expect(await screen.findByText('Read, with two new cases.')).toBeDefined()
    expect(await shown.draft(draftKey)).toBeUndefined()
  })

  test('that is done shows what each said; only one’s own is changed, and an empty one takes it back', async () => {
    const shown = await showNote([action({ comments: [by(analyst, 'Done it'), by(lead.person, 'Seen', 3)] })])
    expect(screen.getByText('Done it')).toBeDefined()
    await press('Change comment')
    expect((await field('Comment')).value).toBe('Seen')
    await enter('Comment', '  ')
    await press('Save comment')
    expect(await shown.sent()).toMatchObject([{ name: 'coaching.commentAction', input: { text: null } }])
    expect(screen.queryByText('Seen')).toBeNull()
    expect(screen.getByText('Done it')).toBeDefined()
    expect(await screen.findByRole('button', { name: 'Add a comment' })).toBeDefined()
  })

  test('says at the field that nothing is written, and takes no more than fits', async () => {
    const shown = await showNote([action()])
    await press('Add a comment')
    await press('Save comment')
    expect(await screen.findByText('This part is still empty.')).toBeDefined()
    expect((await field('Comment')).maxLength).toBe(commentLimit)
    shown.setFull(true)
    await enter('Comment', 'Whole')
    await press('Save comment')
    expect(
      await screen.findByText("This couldn't be kept on the phone. The text is still here."),
    ).toBeDefined()
    expect((await field('Comment')).value).toBe('Whole')
  })
})

test('the address opens the comment, with what was begun', async () => {
  await showNote([action()], { search: `&comment=${actionId}`, drafts: { [draftKey]: { text: 'Half' } } })
  expect(await screen.findByDisplayValue('Half')).toBeDefined()
})

test('the address opens the comment until it is closed, and keeps the rest of itself', async () => {
  const shown = await showNote([action()], { search: `&before=x&comment=${actionId}`, before: 'x' })
  await enter('Comment', 'Whole')
  await press('Save comment')
  await shown.sent()
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(shown.address()).toBe(`${paths.note(id)}?of=${analyst.personId}&before=x`)
  const [command] = shown.pending.getSnapshot()
  await act(async () => {
    await park(shown.outbox, command?.commandId ?? '', { code: 'CONFLICT', details: {} })
    await shown.pending.refresh()
  })
  const links = (await screen.findAllByRole('link')).map((link) => link.getAttribute('href'))
  const again = `${paths.note(id)}?of=${analyst.personId}&before=x&comment=${actionId}`
  expect(links).toContain(again)
})

test('two unsent comments of which the first met another device’s are one again, on top of what the server has', async () => {
  const shown = await showNote([action()])
  await press('Add a comment')
  await enter('Comment', 'A')
  await press('Save comment')
  await shown.sent()
  await press('Change comment')
  await enter('Comment', 'B')
  await press('Save comment')
  await shown.sent()
  const [first] = shown.pending.getSnapshot()
  expect(shown.pending.getSnapshot().map(({ base }) => base)).toEqual([null, 1])
  await act(async () => {
    await park(shown.outbox, first?.commandId ?? '', { code: 'CONFLICT', details: {} })
    await shown.pending.refresh()
  })
  act(() => {
    shown.queries.setQueryData(
      trpc.coaching.person.queryKey({ personId: analyst.personId }),
      (view: CoachingView | undefined) =>
        view && {
          ...view,
          notes: view.notes.map((note) => ({
            ...note,
            actions: [action({ comments: [by(lead.person, 'From the laptop')] })],
          })),
        },
    )
  })
  await press('Change comment')
  expect((await field('Comment')).value).toBe('B')
  expect(await screen.findByText('From the laptop')).toBeDefined()
  await press('Save comment')
  expect(await shown.sent()).toMatchObject([{ name: 'coaching.commentAction', input: { text: 'B' } }])
  expect(shown.pending.getSnapshot().map(({ base }) => base)).toEqual([1])
})

test('a comment that another device of one’s own was quicker with is shown beside it, and neither is lost', async () => {
  const shown = await showNote([action({ comments: [by(lead.person, 'From the desk', 2)] })])
  await press('Change comment')
  await enter('Comment', 'From the phone')
  await press('Save comment')
  await shown.sent()
  const [command] = shown.pending.getSnapshot()
  await act(async () => {
    await park(shown.outbox, command?.commandId ?? '', { code: 'CONFLICT', details: {} })
    await shown.pending.refresh()
  })
  shown.queries.setQueryData(
    trpc.coaching.person.queryKey({ personId: analyst.personId }),
    (view: CoachingView | undefined) =>
      view && {
        ...view,
        notes: view.notes.map((note) => ({
          ...note,
          actions: [action({ comments: [by(lead.person, 'From the laptop', 3)] })],
        })),
      },
  )
  await press('Change comment')
  expect(await screen.findByText('Saved meanwhile on another device of yours')).toBeDefined()
  expect(screen.getAllByText('From the laptop').length).toBeGreaterThan(0)
  expect((await field('Comment')).value).toBe('From the phone')
})
