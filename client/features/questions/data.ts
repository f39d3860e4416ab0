import { useQuery } from '@tanstack/react-query'
import { useFormat } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFound } from '#client/offline/react/use-found.ts'
import type { Me } from '#shared/people/views.ts'
import type { PolicyView } from '#shared/policies/views.ts'
import { can, type QuestionFacts } from '#shared/policy.ts'
import { languageOf, supersedingVersion } from '#shared/questions/rules.ts'
import type { PrecedentView, QuestionsView, QuestionView } from '#shared/questions/views.ts'

/** Returns the questions that this reader may see, with their unsent work in them. */
export const useQuestions = () => useFoldedQuery(trpc.questions.list.queryOptions())

const unread: QuestionsView = { questions: [], colleagues: [] }

/** Returns one question, also one that was asked on this phone and is not sent. */
export function useQuestion(questionId: string) {
  return useFound([{ options: trpc.questions.list.queryOptions(), unread }], {
    find: ({ questions }: QuestionsView) => questions.find((found) => found.questionId === questionId),
    opened: true,
  })
}

export const usePrecedents = () => useQuery(trpc.questions.precedents.queryOptions())

export const factsOf = ({ asker, addressee, teamId, answeredAt }: QuestionView): QuestionFacts => ({
  askerId: asker.personId,
  addresseeId: addressee?.personId ?? null,
  teamId,
  answered: answeredAt !== null,
})

/** Returns what this reader may do with a question. */
export function useMay(question: QuestionView | undefined) {
  const actor = actorOf(useMe())
  if (!question) return { answers: false, pursues: false, keeps: false }
  const facts = factsOf(question)
  const goesOn = question.status !== 'settled'
  return {
    answers: goesOn && can(actor, 'question.answer', facts),
    pursues: goesOn && can(actor, 'question.pursue', facts),
    keeps: question.precedentId === null && can(actor, 'question.keep', facts),
  }
}

/** Returns whether the reader waits for the answer of somebody who is not in the team any more. */
export function useHasLeft(question: QuestionView | undefined): boolean {
  const { pursues } = useMay(question)
  const { data } = useQuestions()
  if (!data || !question?.addressee || question.status !== 'open' || !pursues) return false
  const { teamId, addressee } = question
  return !data.colleagues.some(
    (colleague) => colleague.teamId === teamId && colleague.person.personId === addressee.personId,
  )
}

/** Returns the teams in which the reader is an analyst, and may ask. */
export const teamsAsking = ({ teams, roles }: Me): Me['teams'] =>
  teams.filter(({ teamId }) =>
    roles.some((membership) => membership.role === 'analyst' && membership.teamId === teamId),
  )

/** Names the policy, clause and version that something is about, as far as this phone knows them. */
export function usePlaceNames() {
  const names = useNames()
  const { locale, daysFromToday } = useFormat()
  const { data = [] } = useQuery(trpc.policies.all.queryOptions())
  return ({
    policy: code,
    clauseId,
    versionId,
  }: Pick<PrecedentView, 'policy' | 'clauseId' | 'versionId'>) => {
    const policy: PolicyView | undefined = data.find((found) => found.code === code)
    const clause = policy?.clauses.find((found) => found.clauseId === clauseId)
    const title =
      locale === 'ko' ? (clause?.titleKo ?? clause?.titleEn) : (clause?.titleEn ?? clause?.titleKo)
    return {
      policy: names.policy(code),
      /** The policy with the number of the clause, for a row. */
      place: clause ? `${names.policy(code)} ${clause.number}` : names.policy(code),
      clause: clause && `${clause.number} ${title ?? ''}`.trim(),
      version: policy?.versions.find((found) => found.versionId === versionId)?.label,
      /** The version that changed the clause since. */
      superseding:
        policy && supersedingVersion({ clauseId }, policy, (day) => daysFromToday(day) <= 0)?.label,
    }
  }
}

/** Returns the text of a precedent in the reader's language, else in the other. */
export function useText(): (precedent: Pick<PrecedentView, 'textKo' | 'textEn'>) => string {
  const { locale } = useFormat()
  return ({ textKo, textEn }) => (locale === 'ko' ? (textKo ?? textEn) : (textEn ?? textKo)) ?? ''
}

/** Returns a text under the language that it is written in. */
export const inLanguage = (text: string): { textKo: string | null; textEn: string | null } =>
  languageOf(text) === 'ko' ? { textKo: text, textEn: null } : { textKo: null, textEn: text }
