import type { PersonData } from '#shared/core/person-data.ts'

export const questionsPersonData = {
  policy_question: {
    people: ['asker_id', 'addressee_id'],
    exported: 'policy questions that the person asked or was asked by name',
    erased: 'questions that the person asked, with their answers; whom others asked by name becomes nobody',
  },
  policy_question_entry: {
    people: ['author_id'],
    exported: 'answers of the person, and answers to their questions',
    erased: 'who answered the questions of others becomes nobody; the rest goes with the question',
  },
  precedent: {
    people: ['kept_by'],
    exported: 'precedents that the person kept',
    erased: 'who kept a precedent; the precedent names nobody and stays',
  },
} as const satisfies PersonData
