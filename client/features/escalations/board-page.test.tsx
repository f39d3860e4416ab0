import { fireEvent, screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { paths } from '#client/commands/escalations-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { type BoardColumn, boardColumns } from '#shared/escalations/board-rules.ts'
import type { BoardCard, BoardView } from '#shared/escalations/views.ts'
import { press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { BoardPage } from './board-page.tsx'

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const cardOf = (number: number, changes: Partial<BoardCard>): BoardCard =>
  ({
    ...{ escalationId: idOf(number), teamId, teamName: 'Team', kind: 'policy_gap', category: null },
    ...{
      severity: 'P3',
      status: 'submitted',
      summary: `Case ${number}`,
      caseReference: null,
      function: null,
    },
    ...{ raiser: analyst, holder: analyst, clock: null, decidable: false, askedBy: null, version: 3 },
    ...{ raisedAt: '2026-11-20T00:00:00Z', changedAt: '2026-11-20T00:00:00Z', approved: true },
    ...{ relations: ['lead'], steps: ['acknowledge', 'comment'] },
    ...changes,
  }) as BoardCard
const boardOf = (cards: Partial<Record<BoardColumn, BoardCard[]>>, n = 0): BoardView => ({
  columns: boardColumns.map((column) => ({
    column,
    n: Math.max(n, cards[column]?.length ?? 0),
    cards: cards[column] ?? [],
  })),
})
const whole = { kind: null, function: null, mine: false, more: false } as const

async function open(board: BoardView) {
  return await show(<BoardPage />, {
    at: { address: paths.board, path: paths.board },
    me: lead,
    read: [[trpc.escalations.board.queryKey(whole), board]],
  })
}
const column = (name: string) => within(screen.getByRole('region', { name }))

beforeEach(() => {
  vi.stubGlobal('matchMedia', (media: string) => ({
    ...{ matches: true, media, addEventListener: () => {}, removeEventListener: () => {} },
  }))
})

test('a card moves by its menu into the column that the step leads to, and says so', async () => {
  await open(boardOf({ submitted: [cardOf(1, {})] }))
  column('Not acknowledged').getByRole('link', { name: 'Case 1' })
  await press('Move: Case 1')
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
    'Move to “Acknowledged”',
  ])
  await press('Move to “Acknowledged”', 1, 'menuitem')
  await column('Acknowledged').findByRole('link', { name: 'Case 1' })
  expect(column('Not acknowledged').queryByRole('link')).toBeNull()
  await screen.findByText('Case 1: Acknowledged')
})

test('a dragged card is taken by the column of a legal step, and by no other', async () => {
  await open(boardOf({ submitted: [cardOf(1, {})] }))
  const card = screen.getByRole('listitem')
  const data = { setData: () => {}, effectAllowed: '' }
  fireEvent.dragStart(card, { dataTransfer: data })
  const resolved = screen.getByRole('region', { name: 'Resolved' })
  expect(fireEvent.dragOver(resolved, { dataTransfer: data })).toBe(true)
  fireEvent.drop(resolved, { dataTransfer: data })
  expect(column('Not acknowledged').getByRole('link', { name: 'Case 1' })).toBeDefined()
  const acknowledged = screen.getByRole('region', { name: 'Acknowledged' })
  // That the default is prevented is what tells the browser to accept it.
  expect(fireEvent.dragOver(acknowledged, { dataTransfer: data })).toBe(false)
  fireEvent.drop(acknowledged, { dataTransfer: data })
  await column('Acknowledged').findByRole('link', { name: 'Case 1' })
})

test('counts what lies in a column beside what is shown of it', async () => {
  await open(boardOf({ submitted: [cardOf(1, {})] }, 41))
  column('Not acknowledged').getByText('41')
  column('Not acknowledged').getByRole('button', { name: '40 more' })
})

test('a column of nothing says so, and a card of somebody else’s has no menu', async () => {
  await open(boardOf({ approved: [cardOf(2, { status: 'approved', steps: [] })] }))
  column('Resolved').getByText('None')
  expect(screen.queryByRole('button', { name: 'Move: Case 2' })).toBeNull()
})
