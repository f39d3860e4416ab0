import type { QueryClient } from '@tanstack/react-query'
import { type Api, trpc } from '#client/lib/trpc.ts'
import { defineCommand } from '#client/offline/outbox/command-registry.ts'
import {
  type AnswerAnotherLookInput,
  type AskAnotherLookInput,
  answerAnotherLookInput,
  askAnotherLookInput,
} from '#shared/audits/contracts.ts'
import type { CaseView } from '#shared/audits/views.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import { withoutItems } from './today-changes.ts'
import { changeToday } from './today-commands.ts'

/** The case with this request at the head of its history; the same case where it is another's or has it already. */
export function withQuestion(
  view: CaseView,
  { lookId, auditId, reason }: AskAnotherLookInput,
  askedAt: string,
): CaseView {
  if (view.auditId !== auditId || view.looks.some((look) => look.lookId === lookId)) return view
  const answer = { answer: null, answeredBy: null, answeredAt: null }
  const look = {
    lookId,
    auditId,
    analyst: view.analyst,
    reason,
    askedAt,
    status: 'open' as const,
    ...answer,
    version: 0,
  }
  return { ...view, looks: [look, ...view.looks] }
}

/**
 * The case with its request answered. 'changed' makes the analyst's decision the verified one, which makes it correct. What
 * was answered already stays as it was answered.
 */
export function withAnswer(
  view: CaseView,
  { lookId, status, answer }: AnswerAnotherLookInput,
  by: { answeredBy: CaseView['analyst'] | null; answeredAt: string },
): CaseView {
  if (!view.looks.some((look) => look.lookId === lookId && look.status === 'open')) return view
  const looks = view.looks.map((look) => (look.lookId === lookId ? { ...look, status, answer, ...by } : look))
  if (status === 'kept') return { ...view, looks }
  return { ...view, looks, verifiedDecision: view.decision, outcome: 'correct' }
}

/** Puts a change of cases into every list and page of the read cache that holds one. */
async function changeCached(queries: QueryClient, change: (view: CaseView) => CaseView): Promise<void> {
  await queries.cancelQueries(trpc.audits.pathFilter())
  queries.setQueriesData<CaseView>(trpc.audits.case.pathFilter(), (view) => view && change(view))
  queries.setQueriesData<CasePages>(
    trpc.audits.cases.pathFilter(),
    (list) =>
      list && { ...list, pages: list.pages.map((page) => ({ ...page, cases: page.cases.map(change) })) },
  )
}

/** How a list of cases lies in the cache: page by page. */
export type CasePages = { pages: { cases: CaseView[]; nextCursor: string | null }[]; pageParams: unknown[] }

/** An analyst doubts the judgement on a case of their own. */
export const askAnotherLook = defineCommand({
  name: 'audits.askAnotherLook',
  version: 1,
  input: askAnotherLookInput,
  entities: ({ lookId }) => [lookId],
  refs: ({ auditId }) => [auditId],
  send: (api: Api, meta, { input, signal }) => api.audits.askAnotherLook.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input, result }) =>
    changeCached(queries, (view) => {
      const asked = withQuestion(view, input, result.at)
      if (asked === view) return view
      const looks = asked.looks.map((look) =>
        look.lookId === input.lookId ? { ...look, version: result.version } : look,
      )
      return { ...asked, looks }
    }),
})

/** The row of Today that ends with the answer. */
export const isLook = (lookId: string) => (item: TodayItem) => item.kind === 'look' && item.lookId === lookId

/** The lead's answer. */
export const answerAnotherLook = defineCommand({
  name: 'audits.answerAnotherLook',
  version: 1,
  input: answerAnotherLookInput,
  entities: ({ lookId }) => [lookId],
  send: (api: Api, meta, { input, signal }) =>
    api.audits.answerAnotherLook.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }) {
    await changeCached(queries, (view) => {
      // Who answered follows with the next reading; it is the reader of this phone.
      const answered = withAnswer(view, input, { answeredBy: null, answeredAt: result.at })
      if (answered === view) return view
      const looks = answered.looks.map((look) =>
        look.lookId === input.lookId ? { ...look, version: result.version } : look,
      )
      return { ...answered, looks }
    })
    await changeToday(queries, (view) => withoutItems(view, isLook(input.lookId)))
  },
})
