import { act, fireEvent, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/calibration-paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { RoundResult, RoundView } from '#shared/calibration/views.ts'
import { choose, enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { csvOf } from './export.ts'
import { RoundEditorPage } from './round-editor-page.tsx'
import { RoundsPage } from './rounds-page.tsx'

let last = 0
const newId = () => {
  last += 1
  return `018f0000-0000-7000-8000-${String(last).padStart(12, '0')}`
}
const options = ['Violation', 'Fine'].map((value) => ({ value, ko: null, en: `${value}!` }))
const items = ['C-1', 'C-2'].map((reference) => ({
  ...{ caseId: newId(), reference, policy: null, policyVersion: null, description: null },
  repeatOf: null,
}))
const round: RoundView = {
  ...{ roundId: newId(), teamId, title: 'November', deadline: '2099-01-01T00:00:00Z', imported: false },
  ...{ createdAt: '2026-11-20T00:00:00Z', closedAt: null, cases: 2, raters: 3, submitted: 1, own: 'open' },
  ...{
    level: 'nominal',
    options,
    seed: 7,
    remindedAt: null,
    leftOut: null,
    version: 1,
    items,
    people: [],
    result: null,
  },
}
const { roundId } = round
const atRate = { address: paths.rate(roundId), path: paths.rate(':roundId') }
const atRound = { address: paths.round(roundId), path: paths.round(':roundId') }
const read = (view: RoundView) => [[trpc.calibration.round.queryKey({ roundId }), view]] as const
const member = { ...lead, person: { ...lead.person, ...analyst }, roles: [], teams: [] }

const rate = async (label: string, place: number) => {
  const radio = screen.getAllByRole('radio', { name: label })[place]
  await act(async () => fireEvent.click(radio as HTMLElement))
}

test('a rater answers case by case, sees nobody else’s, and one command is on the phone', async () => {
  const shown = await show(<RoundsPage />, { at: atRate, read: read(round), me: member })
  expect(await screen.findByText('Others’ ratings are shown once you have submitted.')).toBeDefined()
  await rate('Violation!', 0)
  await press('Submit')
  expect(await screen.findByText('This case is not rated yet.')).toBeDefined()
  expect(await shown.sent()).toEqual([])
  expect(await screen.findByText('On this phone')).toBeDefined()
  expect(await shown.draft(`calibration:rate:${roundId}`)).toMatchObject({
    ratings: [{ value: 'Violation' }],
  })
  await rate('Fine!', 1)
  await press('Submit', 2)
  expect(await shown.sent()).toMatchObject([
    {
      name: 'calibration.submit',
      input: {
        roundId,
        ratings: [
          { value: 'Violation', comment: null },
          { value: 'Fine', comment: null },
        ],
      },
    },
  ])
  expect(shown.address()).toBe(paths.round(roundId))
})

test('a draft that a kill left is gone on with', async () => {
  await show(<RoundsPage />, {
    ...{ at: atRate, read: read(round), me: member },
    drafts: {
      [`calibration:rate:${roundId}`]: {
        commandId: newId(),
        ratings: [{ caseId: items[0]?.caseId, value: 'Fine', comment: 'why' }],
      },
    },
  })
  expect(await screen.findByText('1 of 2')).toBeDefined()
  expect(screen.getByDisplayValue('why')).toBeDefined()
})

const people = ['Ana', 'Bo', 'Cho'].map((name) => ({ personId: newId(), name }))
const mark = (place: number, value: string) => ({
  ...{ personId: people[place]?.personId ?? '', value, comment: null },
})
const result: RoundResult = {
  agreement: {
    ...{ units: 12, raters: 3, ratings: 36, pairableUnits: 12, enough: true, band: 'do-not-rely' },
    ...{ percentAgreement: 0.7, alpha: 0.31, ac1: 0.52 },
    intervals: { percentAgreement: { low: 0.5, high: 0.9 }, alpha: null, ac1: null },
  },
  cases: [
    {
      ...{
        caseId: items[0]?.caseId ?? '',
        split: 2 / 3,
        consensus: 'Violation',
        expected: null,
        supersededAt: null,
      },
      marks: [mark(0, 'Violation'), mark(1, 'Violation'), mark(2, 'Fine')],
      inLedger: false,
    },
    {
      ...{ caseId: items[1]?.caseId ?? '', split: 0, consensus: 'Fine', expected: null, supersededAt: null },
      marks: [mark(0, 'Fine'), mark(1, 'Fine'), mark(2, 'Fine')],
      inLedger: false,
    },
  ],
  repeats: [],
  people: people.map((person) => ({ person, others: { x: 1, n: 2 }, gold: null, self: null })),
  pairs: [],
  matrix: [{ a: 0, b: 1, n: 2 }],
  drift: [],
}
const ended: RoundView = {
  ...{ ...round, own: null, submitted: 3, result },
  people: people.map((person) => ({ ...person, submittedAt: '2026-11-21T00:00:00Z', late: false })),
}

test('a result says how far the raters agree, and a lead opens a split case with its names', async () => {
  await show(<RoundsPage />, { at: atRound, read: read(ended) })
  expect(screen.getByText(/The raters do not agree well enough/)).toBeDefined()
  expect(screen.getByText('70%')).toBeDefined()
  expect(screen.getByText('50% to 90% · 12 cases')).toBeDefined()
  // No interval where the bootstrap would be too narrow.
  expect(screen.getAllByText('12 cases: too few for an interval')).toHaveLength(2)
  expect(screen.getByText('Violation! 2 · Fine! 1')).toBeDefined()
  await press(/C-1/)
  expect(await screen.findByText('Cho: Fine!')).toBeDefined()
  expect(screen.getByLabelText('Policy')).toBeDefined()
})

const point = (place: number, alpha: number, pairableUnits = 60) => ({
  ...{ roundId: newId(), title: `Round ${place}`, createdAt: `2026-0${place}-01T00:00:00Z`, alpha },
  ...{ pairableUnits, interval: { low: alpha - 0.1, high: alpha + 0.1 } },
})
const drifting = (...drift: ReturnType<typeof point>[]) => read({ ...ended, result: { ...result, drift } })

test('drift is a sentence, a picture of that name, and a table', async () => {
  await show(<RoundsPage />, { at: atRound, read: drifting(point(1, 0.4), point(2, 0.1, 6), point(3, 0.7)) })
  const sentence = 'Over 2 rounds alpha rose from 0.40 to 0.70; the two ranges do not overlap.'
  expect(screen.getByText(sentence)).toBeDefined()
  expect(screen.getByRole('img', { name: sentence })).toBeDefined()
  const rows = screen.getAllByRole('row', { name: /^Round \d/ })
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringContaining('0.40' + '0.30 ~ 0.50' + '60'),
    expect.stringContaining('too few–6'),
    expect.stringContaining('0.70' + '0.60 ~ 0.80' + '60'),
  ])
})

