import { fireEvent, screen, within } from '@testing-library/react'
import { createRef } from 'react'
import { expect, test } from 'vitest'
import { casesOptions } from '#client/features/audits/data.ts'
import { paths } from '#client/lib/paths.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { analyst, show, teamId } from '#tests/support/component/show.tsx'
import { ListPane } from './list-pane.tsx'

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
    looks: [],
  },
  decidedAt: `2026-11-0${number}T03:00:00Z`,
})
const list = `${paths.personCases(analyst.personId)}?filter=missed`
const page = { cases: [caseOf(2), caseOf(1)], nextCursor: null, total: 2, choices: null }

test('the list of cases stands beside a case, says which is open, and keeps its own question', async () => {
  const narrowed: string[] = []
  const shown = await show(
    <ListPane
      scroller={createRef()}
      list={list}
      chosen={paths.case(idOf(2))}
      tops={new Map()}
      onNarrow={(address) => narrowed.push(address)}
    />,
    {
      at: { address: `${paths.case(idOf(2))}?filter=missed`, path: '/*' },
      read: [
        [
          casesOptions({ personId: analyst.personId, filter: 'missed' }).queryKey,
          { pages: [page], pageParams: [null] },
        ],
      ],
    },
  )
  const pane = within(await screen.findByRole('region', { name: 'List' }))
  const links = await pane.findAllByRole('link', { name: /^Hate speech/ })
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual(['true', null])
  // Another question narrows the list alone; what is open beside it stays.
  fireEvent.click(await pane.findByRole('radio', { name: /^All/ }))
  expect(narrowed).toHaveLength(1)
  expect(narrowed[0]?.startsWith(paths.personCases(analyst.personId))).toBe(true)
  expect(shown.address()).toBe(`${paths.case(idOf(2))}?filter=missed`)
})
