import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { todayRows as lazyRows } from '#client/app/pages/today-rows.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import type { TodayView } from '#shared/today/views.ts'
import { show } from '#tests/support/component/show.tsx'
import { itemsByKind } from '#tests/support/component/today-items.ts'
import { id } from '#tests/support/today-items.ts'
import { SelectPage } from './select-page.tsx'

const todayRows = await lazyRows.preload()
const { signal, note_unread, follow_up, talk, escalation, reply, confirmation } = itemsByKind

async function showSelect(items: TodayItem[]) {
  const view: TodayView = { items, settled: [], day: '2026-11-23' }
  return await show(<SelectPage kinds={todayRows} />, { read: [[trpc.today.list.queryKey(), view]] })
}
const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox')
const button = (name: RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
async function tap(element: Element | undefined) {
  await act(async () => {
    if (element) fireEvent.click(element)
  })
}

test('nothing is settled before something is chosen', async () => {
  await showSelect([signal, note_unread])
  expect(button(/^Done/).disabled).toBe(true)
  expect(button(/^Later/).disabled).toBe(true)
})

test('what is chosen is done together: a row is settled, a follow-up finished', async () => {
  const shown = await showSelect([signal, note_unread, follow_up])
  await tap(boxes()[0])
  await tap(boxes()[2])
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('2 selected')
  await tap(button(/^Done \(2\)/))
  const sent = await shown.sent()
  expect(sent.sort((left, right) => (left.name > right.name ? -1 : 1))).toEqual([
    { name: 'today.settle', input: { key: signal.key, how: 'done', until: null } },
    { name: 'coaching.followedUp', input: { noteId: id } },
  ])
  expect(shown.address()).toBe(paths.today)
})

test('their rows go in one frame: none moves under a thumb because another was kept later', async () => {
  const shown = await showSelect([signal, note_unread, follow_up])
  for (const box of boxes()) await tap(box)
  /** How many a screen shows that draws as soon as it hears of the first. */
  const drawn: number[] = []
  const stop = shown.pending.subscribe(() =>
    queueMicrotask(() => drawn.push(shown.pending.getSnapshot().length)),
  )
  await tap(button(/^Done \(3\)/))
  expect(await shown.sent()).toHaveLength(3)
  stop()
  expect(drawn[0]).toBe(3)
})

test('several are put off together to a time that is named', async () => {
  const shown = await showSelect([signal, note_unread])
  await tap(boxes()[0])
  await tap(boxes()[1])
  await tap(button(/^More/))
  await tap(screen.getAllByRole('menuitem', { name: /^Later: / })[0])
  const sent = await shown.sent()
  expect(sent).toHaveLength(2)
  expect(sent).toMatchObject([{ input: { how: 'later' } }, { input: { how: 'later' } }])
  expect(shown.address()).toBe(paths.today)
})

test('one Undo takes all of them back', async () => {
  const shown = await showSelect([signal, note_unread])
  for (const box of boxes()) await tap(box)
  await tap(button(/^Later/))
  expect(await shown.sent()).toHaveLength(2)
  await tap(button(/^Undo/))
  expect(await shown.sent()).toEqual([])
})

test('what is given one by one, or not read yet, stays dim and says why', async () => {
  await showSelect([talk, escalation, confirmation, { ...reply, key: 'unread' }])
  expect(boxes().every(({ disabled }) => disabled)).toBe(true)
  const reasons = [...document.querySelectorAll('.row-detail')].map(({ textContent }) => textContent)
  expect(reasons.sort()).toEqual([
    'Answered one by one',
    'Decided one by one',
    'Decided one by one',
    'Not read yet',
  ])
})
