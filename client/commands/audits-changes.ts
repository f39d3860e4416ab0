import type { Act } from '#client/offline/outbox/phone-command.ts'
import type {
  AnswerAnotherLookInput,
  AskAnotherLookInput,
  SetPutRightInput,
} from '#shared/audits/contracts.ts'
import type { CasesView, CaseView, PutRightItem, PutRightList, PutRightView } from '#shared/audits/views.ts'

/** The case with this request at the head of its history; the same case where it is another's or has it already. */
export function withQuestion(
  view: CaseView,
  { lookId, auditId, reason }: AskAnotherLookInput,
  { at, version }: Pick<Act, 'at' | 'version'>,
): CaseView {
  if (view.auditId !== auditId || view.looks.some((recheck) => recheck.lookId === lookId)) return view
  const recheck = {
    ...{ lookId, auditId, analyst: view.analyst, reason, askedAt: at, status: 'open' as const },
    ...{ dueAt: at, decider: 'nobody' as const, judgeIds: [], final: null },
    ...{ answer: null, answeredBy: null, answeredAt: null, version },
  }
  return { ...view, looks: [recheck, ...view.looks] }
}

/**
 * The case with its request answered. 'changed' makes the analyst's decision the verified one, which makes it correct, 'partly'
 * the third verdict. What was answered already stays as it was answered.
 */
export function withAnswer(
  view: CaseView,
  { lookId, status, final, answer }: AnswerAnotherLookInput,
  { by, at, version }: Pick<Act, 'by' | 'at' | 'version'>,
): CaseView {
  if (!view.looks.some((recheck) => recheck.lookId === lookId && recheck.status === 'open')) return view
  const answered = { status, final: final ?? null, answer, answeredBy: by, answeredAt: at, version }
  const rechecks = view.looks.map((recheck) =>
    recheck.lookId === lookId ? { ...recheck, ...answered } : recheck,
  )
  if (status === 'kept') return { ...view, looks: rechecks }
  if (final)
    return {
      ...view,
      ...{ looks: rechecks, verifiedDecision: final.decision, verifiedBy: 'second_review' },
      outcome: final.outcome,
    }
  return { ...view, looks: rechecks, verifiedDecision: view.decision, outcome: 'correct' }
}

type PutRightAct = Pick<Act, 'by' | 'at' | 'version'>

const isSaid = (view: PutRightView, { state, reason, doneOn }: SetPutRightInput): boolean =>
  view.state === state && view.reason === reason && (state !== 'done' || view.doneOn === doneOn)

/** Says it of one; what a later verification withdrew, and what says so already, stays. */
function saidOf<View extends PutRightView>(
  view: View,
  input: SetPutRightInput,
  { by, at, version }: PutRightAct,
  verified: string | null,
): View {
  if (view.state === 'withdrawn' || isSaid(view, input)) return view
  const { state, reason, doneOn } = input
  return {
    ...view,
    state,
    reason,
    doneOn,
    putTo: state === 'done' ? verified : null,
    setBy: by,
    setAt: at,
    version,
  }
}

/** The case with what is said of the platform. */
export function withPutRight(view: CaseView, input: SetPutRightInput, act: PutRightAct): CaseView {
  if (view.auditId !== input.itemId || !view.putRight) return view
  const putRight = saidOf(view.putRight, input, act, view.verifiedDecision)
  return putRight === view.putRight ? view : { ...view, putRight }
}

const byWaiting = (a: PutRightItem, b: PutRightItem) =>
  a.openedAt.localeCompare(b.openedAt) || a.itemId.localeCompare(b.itemId)

/** A page of the list with what is said of one of it: a settled one leaves the open ones, an open one comes back. */
export function withPutRightInList(
  page: PutRightList,
  input: SetPutRightInput,
  act: PutRightAct,
): PutRightList {
  const before = [...page.items, ...page.settled].find(({ itemId }) => itemId === input.itemId)
  if (!before) return page
  const after = saidOf(before, input, act, before.verifiedDecision)
  if (after === before) return page
  const others = (items: readonly PutRightItem[]) => items.filter((item) => item !== before)
  const wasOpen = before.state === 'open'
  const isOpen = after.state === 'open'
  return {
    ...page,
    items: isOpen ? [...others(page.items), after].sort(byWaiting) : others(page.items),
    settled: isOpen ? others(page.settled) : [after, ...others(page.settled)],
    total: page.total === null ? null : page.total + Number(isOpen) - Number(wasOpen),
  }
}

/** The same change in a page of a list. */
export function inCases(page: CasesView, change: (view: CaseView) => CaseView): CasesView {
  const cases = page.cases.map(change)
  return cases.every((view, index) => view === page.cases[index]) ? page : { ...page, cases }
}
