import { expect, test } from 'vitest'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import { boardColumns } from '#shared/escalations/board-rules.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { BoardInput } from '#shared/escalations/queries.ts'
import type {
  BoardCard,
  BoardView,
  EscalationRow,
  EscalationView,
  ListView,
  RaisedFromView,
} from '#shared/escalations/views.ts'
import { pendingCommand, screenOf } from '#tests/support/folded.ts'
import { raised, rowOf } from './escalations-lists.ts'
import { stepsByClock } from './escalations-steps.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const me = { personId: id(1), name: '정해솔' }
const screen = screenOf(me, { [id(2)]: '심혜인', [id(3)]: '커뮤니티 QA' })
const timestamp = '2026-11-26T01:00:00.000Z'

const input: RaiseInput = {
  ...{ escalationId: id(10), teamId: id(3), kind: 'policy_gap', category: null, severity: 'P2' },
  ...{ summary: '두 조항이 다르게 적용됩니다', details: null, caseReference: null, function: 'policy' },
  ...{ subjectId: null, links: [], submit: true },
}
const clock = (kind: 'acknowledge' | 'decide') => ({
  ...{ kind, startedAt: timestamp, riskAt: timestamp, dueAt: '2026-11-26T05:00:00.000Z' },
  ...{ stoppedAt: null, pausedAt: null, calendarMissing: false },
})
/** As the server has it: raised by somebody else, of the reader's team. */
const served: EscalationView = {
  ...raised(input, {
    by: { personId: id(9), name: '남지후' },
    at: timestamp,
    id: id(90),
    nameOf: () => 'A',
    ...{ version: 1, answered: true },
  }),
  ...{ relations: ['lead'], version: 1, clocks: [clock('acknowledge'), clock('decide')] },
  clock: clock('acknowledge'),
}

function pending(name: string, input: object, rest: Partial<PendingCommand> = {}): PendingCommand {
  const entity = { escalationId: id(10), ...input }
  return pendingCommand(`escalations.${name}`, entity, { entities: [entity.escalationId], ...rest })
}
const fold = (view: EscalationView, commands: PendingCommand[]) =>
  screen.shown('escalations.detail', view, commands)
/** A page of a list, as it was asked for. */
function rows(served: EscalationRow[], commands: PendingCommand[], asked = { scope: 'all', state: 'open' }) {
  return screen.shown<ListView>('escalations.list', { rows: served, nextCursor: null }, commands, asked).rows
}
const shown = (...commands: PendingCommand[]) => fold(served, commands)

test('acknowledging stops its own clock alone and opens the steps that follow', () => {
  const view = shown(pending('acknowledge', {}))
  expect(view.status).toBe('acknowledged')
  expect(view.clocks.map(({ stoppedAt }) => stoppedAt !== null)).toEqual([true, false])
  expect(view.clock?.kind).toBe('decide')
  expect(view.steps).toContain('requestApproval')
  expect(view.steps).not.toContain('acknowledge')
  expect(view.events.at(-1)).toMatchObject({ kind: 'acknowledged', actor: me })
})

test('every step over a view that already holds it changes nothing', () => {
  const steps = [
    pending('acknowledge', {}),
    pending('assign', { personId: id(2) }),
    pending('comment', { commentId: id(20), text: '확인했습니다.', mentions: [] }),
    pending('watch', { watching: true }),
    pending('link', { link: { kind: 'escalation', linkId: id(21), otherId: id(11) } }),
    pending('pause', { reason: 'legal' }),
    pending('resume', {}),
    pending('requestApproval', {
      ...{ requestId: id(22), question: '적용할까요?', recommendation: '예' },
      ...{ ifApproved: '적용', ifRejected: '유지' },
    }),
    pending('changeSeverity', { severity: 'P1', reason: null }),
  ]
  let view = served
  for (const step of steps) {
    const once = fold(view, [step])
    expect(once, step.name).not.toBe(view)
    expect(fold(once, [step]), step.name).toBe(once)
    view = once
  }
})

test('assigning names who has it, in rows as in the whole', () => {
  const step = pending('assign', { personId: id(2) })
  expect(shown(step).holder).toEqual({ personId: id(2), name: '심혜인' })
  const [row] = rows([rowOf(served)], [step])
  expect(row?.holder?.name).toBe('심혜인')
})

test('a pause holds every clock that runs, and only what stands still goes on', () => {
  expect(stepsByClock({ ...served, steps: ['pause', 'resume'] })).toEqual(['pause'])
  const paused = shown(pending('pause', { reason: 'legal' }))
  expect(paused.clocks.every(({ pausedAt }) => pausedAt !== null)).toBe(true)
  expect(stepsByClock({ ...paused, steps: ['pause', 'resume'] })).toEqual(['resume'])
})

