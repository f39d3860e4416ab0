import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { InboxPlace } from '#client/app/pages/inbox-place.tsx'
import { notificationMarks } from '#client/app/pages/notification-marks.ts'
import { NotificationPlace } from '#client/app/pages/notification-place.tsx'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { type InboxKind, inboxKinds } from '#shared/inbox/kinds.ts'
import type { InboxItem } from '#shared/inbox/views.ts'
import { show } from '#tests/support/component/show.tsx'
import { InboxLink } from './inbox-link.tsx'

await notificationMarks.preload()

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const item = (number: number, changes: Partial<InboxItem> = {}): InboxItem => ({
  inboxId: idOf(number),
  kind: 'mention',
  entityId: idOf(number + 1000),
  subject: null,
  about: null,
  event: null,
  by: { personId: idOf(9), name: 'Bo' },
  at: new Date(Date.now() - 1_800_000).toISOString(),
  readAt: null,
  ...changes,
})
const holding = (items: InboxItem[]) => [[trpc.inbox.list.queryKey(), { items }]] as const
const readAt = new Date().toISOString()

describe('the inbox', () => {
  test('lists what is unread before what was read', async () => {
    await show(<InboxPlace />, {
      read: holding([item(1, { kind: 'note_shared', readAt }), item(2, { kind: 'approval_waiting' })]),
    })
    expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual([
      'New',
      'Earlier',
    ])
    const links = within(screen.getByRole('main')).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      paths.escalation(idOf(1002)),
      paths.note(idOf(1001)),
    ])
  })

  test('says who caused a notification, and nothing of somebody the reader may not know', async () => {
    await show(<InboxPlace />, { read: holding([item(1), item(2, { by: null })]) })
    expect(screen.getAllByText(/^Bo · /)).toHaveLength(1)
    expect(screen.getAllByText(/30 min/)).toHaveLength(2)
  })

  test('says what happened, and to what', async () => {
    const subject = 'Clause 4.2'
    await show(<InboxPlace />, {
      read: holding([
        item(1, { kind: 'escalation_news', event: 'approved', subject }),
        item(2, { kind: 'clock_overdue', subject }),
        item(3, { kind: 'escalation_news', event: 'asked', subject }),
      ]),
    })
    const titles = [...document.querySelectorAll('.row-title')].map(({ textContent }) => textContent)
    expect(titles).toEqual([
      'Approved: “Clause 4.2”',
      'Overdue: “Clause 4.2”',
      'More asked for: “Clause 4.2”',
    ])
  })

  test('says whose note or request it is, and of which day', async () => {
    const about = {
      person: { personId: idOf(8), name: 'Ana' },
      since: '2025-11-24T02:00:00Z',
      noteKind: null,
    }
    await show(<InboxPlace />, {
      read: holding([
        item(1, { kind: 'note_shared', about: { ...about, noteKind: 'recognition' } }),
        item(2, { kind: 'note_replied', about: { ...about, noteKind: 'sbi' } }),
        item(3, { kind: 'note_replied', about }),
        item(4, { kind: 'talk_requested', about }),
        item(5, { kind: 'talk_answered', about }),
        item(6, { kind: 'note_shared' }),
      ]),
    })
    const titles = [...document.querySelectorAll('.row-title')].map(({ textContent }) => textContent)
    expect(titles).toEqual([
      'Shared with you: Recognition from Ana, 24 Nov 2025',
      'Reply to the note from Ana, 24 Nov 2025',
      'Reply to the note for Ana, 24 Nov 2025',
      'Ana would like to talk, asked 24 Nov 2025',
      'Ana answered what you asked on 24 Nov 2025',
      'Note shared with you',
    ])
  })

  test('marks everything unread as read at once, and has no such button once nothing is', async () => {
    const shown = await show(<InboxPlace />, { read: holding([item(1), item(2), item(3, { readAt })]) })
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'More' }))
    })
    await act(async () => {
      fireEvent.click(screen.getByText('Mark all as read'))
    })
    expect(await shown.sent()).toEqual([{ name: 'inbox.read', input: { inboxIds: [idOf(1), idOf(2)] } }])
    expect(screen.queryByRole('button', { name: 'More' })).toBeNull()
    expect(screen.queryByRole('heading', { name: 'New' })).toBeNull()
  })

  test('says that there is nothing in an empty one', async () => {
    await show(<InboxPlace />, { read: holding([]) })
    expect(screen.getByText(/Nothing has come in yet/)).toBeTruthy()
    expect(screen.queryAllByRole('heading', { level: 2 })).toEqual([])
  })
})

describe('the way to the inbox', () => {
  const unread = (count: number) => Array.from({ length: count }, (_, number) => item(number))

  test.each([
    [0, null],
    [1, '1'],
    [99, '99'],
    [100, '99+'],
  ])('with %i unread shows %s', async (count, badge) => {
    await show(<InboxLink />, { read: holding([...unread(count), item(500, { readAt })]) })
    expect(document.querySelector('.inbox-link-count')?.textContent ?? null).toBe(badge)
  })
})

describe('a push', () => {
  const place = (number: number) => ({
    address: paths.notification(idOf(number)),
    path: paths.notification(':inboxId'),
  })

  test('leads straight on to the screen behind it', async () => {
    const shown = await show(<NotificationPlace />, {
      read: holding([item(1, { kind: 'note_shared' })]),
      at: place(1),
    })
    expect(shown.address()).toBe(paths.note(idOf(1001)))
  })

  test('that the list does not hold, and no network brings, leads to the inbox', async () => {
    const shown = await show(<NotificationPlace />, { read: holding([item(1)]), at: place(2) })
    await screen.findByText('elsewhere')
    expect(shown.address()).toBe(paths.inbox)
  })
})

describe('the mark of a notification', () => {
  const clocks: readonly InboxKind[] = ['clock_at_risk', 'clock_overdue']

  test.each(inboxKinds)('of %s is one, and coloured for clocks alone', async (kind) => {
    await show(<InboxPlace />, { read: holding([item(1, { kind })]) })
    expect(document.querySelectorAll('.row-mark svg')).toHaveLength(1)
    const coloured = document.querySelector('.row-mark [class*="clock"]:not(.lucide)') !== null
    expect(coloured).toBe(clocks.includes(kind))
  })
})
