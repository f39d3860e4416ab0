/** Addresses of what leads write up to Policy, and of the rulings on it. */
export const paths = {
  /** Which clause and version stands behind the question mark. */
  newWriteUp: (teamId: string) => `/teams/${teamId}/ledger/write-up`,
  writeUp: (escalationId: string) => `/write-ups/${escalationId}`,
  rule: (escalationId: string) => `/write-ups/${escalationId}/ruling`,
} as const
