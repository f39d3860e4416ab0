import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { ImportFindings } from '#shared/audits/import-views.ts'
import { columnsOf } from '#shared/tables/header.ts'
import { lead, show } from '#tests/support/component/show.tsx'
import { formOf } from './import-form.ts'
import { asksOfPeople, ImportPeople } from './import-people.tsx'

const nothing: ImportFindings = {
  ...{
    newPeople: [],
    unknownPeople: [],
    earlierPeople: [],
    absentPeople: [],
    sameNames: [],
    confusables: [],
  },
  ...{ newPolicies: [], unknownPolicies: [], verdicts: [], noValues: [], ambiguousDates: null },
}
const people = ['가', '나', '다', '라', '마'].map((word, rows) => ({ word, rows: rows + 1 }))
const read = { facts: null, unreadable: null, preset: null, skipped: [] }
const preview = { ...read, header: columnsOf(['a']), columns: ['a'], rows: [] }
const form = formOf(new File([''], 'audits.csv'), preview)

test('unknown people are named, three and then all, and made only once that was said', async () => {
  const onChange = vi.fn()
  const findings = { ...nothing, unknownPeople: people }
  await show(<ImportPeople findings={findings} form={form} onChange={onChange} />, { me: lead })
  const names = () => screen.getAllByRole('listitem').map((item) => item.firstChild?.textContent)
  expect(names()).toEqual(['가', '나', '다'])
  fireEvent.click(screen.getByRole('button', { name: 'Show all 5' }))
  expect(names()).toEqual(['가', '나', '다', '라', '마'])
  fireEvent.click(screen.getByRole('switch', { name: /5 people who are not in Dure/ }))
  expect(onChange).toHaveBeenCalledWith({ ...form, makePeople: true })
})

test('rows of before a first day are a question of their own', async () => {
  const onChange = vi.fn()
  const findings = { ...nothing, earlierPeople: people.slice(0, 1) }
  await show(<ImportPeople findings={findings} form={form} onChange={onChange} />, { me: lead })
  fireEvent.click(screen.getByRole('switch', { name: /before the first day/ }))
  expect(onChange).toHaveBeenCalledWith({ ...form, earlierDays: true })
})

test('a file that names nobody new asks nothing', () => {
  expect(asksOfPeople(nothing, form)).toBe(false)
  expect(asksOfPeople(nothing, { earlierDays: true })).toBe(true)
})
