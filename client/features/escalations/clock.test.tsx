import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ClockView } from '#shared/escalations/views.ts'
import { show } from '#tests/support/component/show.tsx'
import { ClockFigure } from './clock.tsx'

const clock = (stoppedAt: string | null): ClockView => ({
  ...{ kind: 'decide', startedAt: '2026-11-20T00:00:00Z', riskAt: '2026-11-20T03:00:00Z' },
  ...{ dueAt: '2026-11-20T04:00:00Z', stoppedAt, pausedAt: null, calendarMissing: false },
})
const now = Date.parse('2026-11-29T00:00:00Z')
const figure = (stoppedAt: string | null) =>
  show(
    <dl>
      <ClockFigure clock={clock(stoppedAt)} now={now} />
    </dl>,
  )

test('a decision that was late says by how much, long after', async () => {
  await figure('2026-11-20T06:10:00Z')
  expect(screen.getByText('2 h 10 min late')).toBeDefined()
  expect(screen.getByText('Decision')).toBeDefined()
})

test('one in time says so', async () => {
  await figure('2026-11-20T03:59:00Z')
  expect(screen.getByText('in time')).toBeDefined()
})
