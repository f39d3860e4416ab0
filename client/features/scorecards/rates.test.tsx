import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Counts } from '#shared/audits/views.ts'
import { rateOf } from '#shared/scorecards/rate-rules.ts'
import { press } from '#tests/support/component/entering.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { show } from '#tests/support/component/show.tsx'
import { AmongFigure } from './among.tsx'
import { MachineRow } from './machine-row.tsx'
import { MetricTiles } from './metric-tiles.tsx'
import { RateFigure } from './rate-figure.tsx'

const targets = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }
const counts: Counts = {
  ...{ n: 100, correct: 90, missed: 5, overEnforced: 3, unverified: 0, acted: 40, unsided: 0 },
}
/** Fifty of a chance of a half, fifty of a twentieth. */
const weighted: Counts = {
  ...counts,
  weights: {
    ...{ drawn: 100, w: 1100, w2: 20_200, correct: 1000, missed: 60, overEnforced: 20, acted: 440 },
    ...{ correct2: 18_200, missed2: 1200, overEnforced2: 400, acted2: 8080 },
  },
}
const figure = (from: Counts) => (
  <RateFigure metric="accuracy" of={rateOf(from, 'accuracy')} targets={targets} whose="x" unverified={0} />
)

test('a weighted rate says so, with both n', async () => {
  await show(figure(weighted))
  expect(screen.getByText('90.9%')).toBeDefined()
  expect(screen.getByText(/100 verified decisions · weighted by .* effective n 59/)).toBeDefined()
})

test('a refused rate says why and shows no percentage', async () => {
  await show(figure({ ...weighted, n: 101, correct: 91 }))
  expect(screen.getByText(/for some the chance is not known/)).toBeDefined()
  expect(screen.queryByText(/%/)).toBeNull()
})

test('misses stand beside what violates and over-enforcement beside actions', async () => {
  await show(
    <>
      <MetricTiles counts={counts} />
      <AmongFigure counts={counts} measure="missed_among_violating" />
    </>,
  )
  expect(screen.getByText('5 of 45 that violate (11.1%)')).toBeDefined()
  expect(screen.getByText('3 of 43 actions (7%)')).toBeDefined()
  expect(screen.getByText('45 verified as violating')).toBeDefined()
})

test('machines are a group of their own', async () => {
  const team = {
    ...{
      teamId: '00000000-0000-4000-8000-000000000001',
      targets: { '4w': targets, '13w': targets },
      machineCases: false,
    },
    machines: { weeks: [{ week: '2026-10-05', counts }] },
  }
  await show(<MachineRow team={team} metric="accuracy" period="4w" />)
  expect(rowGroup('Machines').textContent).toContain('Automated decisions')
  expect(rowGroup('Machines').querySelector('button')).toBeNull()
})

test('decisions of machines that nobody drew make no rate, and open all the same', async () => {
  const team = {
    ...{
      teamId: '00000000-0000-4000-8000-000000000001',
      targets: { '4w': targets, '13w': targets },
      machines: null,
      machineCases: true,
    },
  }
  await show(<MachineRow team={team} metric="accuracy" period="4w" />)
  expect(rowGroup('Machines').textContent).toContain('In no rate: none of them was drawn at random')
  await press(/^Automated decisions/)
  expect(await screen.findByRole('dialog', { name: 'Decisions of machines' })).toBeDefined()
})
