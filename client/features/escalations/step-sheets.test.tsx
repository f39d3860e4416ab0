import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { trpc } from '#client/lib/trpc.ts'
import type { Step } from '#shared/escalations/step-rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { analyst, lead, show, teamId } from '#tests/support/component/show.tsx'
import { id } from '#tests/support/today-items.ts'
import { StepSheets } from './step-sheets.tsx'

const view: EscalationView = {
  ...{ escalationId: id, teamId, kind: 'policy_gap', category: null, severity: 'P2' },
  ...{ status: 'in_progress', summary: 'Two clauses disagree', details: null, caseReference: null },
  ...{ function: null, subject: null, raiser: analyst, holder: null, version: 3, contentVersion: 1 },
  ...{ approved: false, clocks: [], links: [], watchers: [], watching: false, request: null },
  ...{ resolution: null, whatChanged: null, followUps: [], mergedIntoId: null, events: [], steps: [] },
  ...{ relations: ['lead'], raisedAt: '2026-11-20T00:00:00Z' },
} as unknown as EscalationView

let closed = 0
async function showStep(step: Step, changes: Partial<EscalationView> = {}) {
  closed = 0
  const close = () => {
    closed += 1
  }
  return await show(<StepSheets view={{ ...view, ...changes }} step={step} onClose={close} />, {
    read: [
      [
        trpc.escalations.people.queryKey({ escalationId: id }),
        [{ ...analyst, role: 'raiser' as const, awayUntil: null, deputies: [] }],
      ],
    ],
  })
}

describe('the sheet of a step', () => {
  test('sends a comment with whom it mentions, closes and is empty again', async () => {
    const shown = await showStep('comment')
    await enter('Comment', ' Shared with the team. ')
    await choose(/Ana/)
    await press('Send comment', 2)
    const sent = await shown.sent()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      name: 'escalations.comment',
      input: { escalationId: id, text: 'Shared with the team.', mentions: [analyst.personId] },
    })
    expect(closed).toBe(1)
    expect((await field('Comment')).value).toBe('')
  })

  test('says what is missing, goes there, and is sent once that is put right', async () => {
    const shown = await showStep('resolve')
    await press('Add a follow-up')
    await press('Resolve')
    expect(screen.getByText('Write how it was resolved.')).toBeDefined()
    expect(screen.getByText('Write what is to be done.')).toBeDefined()
    await waitFor(async () => expect(document.activeElement).toBe(await field('How was it resolved?')))
    await enter('How was it resolved?', 'Clause 4 applies.')
    await enter('What is to be done', 'Tell the queue')
    expect(screen.queryByText(/^Write /)).toBeNull()
    await press('Resolve')
    expect(await shown.sent()).toMatchObject([
      {
        name: 'escalations.resolve',
        input: {
          ...{ resolution: 'Clause 4 applies.', whatChanged: null },
          followUps: [{ title: 'Tell the queue', ownerId: lead.person.personId, dueOn: null }],
        },
      },
    ])
    expect(closed).toBe(1)
  })

  test('takes no comment on child safety that leads somewhere', async () => {
    const shown = await showStep('comment', { kind: 'safety', category: 'child_safety' })
    await enter('Comment', 'see https://example.org/picture')
    await press('Send comment')
    expect(
      screen.getByText('At most 200 characters: letters, digits, blanks, commas, hyphens and brackets.'),
    ).toBeDefined()
    expect(await shown.sent()).toEqual([])
  })

  test('says that a full phone could not take it, and keeps the words', async () => {
    const shown = await showStep('comment')
    await enter('Comment', 'Shared.')
    shown.setFull(true)
    await press('Send comment')
    const failed = "This couldn't be kept on the phone. The text is still here."
    expect(await screen.findAllByText(failed)).not.toEqual([])
    expect((await field('Comment')).value).toBe('Shared.')
    expect(closed).toBe(0)
  })

  test('asks why a severity becomes lower', async () => {
    const shown = await showStep('changeSeverity')
    await choose(/^Normal/)
    await press('Change')
    expect(screen.getByText('Write the reason.')).toBeDefined()
    await enter('Why it is lower', 'Fewer cases than thought')
    await press('Change')
    expect(await shown.sent()).toMatchObject([
      { name: 'escalations.changeSeverity', input: { severity: 'P3', reason: 'Fewer cases than thought' } },
    ])
  })
})
