import type { PersonData } from '#shared/core/person-data.ts'

export const questionsPersonData = {
  policy_question: {
    // A question whose addressee is erased stays between its asker and nobody: without one it would be the lead's to read.
    people: { asker_id: 'deleted', addressee_id: 'former' },
    exported: 'policy questions that the person asked or was asked by name',
    erased: 'questions that the person asked, with their answers; whom others asked by name becomes nobody',
    retention: 'coaching',
  },
  policy_question_entry: {
    people: { author_id: 'former' },
    partOf: [{ table: 'policy_question', column: 'question_id' }],
    exported: 'answers of the person, and answers to their questions',
    erased: 'who answered the questions of others becomes nobody; the rest goes with the question',
    retention: 'coaching',
  },
  precedent: {
    people: { kept_by: 'former' },
    exported: 'precedents that the person kept',
    erased: 'who kept a precedent; the precedent names nobody else and stays',
    retention: 'work',
  },
} as const satisfies PersonData
