import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { paths } from '#client/commands/scorecards-paths.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { AppError } from '#shared/core/errors.ts'
import type { AnalystScorecard, BaselineBasis, Signal } from '#shared/scorecards/views.ts'
import { enter, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { BaselinePage } from './baseline-page.tsx'

const basis: BaselineBasis = {
  ...{ since: '2026-06-01', weeks: 12, rate: 0.04, provisional: false },
  ...{ why: 'word', saidOn: '2026-09-29' },
}
const signal: Signal = {
  ...{ key: 'k', personId: analyst.personId, teamId, kind: 'more_errors', since: '2026-11-02' },
  ...{ x: 28, n: 160, from: '2026-11-02', to: '2026-11-23', missed: 28, overEnforced: 0 },
  ...{ baseline: 0.04, provisional: false, basis, p: 0.0001, cause: null },
  point: { metric: 'missed', x: 28, n: 160 },
}
const targets = { accuracy: 0.95, missed: 0.06, overEnforced: 0.04 }
const scorecard = (signals: Signal[]): AnalystScorecard => ({
  ...{ teamId, teamName: 'Team', zone: 'Asia/Seoul', dataThrough: '2026-11-29T00:00:00Z' },
  ...{ targets: { '4w': targets, '13w': targets }, targetBreaks: [], weeks: [], policyBreaks: [] },
  ...{ person: analyst, policies: [], signals, baseline: basis, openLooks: 0 },
})
const start = { address: paths.baseline(analyst.personId), path: paths.baseline(':personId') }
const read = (signals: Signal[]) =>
  [[trpc.scorecards.analyst.queryKey({ personId: analyst.personId }), scorecard(signals)]] as const

test('a lead says from which week the present rate is usual, and a refusal is said', async () => {
  const sent: unknown[] = []
  const shown = await show(<BaselinePage />, {
    ...{ at: start, read: read([signal]) },
    send: async ({ name, input }) => {
      sent.push([name, input])
      if (sent.length === 1) throw new AppError('INVALID', { field: 'week', reason: 'week' })
      return { entityId: analyst.personId, version: 1, at: '2026-11-30T00:00:00.000Z' }
    },
  })
  await screen.findByText(/by a lead's word on 29 Sept?/)
  const weeks = screen.getByRole<HTMLSelectElement>('combobox', { name: 'The baseline begins with' })
  expect([...weeks.options].map(({ value }) => value)).toEqual([
    ...['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'],
    ...['2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'],
  ])
  await press('Begin the baseline anew')
  await screen.findByText('The baseline cannot begin with this week. Choose another.')
  await enter('The baseline begins with', '2026-11-02')
  await press('Begin the baseline anew')
  await screen.findByText('elsewhere')
  const asked = (week: string) => ['scorecards.renewBaseline', { personId: analyst.personId, teamId, week }]
  expect(sent).toEqual([asked('2026-10-12'), asked('2026-11-02')])
  expect(shown.address()).toBe(appPaths.person(analyst.personId))
})

test('where nothing is raised there is nothing to say, and nobody says it of themselves', async () => {
  await show(<BaselinePage />, { at: start, read: read([]) })
  await screen.findByText('Nothing is raised here at present, so there is nothing to begin anew.')
  const self = { ...lead, person: { ...lead.person, personId: analyst.personId } }
  await show(<BaselinePage />, { at: start, read: read([signal]), me: self })
  await screen.findByText("You don't have permission to do this.")
  expect(screen.queryByRole('button', { name: 'Begin the baseline anew' })).toBeNull()
})
