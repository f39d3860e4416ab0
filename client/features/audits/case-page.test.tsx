import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { CasePage } from './case-page.tsx'
import { casesOptions } from './data.ts'

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const caseOf = (number: number): CaseView => ({
  ...{ auditId: idOf(number), teamId, analyst, kind: 'audit', reference: `R-${number}` },
  ...{ caseRef: `C-${number}`, policy: 'hate-speech', queue: null, language: null },
  ...{
    moderatorDecision: null,
    decision: 'allowed',
    acted: false,
    verifiedDecision: 'violating',
    verifiedBy: 'gold',
  },
  ...{
    outcome: 'missed',
    decidedBy: null,
    verifications: [],
    putRight: null,
    putRightSteps: [],
    targeted: false,
    decidedAt: `2026-11-0${number}T03:00:00Z`,
    looks: [],
  },
})
const list = new URLSearchParams({ filter: 'missed' }).toString()
const { queryKey } = casesOptions({ personId: analyst.personId, filter: 'missed' })
const page = { cases: [caseOf(2), caseOf(1)], nextCursor: null, total: 2, choices: null }

const open = (number: number, search: string, me = lead) =>
  show(<CasePage />, {
    me,
    at: { address: `${paths.case(idOf(number))}${search}`, path: paths.case(':auditId') },
    read: [[queryKey, { pages: [page], pageParams: [null] }]],
  })

test('a case leads to the next of the list that it was opened from, and the last to none', async () => {
  const shown = await open(2, `?${list}`)
  await screen.findByRole('heading', { name: 'Case C-2' })
  await press('Next case')
  expect(shown.address()).toBe(`${paths.case(idOf(1))}?${list}`)
  await screen.findByRole('heading', { name: 'Case C-1' })
  expect(screen.queryByRole('button', { name: 'Next case' })).toBeNull()
})

test('a case that was opened from elsewhere has no next', async () => {
  await open(2, '')
  await screen.findByRole('heading', { name: 'Case C-2' })
  expect(screen.queryByRole('button', { name: 'Next case' })).toBeNull()
})

test('its number is copied, and a lead begins a note with it', async () => {
  const writeText = vi.fn(async () => undefined)
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
  const shown = await open(2, '')
  await press('Copy the case number')
  expect(writeText).toHaveBeenCalledWith('C-2')
  await screen.findByRole('group', { name: 'Case number C-2 copied' })
  const coach = screen.getByRole('link', { name: 'Coach on this case' })
  await act(async () => coach.click())
  expect(shown.address()).toBe(`${paths.newNote(analyst.personId)}?case=${idOf(2)}`)
})

test('an answer in part asks for a third verdict, and keeps it with the reason on the phone', async () => {
  const recheck = {
    ...{ lookId: idOf(9), auditId: idOf(2), analyst, reason: 'Please', askedAt: '2026-11-02T04:00:00Z' },
    ...{ dueAt: '2026-11-09T04:00:00Z', decider: 'lead' as const, judgeIds: [], status: 'open' as const },
    ...{ final: null, answer: null, answeredBy: null, answeredAt: null, version: 1 },
  }
  const shown = await show(<CasePage />, {
    at: { address: paths.case(idOf(2)), path: paths.case(':auditId') },
    read: [
      [queryKey, { pages: [{ ...page, cases: [{ ...caseOf(2), looks: [recheck] }] }], pageParams: [null] }],
      [
        trpc.audits.names.queryKey(),
        ['satire', 'allowed'].map((code) => ({ kind: 'decision', code, nameKo: null, nameEn: null })),
      ],
    ],
  })
  await screen.findByRole('heading', { name: 'Case C-2' })
  await press('Answer')
  await choose('Partly')
  await press('Send')
  const verified = screen.getByRole<HTMLSelectElement>('combobox', { name: /Verified decision/ })
  expect(verified.getAttribute('aria-invalid')).toBe('true')
  const labels = [...verified.options].filter(({ disabled }) => !disabled).map(({ text }) => text)
  expect(labels).toEqual(['Violating', 'Satire'])
  await enter(/Verified decision/, 'satire')
  expect(screen.queryByRole('radio', { name: 'Over-enforced' })).toBeNull()
  await choose('Another error')
  await enter('Reason', 'Neither')
  await press('Send')
  expect(await screen.findByText('Verified decision: Satire · Another error')).toBeTruthy()
  const final = { decision: 'satire', outcome: 'other_error' }
  expect(await shown.sent()).toMatchObject([
    { name: 'audits.answerAnotherLook', input: { status: 'partly', final, answer: 'Neither' } },
  ])
})

test('back leads to the list that the reader may read, and for whoever decides this case alone to Today', async () => {
  const shown = await open(2, '')
  await press('Back')
  expect(shown.address()).toBe(paths.personCases(analyst.personId))
  const decider = { ...lead, roles: [{ role: 'manager' as const, teamId, function: null }], teams: [] }
  const other = await open(2, '', decider)
  await act(async () => screen.getAllByRole('button', { name: 'Back' }).at(-1)?.click())
  expect(other.address()).toBe(paths.today)
})
