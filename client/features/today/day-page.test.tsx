import { screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { todayRows as lazyRows } from '#client/app/pages/today-rows.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { TodayView } from '#shared/today/views.ts'
import { press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { show } from '#tests/support/component/show.tsx'
import { itemsByKind } from '#tests/support/component/today-items.ts'
import { DayPage } from './day-page.tsx'

const todayRows = await lazyRows.preload()
const { escalation, action, note_unread } = itemsByKind
const day = '2026-11-30'

// Noon in Seoul: what is due at three and at five is of today, whatever the machine's own clock says.
beforeEach(() => vi.setSystemTime('2026-11-30T03:00:00Z'))
afterEach(() => vi.useRealTimers())

const showDay = (view: Partial<TodayView>) =>
  show(<DayPage kinds={todayRows} />, {
    read: [[trpc.today.list.queryKey(), { items: [], settled: [], day, ...view }]],
  })
const clockItem = (key: string, dueAt: string) => ({ ...escalation, key, dueAt })

test('the day lists what runs out in it by the clock, then what has only a day, and nothing else', async () => {
  await showDay({
    items: [
      { ...action, dueOn: day },
      note_unread,
      clockItem('five', '2026-11-30T08:00:00Z'),
      clockItem('tomorrow', '2026-12-01T03:00:00Z'),
      clockItem('three', '2026-11-30T06:00:00Z'),
    ],
  })
  const list = rowGroup('Due today: 3')
  expect([...list.querySelectorAll('.text-label')].map(({ textContent }) => textContent)).toEqual([
    '15:00',
    '17:00',
    'today',
  ])
  expect(within(list).getAllByRole('link')[0]?.getAttribute('href')).toBe(
    `${paths.escalation(escalation.escalationId)}?decide`,
  )
})

test('its hours are told in words, with now and each clock once', async () => {
  await showDay({ items: [clockItem('a', '2026-11-30T06:00:00Z'), clockItem('b', '2026-11-30T06:00:00Z')] })
  const figure = screen.getByRole('img')
  expect(figure.getAttribute('aria-label')).toContain('12:00')
  expect(figure.getAttribute('aria-label')?.match(/15:00/g)).toHaveLength(1)
  expect(document.querySelectorAll('.day-clock')).toHaveLength(1)
})

test('a day with nothing due says so, and what was settled can be taken back', async () => {
  const settled: TodayView['settled'] = [
    { key: note_unread.key, item: note_unread, how: 'done', until: null, at: '2026-11-30T02:00:00Z' },
  ]
  const shown = await showDay({ settled })
  expect(screen.getByText('Nothing is due today.')).toBeDefined()
  expect(screen.getByText('Settled today: 1 row')).toBeDefined()
  await press('Take back')
  expect(await shown.sent()).toMatchObject([{ name: 'today.unsettle', input: { key: note_unread.key } }])
})
