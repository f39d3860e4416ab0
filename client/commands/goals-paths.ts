/** Addresses that only this feature links to. */
export const paths = {
  newGoal: (personId: string) => `/people/${personId}/goals/new`,
  goal: (goalId: string) => `/goals/${goalId}`,
  editGoal: (goalId: string) => `/goals/${goalId}/edit`,
} as const
