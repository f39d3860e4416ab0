import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { replyInput } from '#shared/coaching/contracts.ts'
import { enter, field, press } from '#tests/support/component/entering.ts'
import { show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { EditorScreen } from './editor-screen.tsx'
import { fieldsNamed, readWith } from './reading.ts'
import { useEditor } from './use-editor.ts'
import type { Refusal } from './use-form.ts'

const draftKey = 'test'
type Values = { title: string; text: string }
const isForm = (value: unknown): value is Values =>
  typeof (value as Partial<Values> | null)?.text === 'string'

type Props = { atOnce?: boolean; refused?: Refusal<'text'> }

function Fields({ initial, atOnce = false, refused }: Props & { initial: Values }) {
  const enqueue = useEnqueue()
  const editor = useEditor({
    ...{ draftKey, initial, atOnce, refused, home: '/home', saved: '/saved' },
    isEmpty: ({ text }: Values) => text === '',
    read: ({ text }) => readWith(replyInput, { noteId: id, replyId: id, text }, fieldsNamed(['text'])),
    send: (input) => enqueue(coachingOnPhone.reply, { input, base: null, draftKey }),
    say: (_, fault) => `text ${fault}`,
    refusal: () => ({ text: 'not kept' }),
  })
  return (
    <EditorScreen title="Test" editor={editor} home="/home" submitLabel="Send">
      <TextField label="Title" value={editor.values.title} onChange={(title) => editor.change({ title })} />
      <TextField label="Text" {...editor.field('text')} />
      <output>{editor.keeping}</output>
      <button type="button" onClick={() => void editor.discard()}>
        Discard
      </button>
    </EditorScreen>
  )
}

function Page(props: Props) {
  const kept = useKeptForm(draftKey, isForm)
  return kept === undefined ? null : <Fields initial={kept ?? { title: '', text: '' }} {...props} />
}

const isKept = () => waitFor(() => expect(screen.getByRole('status').textContent).toBe('kept'))

describe('an editor', () => {
  test('keeps a draft while it is written', async () => {
    const shown = await show(<Page />)
    await enter('Text', 'half a sen')
    await isKept()
    expect(await shown.draft(draftKey)).toEqual({ title: '', text: 'half a sen' })
  })

  test('begins with the draft that was kept', async () => {
    await show(<Page />, { drafts: { [draftKey]: { title: 'T', text: 'half a sentence' } } })
    expect((await field('Text')).value).toBe('half a sentence')
    expect((await field('Title')).value).toBe('T')
  })

  test('sends once on a double tap, takes the draft along and opens what was saved', async () => {
    const shown = await show(<Page />, { drafts: { [draftKey]: { title: '', text: 'whole' } } })
    await press('Send', 2)
    expect(await shown.sent()).toEqual([
      { name: 'coaching.reply', input: { noteId: id, replyId: id, text: 'whole' } },
    ])
    expect(await shown.draft(draftKey)).toBeUndefined()
    expect(shown.address()).toBe('/saved')
  })

  test('puts the focus into the first field that is wrong, and keeps what was written', async () => {
    const shown = await show(<Page />)
    await enter('Title', 'kept')
    await press('Send')
    const text = await field('Text')
    await waitFor(() => expect(document.activeElement).toBe(text))
    expect(screen.getByText('text missing')).toBeDefined()
    expect(await shown.sent()).toEqual([])
    await enter('Text', 'a')
    expect(screen.queryByText('text missing')).toBeNull()
    expect((await field('Title')).value).toBe('kept')
  })

  test.each([
    ['stays open', false],
    ['that led on at once opens again', true],
  ])('%s where a full phone could not take it, says so and loses nothing', async (_, atOnce) => {
    const shown = await show(<Page atOnce={atOnce} />)
    await enter('Text', 'long')
    shown.setFull(true)
    await press('Send')
    expect(await screen.findByText('not kept')).toBeDefined()
    expect((await field('Text')).value).toBe('long')
    expect(shown.address()).toBe('/here')
    shown.setFull(false)
    await press('Send')
    await waitFor(() => expect(shown.address()).toBe('/saved'))
    expect(await shown.sent()).toHaveLength(1)
  })

  test('shows what the server refused at its field until the field is changed', async () => {
    await show(<Page refused={{ field: 'text' }} />)
    expect(await screen.findByText('text refused')).toBeDefined()
    await enter('Text', 'put right')
    expect(screen.queryByText('text refused')).toBeNull()
  })

  test('leaves a draft behind when it is closed, and none where nothing of one’s own is in it', async () => {
    const shown = await show(<Page />)
    await enter('Text', 'for later')
    await press('Close')
    expect(await screen.findByText('elsewhere')).toBeDefined()
    expect(await shown.draft(draftKey)).toEqual({ title: '', text: 'for later' })
    expect(shown.address()).toBe('/home')
  })

  test('removes an emptied draft when it is closed', async () => {
    const shown = await show(<Page />, { drafts: { [draftKey]: { title: '', text: 'gone' } } })
    await enter('Text', '')
    await press('Close')
    expect(await shown.draft(draftKey)).toBeUndefined()
  })

  test('throws the draft away on request and keeps it no longer', async () => {
    const shown = await show(<Page />, { drafts: { [draftKey]: { title: '', text: 'gone' } } })
    await field('Text')
    await press('Discard')
    expect(await shown.draft(draftKey)).toBeUndefined()
  })
})
