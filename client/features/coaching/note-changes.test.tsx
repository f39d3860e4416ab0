import { screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { NoteBody } from '#shared/coaching/fields.ts'
import type { CoachingView, NoteView } from '#shared/coaching/views.ts'
import type { Me } from '#shared/people/views.ts'
import { enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { Compared } from './compared.tsx'
import { koreanDaysOff } from './follow-up-days.ts'
import { NoteAddenda } from './note-addenda.tsx'
import { NoteEditor } from './note-editor.tsx'
import { EditNotePage } from './note-editor-page.tsx'
import { formOf } from './note-form.ts'
import { editDraftKey } from './use-draft.ts'

await koreanDaysOff.preload()
const quick = (text: string): NoteBody => ({ kind: 'quick', text })
const note = (changes: Partial<NoteView> = {}): NoteView => ({
  ...{ noteId: id, teamId, author: lead.person, subject: analyst, audience: 'person', readers: [] },
  ...{ body: quick('Read clause 3 before deciding.'), criterion: null, evidence: [], followUpOn: null },
  ...{ followedUpAt: null, createdAt: '2026-11-20T00:00:00Z', acknowledgedAt: null, addenda: [] },
  ...{ replies: [], olderReplies: null, actions: [], version: 2 },
  ...changes,
})
const acknowledged = note({ acknowledgedAt: '2026-11-21T00:00:00Z' })
const addendum = (number: number, acknowledgedAt: string | null) => ({
  ...{ addendumId: id.replace('1', `${number}`), text: `Addendum ${number}` },
  ...{ at: '2026-11-22T00:00:00Z', acknowledgedAt },
})
const asAnalyst: Me = {
  ...{ ...lead, person: { ...lead.person, ...analyst } },
  ...{ roles: [{ role: 'analyst', teamId, function: null }], teams: [] },
}
const marked = (name: 'ins' | 'del') =>
  [...document.querySelectorAll(name)].map(({ textContent }) => textContent)

describe('addenda', () => {
  test('are written once the note is acknowledged, and the words stay where the phone is full', async () => {
    const shown = await show(<NoteAddenda note={acknowledged} />)
    await press('Add addendum')
    expect(screen.getByText('This part is still empty.')).toBeDefined()
    await enter('Addendum', 'Clause 4 as well.')
    shown.setFull(true)
    await press('Add addendum')
    expect(await screen.findByText(/couldn't be kept on the phone/)).toBeDefined()
    expect((await field('Addendum')).value).toBe('Clause 4 as well.')
    shown.setFull(false)
    await press('Add addendum', 2)
    expect(await shown.sent()).toMatchObject([
      { name: 'coaching.addAddendum', input: { noteId: id, text: 'Clause 4 as well.' } },
    ])
    expect((await field('Addendum')).value).toBe('')
  })

  test('are not offered before, because the words themselves can still change', async () => {
    await show(<NoteAddenda note={note()} />)
    expect(screen.queryByLabelText('Addendum')).toBeNull()
  })

  test('are read by the person, each by itself', async () => {
    const read = note({ ...acknowledged, addenda: [addendum(3, '2026-11-23T00:00:00Z'), addendum(4, null)] })
    const shown = await show(<NoteAddenda note={read} />, { me: asAnalyst })
    expect(screen.getByText('Addendum 3')).toBeDefined()
    expect(screen.getAllByRole('button', { name: 'I have read this' })).toHaveLength(1)
    await press('I have read this')
    expect(await shown.sent()).toEqual([
      {
        name: 'coaching.acknowledgeAddendum',
        input: { noteId: id, addendumId: addendum(4, null).addendumId },
      },
    ])
    expect(screen.queryByLabelText('Addendum')).toBeNull()
  })
})

describe('differences', () => {
  test('are whole words, in words for a screen reader, also with a Korean particle', async () => {
    await show(<Compared before={quick('조항 3을 먼저 읽기')} after={quick('조항 4를 먼저 읽기')} />)
    await screen.findByText(/added:/)
    expect(marked('del')).toEqual(['removed: 3을'])
    expect(marked('ins')).toEqual(['added: 4를'])
  })

  test('of a part that is new or gone are the whole part', async () => {
    const before: NoteBody = {
      kind: 'sbi',
      situation: 'Monday',
      behaviour: 'Closed early',
      impact: 'Backlog',
    }
    await show(<Compared before={before} after={quick('Closed early')} />)
    await screen.findAllByText(/removed:/)
    expect(marked('ins')).toEqual(['added: Closed early'])
    expect(marked('del')).toEqual(['removed: Monday', 'removed: Closed early', 'removed: Backlog'])
  })

  test('are none where the words are the same', async () => {
    await show(<Compared before={quick('The same')} after={quick('The same')} />)
    expect(await screen.findByText('The same')).toBeDefined()
    expect([...marked('ins'), ...marked('del')]).toEqual([])
  })
})

describe('one note on two devices', () => {
  const draftKey = editDraftKey(id)
  const mine = { ...formOf(note(), id.replace('1', '2')) }
  mine.texts = { ...mine.texts, text: 'Read clause 4 before deciding.' }

  test('what was saved meanwhile stands above what is written here, and both are whole', async () => {
    const shown = await show(
      <NoteEditor
        initial={mine}
        draftKey={draftKey}
        teamId={teamId}
        subject={analyst}
        meanwhile={note().body}
        notice="Somebody was quicker."
      />,
      { at: { address: paths.editNote(id), path: paths.editNote(':noteId') } },
    )
    expect(await screen.findByText('What was saved meanwhile')).toBeDefined()
    expect(screen.getByText('Read clause 3 before deciding.')).toBeDefined()
    expect((await field('Note')).value).toBe('Read clause 4 before deciding.')
    await screen.findByText(/removed:/)
    expect([...marked('del'), ...marked('ins')]).toEqual(['removed: 3', 'added: 4'])
    await press(`Share with ${analyst.name}`)
    expect(await shown.sent()).toMatchObject([
      { name: 'coaching.saveNote', input: { body: { text: 'Read clause 4 before deciding.' } } },
    ])
  })

  test('words that were acknowledged meanwhile stay, and one tap makes an addendum of those written here', async () => {
    const coaching: CoachingView = { person: analyst, notes: [acknowledged], before: null, older: null }
    const shown = await show(<EditNotePage />, {
      at: { address: `${paths.editNote(id)}?of=${analyst.personId}`, path: paths.editNote(':noteId') },
      read: [[trpc.coaching.person.queryKey({ personId: analyst.personId }), coaching]],
      drafts: { [draftKey]: mine },
    })
    expect(await screen.findByText(/has read the note meanwhile/)).toBeDefined()
    await screen.findByText(/removed:/)
    expect([...marked('del'), ...marked('ins')]).toEqual(['removed: 3', 'added: 4'])
    await press('Add addendum')
    expect(await shown.sent()).toMatchObject([
      { name: 'coaching.addAddendum', input: { noteId: id, text: 'Read clause 4 before deciding.' } },
    ])
    expect(await shown.draft(draftKey)).toBeUndefined()
  })
})
