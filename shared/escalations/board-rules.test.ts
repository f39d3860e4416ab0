import { expect, test } from 'vitest'
import { boardColumns, columnOf, stepInto } from './board-rules.ts'
import {
  fits,
  mayTake,
  type Relation,
  type Severity,
  type Status,
  statuses,
  stepNames,
} from './step-rules.ts'

const cardOf = (
  status: Status,
  {
    severity = 'P2',
    relations = ['lead'],
    approved = false,
    decidable = false,
  }: { severity?: Severity; relations?: Relation[]; approved?: boolean; decidable?: boolean } = {},
) => ({
  ...{ status, severity, relations, decidable },
  steps: stepNames.filter(
    (step) => fits(step, { status, severity, approved }) && mayTake(step, new Set(relations)),
  ),
})
const accepting = (card: ReturnType<typeof cardOf>) =>
  boardColumns.filter((column) => stepInto(card, column) !== undefined)

test('every status but a draft has a column', () => {
  expect(statuses.filter((status) => columnOf(status) === undefined)).toEqual(['draft'])
})

test('a lead moves what was submitted by taking it up or asking for an approval, and closes nothing of another’s', () => {
  expect(accepting(cardOf('submitted'))).toEqual(['acknowledged', 'awaiting_approval'])
  expect(accepting(cardOf('submitted', { relations: ['raiser'] }))).toEqual(['closed'])
})

test('a decision alone leads to approved and rejected, and only where the reader may give it', () => {
  expect(accepting(cardOf('awaiting_approval'))).toEqual([])
  const card = cardOf('awaiting_approval', { decidable: true })
  expect(accepting(card)).toEqual(['approved', 'rejected'])
  expect(stepInto(card, 'approved')).toBe('decide')
})

test('nothing at P2 is begun before it is approved', () => {
  expect(accepting(cardOf('acknowledged'))).not.toContain('in_progress')
  expect(stepInto(cardOf('approved', { approved: true }), 'in_progress')).toBe('start')
})

test('a request at P0 leaves the card where it is, so no column accepts it for that', () => {
  expect(accepting(cardOf('acknowledged', { severity: 'P0' }))).toEqual(['in_progress', 'resolved'])
})

test('what is closed or resolved goes back to the first column by being reopened', () => {
  expect(stepInto(cardOf('closed'), 'submitted')).toBe('reopen')
  expect(stepInto(cardOf('resolved', { approved: true }), 'submitted')).toBe('reopen')
})
