import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { RetentionRequest } from '#shared/administration/retention-views.ts'
import { rowGroup } from '#tests/support/component/row-group.ts'
import { show } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { RequestsPart } from './requests-part.tsx'

const timestamp = '2026-12-01T00:00:00Z'
const request = (number: number, name: string, part: Partial<RetentionRequest> = {}): RetentionRequest => ({
  ...{ requestId: `${id.slice(0, -2)}${number + 10}`, what: 'erasure', kind: null, days: null },
  ...{
    person: { personId: id, name },
    team: null,
    presentDays: null,
    reason: 'they asked for it in writing',
  },
  ...{
    asker: { personId: id.replace('1', '7'), name: 'Bo' },
    askedAt: timestamp,
    lapsesAt: timestamp,
    counts: [],
  },
  ...{
    countedAt: timestamp,
    confirmer: null,
    confirmedAt: null,
    endedAt: null,
    doneAt: null,
    waitingAt: null,
  },
  ...{ state: 'asked', mayConfirm: true, mayEnd: true, bar: null },
  ...part,
})
const parts = (items: RetentionRequest[], chosen?: string) =>
  show(<RequestsPart view={{ items, alone: false }} chosen={chosen} onChoose={() => undefined} />)

test('what a legal hold keeps some of stands with what is open, and says what it waits for', async () => {
  await parts([
    request(1, 'Ana', { state: 'waits', confirmedAt: timestamp, waitingAt: timestamp }),
    request(2, 'Cy', { state: 'done', doneAt: timestamp }),
  ])
  expect(rowGroup('Confirmed, not done yet').textContent).toMatch(/Erase Ana.*waits for a legal hold to end/)
  expect(rowGroup('Earlier requests').textContent).not.toContain('Ana')
})

test.each([
  ['in_team', /You were in this team in the days of the hold/],
  ['role_new', /were administrators before the request/],
] as const)('what the reader may not confirm (%s) waits for another, and says why', async (bar, why) => {
  const barred = request(1, 'Ana', { bar, mayConfirm: false, mayEnd: false })
  await parts([barred], barred.requestId)
  expect(rowGroup('Waits to be confirmed').textContent).toContain('Erase Ana')
  expect(await screen.findByText(why)).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull()
})
