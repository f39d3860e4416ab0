import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { todayRows as lazyRows } from '#client/app/pages/today-rows.ts'
import { useFormat } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { kindOf } from '#client/manifest/today-rows.ts'
import { settleInput } from '#shared/today/contracts.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { analyst, lead, show } from '#tests/support/component/show.tsx'
import { hoursFromNow, itemsByKind, kinds, sample } from '#tests/support/component/today-items.ts'
import { buttonsOf, id } from '#tests/support/today-items.ts'
import { TodayRow } from './today-row.tsx'
import { useSettle } from './use-settle.ts'

const todayRows = await lazyRows.preload()

const answered: string[] = []
function OneRow({ item }: { item: TodayItem }) {
  const settle = useSettle()
  return (
    <TodayRow
      item={item}
      kinds={todayRows}
      settle={settle}
      onAnswerTalk={({ requestId }) => answered.push(requestId)}
    />
  )
}
const TodayMark = ({ item }: { item: TodayItem }) => kindOf(todayRows, item).mark(item, useFormat())
const showRow = (item: TodayItem, me = lead) => show(<OneRow item={item} />, { me })
const button = () => document.querySelector('.row-action')
async function tap(element: Element | null) {
  if (!element) throw new Error('nothing to tap')
  await act(async () => {
    fireEvent.click(element)
  })
}

const oneButton = buttonsOf(sample)

describe('a row of Today has one button', () => {
  test.each(kinds)('for %s', async (kind) => {
    const shown = await showRow(itemsByKind[kind])
    const [label, leadsTo] = oneButton[kind]
    expect(button()?.textContent).toBe(label)
    await tap(button())
    expect(shown.address()).toBe(leadsTo ?? '/here')
  })

  test('that recognises where somebody recovered', async () => {
    const { signal } = itemsByKind
    const shown = await showRow({ ...signal, signal: { ...signal.signal, kind: 'recovery' } })
    expect(button()?.textContent).toBe('Recognise')
    await tap(button())
    expect(shown.address()).toContain('kind=recognition')
  })

  test('that only opens an escalation which somebody else decides', async () => {
    const shown = await showRow({ ...itemsByKind.escalation, why: 'overdue', dueAt: hoursFromNow(-1) })
    expect(button()?.textContent).toBe('Open')
    await tap(button())
    expect(shown.address()).toBe(paths.escalation(id))
  })
})

describe('a tap on the button', () => {
  test.each([
    'look_answered',
    'reply',
    'talk_answered',
  ] as const)('opens %s first, and settles it once it has been opened', async (kind) => {
    const item = { ...itemsByKind[kind], key: `${kind}-read` }
    const shown = await showRow(item)
    expect(button()?.textContent).toBe('Read')
    await tap(button())
    expect(shown.address()).not.toBe('/here')
    expect(await shown.sent()).toEqual([])
    cleanup()
    const again = await showRow(item)
    expect(button()?.textContent).toBe('Done')
    await tap(button())
    expect(await again.sent()).toEqual([
      { name: 'today.settle', input: { key: item.key, how: 'done', until: null } },
    ])
  })

  test('is not needed where the row itself was opened', async () => {
    const item = { ...itemsByKind.reply, key: 'reply-by-row' }
    await showRow(item)
    await tap(screen.getByRole('link'))
    cleanup()
    await showRow(item)
    expect(button()?.textContent).toBe('Done')
  })

  test('finishes a follow-up', async () => {
    const shown = await showRow(itemsByKind.follow_up)
    await tap(button())
    expect(await shown.sent()).toEqual([{ name: 'coaching.followedUp', input: { noteId: id } }])
  })

  test('brings up the answer to a request to talk, and settles nothing', async () => {
    answered.length = 0
    const shown = await showRow(itemsByKind.talk)
    await tap(button())
    expect(answered).toEqual([id])
    expect(await shown.sent()).toEqual([])
  })
})

