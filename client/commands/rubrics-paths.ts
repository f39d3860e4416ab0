/** Addresses that only this feature links to. */
export const paths = {
  rubrics: '/rubrics',
  newRubric: (teamId: string) => `/rubrics/new/${teamId}`,
  rubric: (versionId: string) => `/rubrics/${versionId}`,
  /** A draft is revised; of another version the next one is begun. */
  editRubric: (versionId: string) => `/rubrics/${versionId}/edit`,
} as const
