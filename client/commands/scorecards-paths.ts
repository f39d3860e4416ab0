/** Addresses of figures that only scorecards link to. */
export const paths = {
  metric: (teamId: string, metric: string) => `/team/${teamId}/metric/${metric}`,
  /** All figures of a person; the period stands behind the question mark. */
  personFigures: (personId: string) => `/people/${personId}/figures`,
  /** The people of a team held against chance: in the place of a metric. */
  comparison: (teamId: string) => `/team/${teamId}/metric/people`,
  /** The targets and limits of a team with their history. */
  targets: (teamId: string) => `/targets/${teamId}`,
  /** Errors of a team by policy, queue, language and kind, week by week. */
  trends: (teamId: string) => `/team/${teamId}/trends`,
  /** Where a lead says that somebody's present rate of errors is their usual one. */
  baseline: (personId: string) => `/people/${personId}/baseline`,
} as const