test('a change of content or severity voids what was asked for', () => {
  const asked = pending('requestApproval', {
    ...{ requestId: id(22), question: '적용할까요?', recommendation: '예' },
    ...{ ifApproved: '적용', ifRejected: '유지' },
  })
  const ack = pending('acknowledge', {})
  const waiting = shown(ack, asked)
  expect(waiting.status).toBe('awaiting_approval')
  expect(waiting.request).toMatchObject({ state: 'open', refusal: 'requester', needed: 1 })
  const { teamId: _, severity: __, links: ___, submit: ____, ...content } = input
  const edited = fold(waiting, [pending('edit', { ...content, summary: '세 조항이 다릅니다' })])
  expect(edited.status).toBe('acknowledged')
  expect(edited.request?.state).toBe('voided')
})

test('what does not fit the status is left to the server to judge', () => {
  expect(shown(pending('reopen', { reason: '다시 확인' }))).toBe(served)
  expect(shown(pending('resolve', { resolution: '해결', whatChanged: null, followUps: [] }))).toBe(served)
})

test('what was raised here is whole without a server, with what was done to it since', () => {
  const waiting = [
    pending('raise', input),
    pending('comment', { commentId: id(20), text: '사례를 모으는 중입니다.', mentions: [] }),
  ]
  const view = screen.made<EscalationView>('escalations.detail', { escalationId: id(10) }, waiting)
  expect(view).toMatchObject({ status: 'submitted', raiser: me, teamName: '커뮤니티 QA', version: 0 })
  expect(view?.events.map(({ kind }) => kind)).toEqual(['raised', 'commented'])
  expect(rows([], waiting).map(({ escalationId }) => escalationId)).toEqual([id(10)])
  // Once the server's list has it, it stands there once.
  expect(rows([rowOf(served)], waiting)).toHaveLength(1)
  expect(rows([], waiting, { scope: 'all', state: 'closed' })).toEqual([])
  const later = { scope: 'all', state: 'open', cursor: 'second' }
  expect(rows([], waiting, later)).toEqual([])
})

test('a list shows child safety by its reference alone', () => {
  const child = { ...input, kind: 'safety' as const, category: 'child_safety' as const, caseReference: 'T-1' }
  const [row] = rows([], [pending('raise', child)])
  expect(row).toMatchObject({ summary: null, caseReference: 'T-1' })
})

const boardOf = (card: BoardCard): BoardView => ({
  columns: boardColumns.map((column) => ({
    ...{ column, n: column === 'submitted' ? 5 : 0 },
    cards: column === 'submitted' ? [card] : [],
  })),
})
const onBoard = (commands: PendingCommand[], asked: Partial<BoardInput> = {}) => {
  const { steps, relations, approved } = served
  const card = { ...rowOf(served), steps, relations, approved }
  const filters = { kind: null, function: null, mine: false, more: false, ...asked }
  const board = screen.shown<BoardView>('escalations.board', boardOf(card), commands, filters)
  return board.columns.map(({ column, n, cards }) => [column, n, cards.map(({ status }) => status)])
}

test('a card lies in the column of its unsent step, and both counts follow', () => {
  expect(onBoard([pending('acknowledge', {})]).slice(0, 2)).toEqual([
    ['submitted', 4, []],
    ['acknowledged', 1, ['acknowledged']],
  ])
  expect(onBoard([])[0]).toEqual(['submitted', 5, ['submitted']])
})

test('what is raised here stands on the boards whose filters it fits', () => {
  const other = { ...input, escalationId: id(11) }
  const raise = pendingCommand('escalations.raise', other, { entities: [id(11)] })
  expect(onBoard([raise])[0]).toEqual(['submitted', 6, ['submitted', 'submitted']])
  expect(onBoard([raise], { kind: 'appeal' })[0]).toEqual(['submitted', 5, ['submitted']])
  expect(onBoard([raise], { function: 'policy' })[0]).toEqual(['submitted', 6, ['submitted', 'submitted']])
})

test('what is raised from a question stands beside the question before it is sent', () => {
  const links = [{ kind: 'question' as const, linkId: id(20), questionId: id(21) }]
  const raise = pendingCommand('escalations.raise', { ...input, links }, { entities: [id(10)] })
  const from = (targetId: string) =>
    screen.shown<RaisedFromView>('escalations.raisedFrom', [], [raise], { kind: 'question', targetId })
  expect(from(id(21))).toMatchObject([{ escalationId: id(10), status: 'submitted' }])
  expect(from(id(22))).toEqual([])
})

test('a recalled request is void and with who asked, and a late recall touches no other request', () => {
  const ask = { requestId: id(30), question: 'q', recommendation: 'r', ifApproved: 'a', ifRejected: 'b' }
  const asked = shown(pending('requestApproval', ask))
  expect(asked.status).toBe('awaiting_approval')
  const recalled = fold(asked, [pending('recall', { requestId: id(30) })])
  expect(recalled).toMatchObject({ status: 'acknowledged', holder: me, request: { state: 'voided' } })
  expect(recalled.events.at(-1)).toMatchObject({ kind: 'voided', code: 'recalled' })
  expect(fold(asked, [pending('recall', { requestId: id(31) })])).toEqual(asked)
})
