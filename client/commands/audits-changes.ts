import type { Act } from '#client/offline/outbox/phone-command.ts'
import type { AnswerAnotherLookInput, AskAnotherLookInput } from '#shared/audits/contracts.ts'
import type { CasesView, CaseView } from '#shared/audits/views.ts'

/** The case with this request at the head of its history; the same case where it is another's or has it already. */
export function withQuestion(
  view: CaseView,
  { lookId, auditId, reason }: AskAnotherLookInput,
  { at, version }: Pick<Act, 'at' | 'version'>,
): CaseView {
  if (view.auditId !== auditId || view.looks.some((recheck) => recheck.lookId === lookId)) return view
  const recheck = {
    ...{ lookId, auditId, analyst: view.analyst, reason, askedAt: at, status: 'open' as const },
    ...{ answer: null, answeredBy: null, answeredAt: null, version },
  }
  return { ...view, looks: [recheck, ...view.looks] }
}

/**
 * The case with its request answered. 'changed' makes the analyst's decision the verified one, which makes it correct. What
 * was answered already stays as it was answered.
 */
export function withAnswer(
  view: CaseView,
  { lookId, status, answer }: AnswerAnotherLookInput,
  { by, at, version }: Pick<Act, 'by' | 'at' | 'version'>,
): CaseView {
  if (!view.looks.some((recheck) => recheck.lookId === lookId && recheck.status === 'open')) return view
  const answered = { status, answer, answeredBy: by, answeredAt: at, version }
  const rechecks = view.looks.map((recheck) =>
    recheck.lookId === lookId ? { ...recheck, ...answered } : recheck,
  )
  if (status === 'kept') return { ...view, looks: rechecks }
  return { ...view, looks: rechecks, verifiedDecision: view.decision, outcome: 'correct' }
}

/** The same change in a page of a list. */
export function inCases(page: CasesView, change: (view: CaseView) => CaseView): CasesView {
  const cases = page.cases.map(change)
  return cases.every((view, index) => view === page.cases[index]) ? page : { ...page, cases }
}
