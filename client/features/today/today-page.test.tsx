import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { todayRows as lazyRows } from '#client/app/pages/today-rows.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { Me } from '#shared/people/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import type { TodayView } from '#shared/today/views.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { itemsByKind } from '#tests/support/component/today-items.ts'
import { TodayPage } from './today-page.tsx'

const todayRows = await lazyRows.preload()

const { signal, note_unread, escalation, talk, check_in_due, action } = itemsByKind

async function showToday(view: Partial<TodayView>, elsewhere?: (item: TodayItem) => boolean, me: Me = lead) {
  const whole: TodayView = { items: [], settled: [], day: '2026-11-23', ...view }
  return await show(<TodayPage kinds={todayRows} onAnswerTalk={() => undefined} elsewhere={elsewhere} />, {
    me,
    read: [[trpc.today.list.queryKey(), whole]],
  })
}
const summary = () => document.querySelector('.today-summary')?.textContent ?? null
const rows = () => document.querySelectorAll('.row').length

describe('Today', () => {
  test('has its rows in three groups, and no heading over an empty one', async () => {
    await showToday({ items: [escalation, signal, note_unread] })
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
    expect(headings).toEqual(['Now', 'People'])
    expect(rows()).toBe(3)
  })

  test('counts what another form shows, without a row of its own', async () => {
    await showToday({ items: [signal, talk] }, (item) => item.kind === 'talk')
    expect(rows()).toBe(1)
    expect(summary()).toBe('2 people')
  })

  test('has one count by group', async () => {
    await showToday({ items: [{ ...talk, group: 'now' }, { ...signal, group: 'people' }, note_unread] })
    expect(summary()).toBe('1 now · 2 people')
    expect(screen.getByRole('link', { name: 'Select' }).getAttribute('href')).toBe('/today/select')
  })

  test('names the next clock to run out, and not one that has', async () => {
    const over = { ...escalation, key: 'over', dueAt: '2020-01-01T00:00:00Z' }
    await showToday({ items: [over, { ...escalation, key: 'later', dueAt: '2099-05-04T03:00:00Z' }] })
    expect(summary()).toMatch(/4 May/)
    cleanup()
    await showToday({ items: [over] })
    expect(summary()).toBe('1 now')
  })

  test('names the nearest day on which something is due, and not one that is past', async () => {
    await showToday({ items: [{ ...action, dueOn: '2020-01-01' }] })
    expect(summary()).toBe('1 people')
    cleanup()
    await showToday({ items: [{ ...action, dueOn: '2099-05-04' }] })
    expect(summary()).toMatch(/4 May/)
  })

  test('says that there is nothing, instead of a summary', async () => {
    await showToday({})
    expect(summary()).toBeNull()
    expect(rows()).toBe(0)
  })

  test('lets nobody raise an escalation who is in no team, though they see one', async () => {
    await showToday({})
    expect(document.querySelector('.dock')).not.toBeNull()
    cleanup()
    const admin = { ...lead, roles: [{ role: 'admin' as const, teamId: null, function: null }] }
    await showToday({}, undefined, admin)
    expect(document.querySelector('.dock')).toBeNull()
  })

  test('lists what was settled today, and brings it back', async () => {
    const settled = [
      {
        key: check_in_due.key,
        how: 'done' as const,
        until: null,
        at: new Date().toISOString(),
        item: check_in_due,
      },
    ]
    const shown = await showToday({ settled })
    const back = document.querySelector('.settled .row-action')
    await act(async () => {
      if (back) fireEvent.click(back)
    })
    expect(await shown.sent()).toEqual([{ name: 'today.unsettle', input: { key: check_in_due.key } }])
  })
})
