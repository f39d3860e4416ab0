import { after, type Relation, type Severity, type Status, type Step } from './step-rules.ts'

/** A draft is its writer's and stands on no board; what was reopened waits as what was submitted does. */
export const boardColumns = [
  'submitted',
  'acknowledged',
  'awaiting_approval',
  'approved',
  'rejected',
  'in_progress',
  'resolved',
  'closed',
] as const
export type BoardColumn = (typeof boardColumns)[number]

/** Days for which what was closed stays on the board. */
export const closedDays = 30

/** Cards of a column at first, and after "more". */
export const cardLimits = { few: 20, more: 100 } as const

export function columnOf(status: Status): BoardColumn | undefined {
  if (status === 'draft') return undefined
  return status === 'reopened' ? 'submitted' : status
}

/** Returns the step that leads into a column; a decision is no step of the table, and is given on its sheet. */
const ways = {
  submitted: 'reopen',
  acknowledged: 'acknowledge',
  awaiting_approval: 'requestApproval',
  approved: 'decide',
  rejected: 'decide',
  in_progress: 'start',
  resolved: 'resolve',
  closed: 'close',
} as const satisfies Record<BoardColumn, Step | 'decide'>

interface Card {
  status: Status
  severity: Severity
  decidable: boolean
  steps: readonly Step[]
  relations: readonly Relation[]
}

/** Returns the step by which the reader may move a card into a column; undefined where the column does not accept it. */
export function stepInto(card: Card, column: BoardColumn): Step | 'decide' | undefined {
  const way = ways[column]
  if (columnOf(card.status) === column) return undefined
  if (way === 'decide') return card.decidable && card.status === 'awaiting_approval' ? way : undefined
  // What nobody took up yet is closed by who raised it alone.
  if (way === 'close' && card.status === 'submitted' && !card.relations.includes('raiser')) return undefined
  if (!card.steps.includes(way)) return undefined
  return columnOf(after(way, card)) === column ? way : undefined
}