describe('the menu of a row', () => {
  const openMenu = async () => {
    const face = document.querySelector('.row-face')
    await act(async () => {
      if (face) fireEvent.contextMenu(face)
    })
  }
  const menu = () => screen.queryAllByRole('menuitem', { hidden: true }).map((entry) => entry.textContent)

  test('puts off until tomorrow morning', async () => {
    const shown = await showRow(itemsByKind.note_unread)
    await openMenu()
    await tap(screen.getByRole('menuitem', { name: 'Later', hidden: true }))
    const [command] = await shown.sent()
    expect(command).toMatchObject({ name: 'today.settle', input: { key: 'note_unread', how: 'later' } })
    // Nine o'clock in Seoul.
    expect(command?.input).toMatchObject({ until: expect.stringMatching(/T00:00:00\.000Z$/) })
  })

  test('puts off to another time, which it names', async () => {
    const shown = await showRow(itemsByKind.note_unread)
    await openMenu()
    const [first] = screen.getAllByRole('menuitem', { name: /^Later: /, hidden: true })
    const named = first?.textContent
    if (first) await tap(first)
    const [command] = await shown.sent()
    const { until } = settleInput.parse(command?.input)
    const back = Temporal.Instant.from(until ?? '')
      .toZonedDateTimeISO('Asia/Seoul')
      .toPlainTime()
    expect(named).toContain(back.toString().slice(0, 5))
    expect(until).not.toMatch(/T00:00:00\.000Z$/)
  })

  test('does not put off somebody who asked to talk, nor take them off the list', async () => {
    await showRow(itemsByKind.talk)
    await openMenu()
    expect(menu()).toEqual(['Answer', 'Open person', 'Write a note'])
  })

  test('leads to the person whom the reader leads, and to nobody else', async () => {
    await showRow(itemsByKind.note_unread, { ...lead, teams: [] })
    await openMenu()
    const entries = menu().filter((entry) => !entry?.startsWith('Later: '))
    expect(entries).toEqual(['Open', 'Later', 'Take off the list'])
  })
})

test('a row has no button beside its one, and no mark of a menu', async () => {
  await showRow(itemsByKind.note_unread)
  expect(document.querySelectorAll('.row-face button:not([role])')).toHaveLength(1)
})

describe('the words of a row', () => {
  const textOf = () => document.querySelector('.row-face')?.textContent

  test('say overdue in words, not only by the mark', async () => {
    await showRow(itemsByKind.follow_up)
    expect(document.querySelector('.today-clock-over')?.textContent).toContain('days overdue')
  })

  test('have a clock in its colour: over, or running out', async () => {
    await showRow({ ...itemsByKind.escalation, why: 'running_out', dueAt: hoursFromNow(2) })
    expect(document.querySelector('.today-clock-risk')?.textContent).toMatch(/left/)
    cleanup()
    await showRow({ ...itemsByKind.escalation, dueAt: hoursFromNow(-2) })
    expect(document.querySelector('.today-clock-over')?.textContent).toMatch(/2 h overdue/)
    expect(textOf()).toContain('Waits for your decision')
    cleanup()
    await showRow({ ...itemsByKind.talk, dueAt: hoursFromNow(-2) })
    expect(document.querySelector('.today-clock-over')).not.toBeNull()
    cleanup()
    await showRow(itemsByKind.talk)
    expect(document.querySelector('.today-clock-over')).toBeNull()
  })

  test('name who answered, and who asks for more', async () => {
    await showRow({ ...itemsByKind.escalation, why: 'rejected', dueAt: null })
    expect(textOf()).toContain(`Rejected · ${analyst.name}`)
    cleanup()
    await showRow({ ...itemsByKind.escalation, why: 'asked' })
    expect(textOf()).toContain(`More asked of you · ${analyst.name}`)
  })

  test('call one’s own action by what it is, and another’s by whom it is for', async () => {
    await showRow(itemsByKind.action)
    expect(screen.getByRole('link').textContent).toContain(analyst.name)
    const own = { personId: lead.person.personId, name: lead.person.name }
    cleanup()
    await showRow({ ...itemsByKind.action, person: own })
    expect(screen.getByRole('link').textContent).toMatch(/^Read the policy/)
  })

  test('call an escalation with child safety by its reference alone', async () => {
    await showRow({ ...itemsByKind.escalation, childSafety: true, title: 'REF-1' })
    expect(textOf()).toContain('Child safety REF-1')
  })
})

describe('the mark of a row', () => {
  const classOf = async (item: TodayItem) => {
    await show(<TodayMark item={item} />)
    return [...document.querySelectorAll('[class*="mark"], [class*="severity"]')]
      .map((element) => element.getAttribute('class'))
      .join(' ')
  }

  test.each(kinds)('of %s is one', async (kind) => {
    await show(<TodayMark item={itemsByKind[kind]} />)
    expect(document.querySelectorAll('svg')).toHaveLength(1)
  })

  test('shows a clock that runs, and a bar through one that is over', async () => {
    expect(await classOf(itemsByKind.talk)).toContain('mark-clock-running')
    cleanup()
    expect(await classOf({ ...itemsByKind.talk, dueAt: hoursFromNow(-1) })).toContain('mark-clock-over')
    cleanup()
    expect(await classOf(itemsByKind.follow_up)).toContain('mark-clock-over')
    cleanup()
    expect(await classOf(itemsByKind.action)).toContain('mark-clock-running')
  })

  test('shows the severity of an escalation', async () => {
    expect(await classOf({ ...itemsByKind.escalation, severity: 'P0' })).toContain('severity-0')
  })
})
