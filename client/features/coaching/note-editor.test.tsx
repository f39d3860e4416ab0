import { screen, waitFor, within } from '@testing-library/react'
import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { describe, expect, test } from 'vitest'
import { calendarDay, daysLater } from '#client/lib/calendar-day.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { businessCalendar, workingDayFrom } from '#shared/core/business-time.ts'
import type { TodayView } from '#shared/today/views.ts'
import { en } from '#tests/support/catalogues.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, show } from '#tests/support/component/show.tsx'
import { itemsByKind } from '#tests/support/component/today-items.ts'
import { id } from '#tests/support/today-items.ts'
import { koreanDaysOff, ownDays } from './follow-up-days.ts'
import { NewNotePage } from './note-editor-page.tsx'
import { newForm } from './note-form.ts'
import { NotePage } from './note-page.tsx'
import { newDraftKey } from './use-draft.ts'

await koreanDaysOff.preload()
const draftKey = newDraftKey(analyst.personId, undefined)
const start = { address: paths.newNote(analyst.personId), path: paths.newNote(':personId') }
const ids = { noteId: id, commandId: id.replace('1', '2') }
const begun = { ...newForm(ids), audience: 'person', texts: { ...newForm(ids).texts, text: 'We looked.' } }
const showDraft = () => show(<NewNotePage />, { at: start, drafts: { [draftKey]: begun } })
const share = `Share with ${analyst.name}`

/** The editor of a note that answers the one signal on Today. */
async function showAnswer() {
  const { signal } = itemsByKind
  if (signal.kind !== 'signal') throw new Error('A row of another kind')
  const span = { policy: null, from: '2026-11-02', to: '2026-11-22' }
  const criterion = { ...span, metric: signal.signal.point.metric, x: 5, n: 10 }
  const view: TodayView = { items: [signal], settled: [], day: '2026-11-23' }
  const shown = await show(<NewNotePage />, {
    at: start,
    drafts: { [draftKey]: { ...begun, criterion } },
    read: [[trpc.today.list.queryKey(), view]],
  })
  await field('Note')
  return { shown, signal }
}