test('overlapping ranges are neither a rise nor a fall', async () => {
  await show(<RoundsPage />, { at: atRound, read: drifting(point(1, 0.5), point(2, 0.6)) })
  expect(screen.getAllByText(/neither a rise nor a fall can be said/)).toHaveLength(1)
})

test('the policy that held is said on the round', async () => {
  const versioned = items.map((item) => ({ ...item, policy: 'hate', policyVersion: '2026.2' }))
  await show(<RoundsPage />, { at: atRound, read: read({ ...ended, items: versioned }) })
  expect(screen.getByText(/^Under .* 2026\.2$/)).toBeDefined()
})

test('a lead who does not rate reads who is missing, and no result', async () => {
  await show(<RoundsPage />, {
    at: atRound,
    read: read({
      ...{ ...round, own: null },
      people: people.map((person, place) => ({
        ...person,
        submittedAt: place === 0 ? '2026-11-21T00:00:00Z' : null,
        late: false,
      })),
    }),
  })
  expect(screen.getByText(/once everybody has submitted, or the round is closed/)).toBeDefined()
  expect(screen.getAllByText('not yet')).toHaveLength(2)
  expect(screen.getByRole('button', { name: 'Remind' })).toBeDefined()
  expect(screen.queryByText('Agreement between raters')).toBeNull()
})

test('the table that is handed out has a row for every rating', () => {
  const lines = csvOf(ended).replace('\ufeff', '').trim().split('\r\n')
  expect(lines).toHaveLength(7)
  expect(lines.slice(0, 4)).toEqual([
    'case,rater,value,comment',
    'C-1,Ana,Violation,',
    'C-1,Bo,Violation,',
    'C-1,Cho,Fine,',
  ])
})

test('a round is made of typed cases, and what is missing is named', async () => {
  const colleague = { personId: newId(), name: 'Bo' }
  const [team] = lead.teams
  const me = { ...lead, teams: [{ ...team, ...lead.teams[0], people: [analyst, colleague] }] } as typeof lead
  const shown = await show(<RoundEditorPage />, {
    ...{ at: { address: paths.newRound(teamId), path: paths.newRound(':teamId') }, me },
    read: [[trpc.policies.all.queryKey(), []]],
  })
  await press('Make')
  expect(await screen.findByText('Enter a title.')).toBeDefined()
  expect(screen.getByText('Choose at least two raters of the team.')).toBeDefined()
  await enter('Title', 'November')
  await choose('Ana')
  await choose('Bo')
  await press('Add a case')
  await enter('Case number', 'C-9')
  await choose('Shown twice')
  await press('Done')
  await press('Make')
  const [sent] = await shown.sent()
  expect(sent).toMatchObject({
    name: 'calibration.make',
    input: {
      ...{ teamId, title: 'November', level: 'nominal' },
      raterIds: [analyst.personId, colleague.personId],
      options: [{ value: 'Violation' }, { value: 'No violation' }, { value: 'Unsure' }],
      cases: [{ reference: 'C-9', repeatOf: null }, { reference: 'C-9' }],
    },
  })
})
