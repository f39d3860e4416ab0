import type { Act } from '#client/offline/outbox/phone-command.ts'
import { columnOf } from '#shared/escalations/board-rules.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { BoardInput, ListInput, RaisedFromInput } from '#shared/escalations/queries.ts'
import type {
  BoardView,
  EscalationRow,
  EscalationView,
  ListView,
  RaisedFromView,
} from '#shared/escalations/views.ts'
import type { TodayView } from '#shared/today/views.ts'
import {
  lineOf,
  linkOf,
  openSteps,
  personOf,
  type StepAct,
  type StepChange,
  summaryInLists,
} from './escalations-changes.ts'
import { withoutItems } from './today-changes.ts'

type RaiseAct = StepAct & Pick<Act, 'version' | 'answered'>

/**
 * Returns the view of an escalation that was raised on this phone and the server does not know yet: without clocks,
 * which begin there.
 */
export function raised(input: RaiseInput, act: RaiseAct): EscalationView {
  const { escalationId, kind, category, severity, summary, details, caseReference, teamId } = input
  const view: EscalationView = {
    ...{ escalationId, kind, category, severity, summary, details, caseReference, teamId },
    ...{ function: input.function, teamName: act.nameOf(teamId), raiser: act.by, holder: null },
    ...{ status: input.submit ? 'submitted' : 'draft', raisedAt: act.at, changedAt: act.at, clock: null },
    ...{
      decidable: false,
      askedBy: null,
      version: act.answered ? act.version : 0,
      contentVersion: 1,
      approved: severity === 'P3',
      clocks: [],
    },
    subject: input.subjectId ? personOf(input.subjectId, act) : null,
    links: input.links.map(linkOf),
    ...{ watchers: [], watching: false, request: null, resolution: null, whatChanged: null, followUps: [] },
    ...{ mergedIntoId: null, events: [lineOf(act, { kind: 'raised' })], relations: ['raiser'], steps: [] },
  }
  return { ...view, steps: openSteps(view) }
}

/** As a row of a list. */
export function rowOf(view: EscalationView): EscalationRow {
  const { escalationId, kind, category, severity, status, caseReference, teamId, teamName, raiser } = view
  const { holder, raisedAt, changedAt, clock, decidable, askedBy, version } = view
  return {
    ...{ escalationId, kind, category, severity, status, caseReference, teamId, teamName, raiser },
    ...{ holder, raisedAt, changedAt, clock, decidable, askedBy, version, function: view.function },
    summary: summaryInLists({ category, summary: view.summary ?? '' }),
  }
}

/** A page of a list with the step in its row. */
export function withStepInRow<Input extends { escalationId: string }>(
  page: ListView,
  { change, input, act }: { change: StepChange<Input>; input: Input; act: StepAct },
): ListView {
  const rows = page.rows.map((row) =>
    row.escalationId === input.escalationId ? change(row, input, act) : row,
  )
  return rows.every((row, index) => row === page.rows[index]) ? page : { ...page, rows }
}

/** Puts what was raised here at the head of the open ones, once. */
export function withRaised(
  page: ListView,
  input: RaiseInput,
  act: RaiseAct & { asked: ListInput },
): ListView {
  const { state, cursor } = act.asked
  const known = page.rows.some(({ escalationId }) => escalationId === input.escalationId)
  return state === 'closed' || cursor || known
    ? page
    : { ...page, rows: [rowOf(raised(input, act)), ...page.rows] }
}

/** A board with the step in its card, in the column where that lies now. */
export function withStepOnBoard<Input extends { escalationId: string }>(
  board: BoardView,
  { change, input, act }: { change: StepChange<Input>; input: Input; act: StepAct },
): BoardView {
  const isIt = ({ escalationId }: { escalationId: string }) => escalationId === input.escalationId
  const from = board.columns.find(({ cards }) => cards.some(isIt))
  const card = from?.cards.find(isIt)
  if (!from || !card) return board
  const changed = change(card, input, act)
  if (changed === card) return board
  const moved = { ...changed, steps: openSteps(changed) }
  const to = columnOf(moved.status)
  return {
    columns: board.columns.map((column) => {
      if (column === from && column.column === to)
        return { ...column, cards: column.cards.map((other) => (other === card ? moved : other)) }
      if (column === from)
        return { ...column, n: column.n - 1, cards: column.cards.filter((other) => other !== card) }
      return column.column === to ? { ...column, n: column.n + 1, cards: [moved, ...column.cards] } : column
    }),
  }
}

/** Puts what was raised here on the boards whose filters it fits, once. */
export function withRaisedOnBoard(
  board: BoardView,
  input: RaiseInput,
  act: RaiseAct & { asked: BoardInput },
): BoardView {
  const { kind, function: fn } = act.asked
  const fits = (kind === null || kind === input.kind) && (fn === null || fn === input.function)
  const known = board.columns.some(({ cards }) =>
    cards.some(({ escalationId }) => escalationId === input.escalationId),
  )
  if (!fits || known) return board
  const view = raised(input, act)
  const { steps, relations, approved, status } = view
  const card = { ...rowOf(view), steps, relations, approved }
  const to = columnOf(status)
  return {
    columns: board.columns.map((column) =>
      column.column === to ? { ...column, n: column.n + 1, cards: [card, ...column.cards] } : column,
    ),
  }
}

/** Shows what was raised here with what it was raised from; of a dispute the phone does not know the review. */
export function withRaisedFromIt(
  view: RaisedFromView,
  { escalationId, severity, summary, links, submit }: RaiseInput,
  { asked }: { asked: RaisedFromInput },
): RaisedFromView {
  const isIt = links.some(
    (link) =>
      link.kind === asked.kind &&
      (link.kind === 'review'
        ? link.reviewId
        : link.kind === 'split'
          ? link.caseId
          : link.kind === 'question' && link.questionId) === asked.targetId,
  )
  if (!isIt || view.some((row) => row.escalationId === escalationId)) return view
  const status = submit ? ('submitted' as const) : ('draft' as const)
  return [{ escalationId, severity, status, summary, isDispute: false }, ...view]
}

/** A step of one's own ends the rows of Today that asked for it. */
export const withoutEscalation = (view: TodayView, { escalationId }: { escalationId: string }): TodayView =>
  withoutItems(view, (item) => 'escalationId' in item && item.escalationId === escalationId)