describe('a new note', () => {
  test('asks who can read it before anything is written', async () => {
    await show(<NewNotePage />, { at: start })
    expect(await screen.findByRole('heading', { name: 'Choose who can read this' })).toBeDefined()
    expect((await field('Note')).readOnly).toBe(true)
    await press('Only I can read this')
    expect((await field('Note')).readOnly).toBe(false)
  })

  test('keeps its draft while it is written, and is shared from it', async () => {
    const shown = await showDraft()
    await enter('Note', 'We looked together.')
    await screen.findByText('Draft kept')
    expect(await shown.draft(draftKey)).toMatchObject({ texts: { text: 'We looked together.' } })
    await press(share, 2)
    const [sent, ...others] = await shown.sent()
    expect(sent).toMatchObject({
      name: 'coaching.saveNote',
      input: { audience: 'person', body: { kind: 'quick', text: 'We looked together.' } },
    })
    expect(others).toEqual([])
    expect(await shown.draft(draftKey)).toBeUndefined()
    expect(shown.address()).toContain(paths.note(id))
  })

  test('takes the signal that it answers off Today in the same frame, and is kept first', async () => {
    const { shown, signal } = await showAnswer()
    /** How many a screen shows that draws as soon as it hears of the first. */
    const drawn: number[] = []
    const stop = shown.pending.subscribe(() =>
      queueMicrotask(() => drawn.push(shown.pending.getSnapshot().length)),
    )
    await press(share)
    expect(await shown.sent()).toMatchObject([
      { name: 'coaching.saveNote' },
      { name: 'today.settle', input: { key: signal.key, how: 'done' } },
    ])
    stop()
    expect(drawn[0]).toBe(2)
  })

  test('settles no signal where the phone has no room for the note', async () => {
    const { shown } = await showAnswer()
    shown.setFull(true)
    await press(share)
    await screen.findByText('This phone has no room left. The text is still here.')
    shown.setFull(false)
    expect(await shown.sent()).toEqual([])
  })

  test('says at which part it is not complete, and goes there', async () => {
    const shown = await showDraft()
    await enter('Note', '  ')
    await press(share)
    expect(await screen.findByText('This part is still empty.')).toBeDefined()
    await waitFor(async () => expect(document.activeElement).toBe(await field('Note')))
    await choose('Recognition')
    expect(await shown.sent()).toEqual([])
  })

  test('comes back with its words where the phone has no room for it', async () => {
    const shown = await showDraft()
    await field('Note')
    shown.setFull(true)
    await press(share)
    expect(await screen.findByText('This phone has no room left. The text is still here.')).toBeDefined()
    expect((await field('Note')).value).toBe('We looked.')
    expect(shown.address()).toBe(start.address)
  })

  test('is shown where the phone holds nothing else about the person and has no network', async () => {
    const pages = (
      <Routes>
        <Route path={start.path} element={<NewNotePage />} />
        <Route path={paths.note(':noteId')} element={<NotePage />} />
      </Routes>
    )
    await show(pages, { at: { ...start, path: '*' }, drafts: { [draftKey]: begun } })
    await press(share)
    const note = within(await screen.findByRole('article'))
    expect(note.getByText('We looked.')).toBeDefined()
    expect(await note.findByText(en['sync.local'])).toBeDefined()
    expect(note.getByRole('heading', { level: 2 }).textContent).toContain(analyst.name)
  })

  test('comes back also where the page that it led to has not come yet', async () => {
    const Never = lazy(() => new Promise<{ default: () => null }>(() => undefined))
    const pages = (
      <Routes>
        <Route path={start.path} element={<NewNotePage />} />
        <Route path={paths.note(':noteId')} element={<Never />} />
      </Routes>
    )
    const shown = await show(pages, { at: { ...start, path: '*' }, drafts: { [draftKey]: begun } })
    await field('Note')
    shown.setFull(true)
    await press(share)
    expect(await screen.findByText(en['note.failed.full'])).toBeDefined()
    shown.setFull(false)
    await enter('Note', 'We looked again.')
    await screen.findByText('Draft kept')
    expect(await shown.draft(draftKey)).toMatchObject({ texts: { text: 'We looked again.' } })
  })

  test('is thrown away with its draft', async () => {
    const shown = await showDraft()
    await press('More')
    await press('Throw away draft', 1, 'menuitem')
    expect(await shown.draft(draftKey)).toBeUndefined()
    expect(shown.address()).toBe(paths.person(analyst.personId))
  })

  test('is not followed up on a day that the organisation takes off', async () => {
    const today = calendarDay(Date.now(), 'Asia/Seoul')
    const day = workingDayFrom(
      businessCalendar('Asia/Seoul', await koreanDaysOff.preload(), []),
      daysLater(today, 7),
    )
    const off = { zone: 'Asia/Seoul', day, works: false, name: 'Founding day', version: 1 }
    const calendar = { days: [off], missingYears: [], zones: ['Asia/Seoul'] }
    const shown = await show(<NewNotePage />, {
      at: start,
      drafts: { [draftKey]: { ...begun, followUpOn: day } },
      read: [[ownDays().queryKey, calendar]],
    })
    await field('Note')
    await choose('1 week')
    await press(share)
    const [sent] = await shown.sent()
    expect(String(Object(sent?.input).followUpOn) > day).toBe(true)
  })

  test('moves a day that was chosen before the phone knew of it', async () => {
    const day = '2099-11-30'
    const off = { zone: 'Asia/Seoul', day, works: false, name: 'Founding day', version: 1 }
    const shown = await show(<NewNotePage />, {
      at: start,
      drafts: { [draftKey]: { ...begun, followUpOn: day } },
      read: [[ownDays().queryKey, { days: [off], missingYears: [], zones: ['Asia/Seoul'] }]],
    })
    await press(share)
    expect(await shown.sent()).toMatchObject([{ input: { followUpOn: '2099-12-01' } }])
  })
})
