/** Addresses of the policies and of the ledgers of what they give rise to. */
export const paths = {
  policies: '/policies',
  policy: (code: string) => `/policies/${code}`,
  updates: '/policy-updates',
  update: (versionId: string) => `/policy-updates/${versionId}`,
  ledger: (teamId: string) => `/teams/${teamId}/ledger`,
  /** Which clause and version stands behind the question mark. */
  ledgerEntries: (teamId: string) => `/teams/${teamId}/ledger/entries`,
} as const
