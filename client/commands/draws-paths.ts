/** Addresses of draws, of their cases, and of how a case was chosen. */
export const paths = {
  draws: (teamId: string) => `/draws/team/${teamId}`,
  newDraw: (teamId: string) => `/draws/new/${teamId}`,
  draw: (drawId: string) => `/draws/one/${drawId}`,
  /** The case of a draw that is to be verified. */
  drawCase: (drawId: string, itemId: string) => `/draws/one/${drawId}?case=${itemId}`,
  /** Tells how a case of the audit log was chosen. */
  chosen: (auditId: string) => `/draws/chosen/${auditId}`,
  /** Where a verified case is made a golden one. */
  golden: (auditId: string) => `/draws/golden/${auditId}`,
} as const
