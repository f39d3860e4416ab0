import { questionPath } from './question-path.ts'

/** Addresses of policy questions and of the precedents that their answers became. */
export const paths = {
  questions: '/questions',
  question: questionPath,
  /**
   * The subject of the question stands behind the question mark: a case, a policy, a version of it that one's team is to
   * read, or a question that was refused.
   */
  ask: (
    about: { case?: string; policy?: string; version?: string; team?: string; question?: string } = {},
  ) => {
    const search = new URLSearchParams(about).toString()
    return search ? `/questions/new?${search}` : '/questions/new'
  },
  /** Those of one policy, where it is named behind the question mark. */
  precedents: (policy?: string) =>
    policy === undefined ? '/precedents' : `/precedents?${new URLSearchParams({ policy })}`,
  precedent: (precedentId: string) => `/precedents/${precedentId}`,
} as const
