import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { ImportsView } from '#shared/audits/import-views.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { ImportPage } from './import-page.tsx'

const none: ImportsView = { imports: [], policies: [], kept: null }

async function choose(rows: readonly (readonly string[])[]): Promise<void> {
  await show(<ImportPage />, {
    me: lead,
    at: { address: paths.importAudits(teamId), path: paths.importAudits(':teamId') },
    read: [[trpc.audits.imports.queryKey({ teamId }), none]],
  })
  const file = new File([writeCsv(rows)], 'skips.csv')
  fireEvent.change(screen.getByLabelText(/Choose a file/), { target: { files: [file] } })
}

test('skips of Coop are shown by queue, with nothing to check or import', async () => {
  const link = 'https://coop.example.org/review?jobId=j'
  await choose([
    ['Reviewer', 'Queue', 'Decision Time', 'Link'],
    ['Kim Haneul', 'Hate', '11/03/2026, 02:05:00 PM', `${link}1`],
    ['Park Duri', 'Spam', '11/03/2026, 02:06:00 PM', `${link}2`],
    ['Park Duri', 'Spam', '11/03/2026, 02:07:00 PM', `${link}3`],
  ])
  await screen.findByText(/nothing counts for anybody/)
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Spam2', 'Hate1'])
  expect(screen.queryByRole('button', { name: 'Check the file' })).toBeNull()
  expect(screen.queryByText(/Park Duri/)).toBeNull()
})

test('any other table has its columns to choose, and is checked', async () => {
  await choose([
    ['audit_ref', 'case_ref', 'analyst', 'policy', 'decision', 'decided_at'],
    ['A-1', 'C-1', 'SC01', 'hate', 'violating', '2026-11-20'],
  ])
  await screen.findByRole('heading', { name: 'Which column is what' })
  await screen.findByRole('button', { name: 'Check the file' })
  expect(screen.queryByText(/nothing counts for anybody/)).toBeNull()
})

test('the file’s rows stand beside the columns, and the column of the field in hand is marked in them', async () => {
  const header = ['audit_ref', 'case_ref', 'analyst', 'policy', 'decision', 'decided_at']
  const rows = Array.from({ length: 30 }, (_, row) => [
    `A-${row}`,
    ...['C-1', 'SC01', 'hate', 'violating', '2026-11-20'],
  ])
  await choose([header, ...rows])
  const preview = within(await screen.findByRole('region', { name: 'First rows' }))
  expect(preview.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(header)
  // As many as a phone shows; the header is a row as well.
  expect(preview.getAllByRole('row').length).toBeLessThan(rows.length)
  const marked = () =>
    preview
      .getAllByRole('columnheader')
      .filter((head) => head.dataset.asked !== undefined)
      .map(({ textContent }) => textContent)
  expect(marked()).toEqual([])
  fireEvent.focus(await screen.findByLabelText(/^QA analyst/))
  expect(marked()).toEqual(['analyst'])
  fireEvent.change(screen.getByLabelText(/^QA analyst/), { target: { value: 'case_ref' } })
  expect(marked()).toEqual(['case_ref'])
  expect(
    preview.getAllByRole('cell').filter((cell) => cell.dataset.asked !== undefined)[0]?.textContent,
  ).toBe('C-1')
})
