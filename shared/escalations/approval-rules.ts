import type { Severity } from './step-rules.ts'

/** How many persons say yes before (P1, P2) or after (P0) something is done; nobody at P3. */
export const approvalsNeeded: Record<Severity, 0 | 1 | 2> = { P0: 1, P1: 2, P2: 1, P3: 0 }

/** A decision can be taken back for so many seconds; its effect waits for them. */
export const undoSeconds = 10

/** In what standing somebody may decide: their own, or that of who is away and named them. */
export interface DecidingRole {
  role: 'lead' | 'manager'
  /** Whom they act for; null for themselves. */
  forId: string | null
}

export interface ApprovalFacts {
  raiserId: string
  /** Who recommended and asked for the decision. */
  authorId: string
  subjectId: string | null
  severity: Severity
  /** Approvals of the current content that have taken effect. */
  given: readonly { deciderId: string; forId: string | null; role: 'lead' | 'manager' }[]
}

/** Why somebody may not decide; each is a key of the message catalogue. */
export type Refusal = 'requester' | 'subject' | 'no_standing' | 'decided_before' | 'needs_manager'

/**
 * In which standing this person may decide now, or why not. The requester (who raised it or asked for the decision) and
 * the subject never do, neither themselves nor through somebody who acts for them; the second person is another than the
 * first; one of two is a manager.
 */
export function roleToDecide(
  personId: string,
  decidingRoles: readonly DecidingRole[],
  facts: ApprovalFacts,
): DecidingRole | Refusal {
  const barred = (id: string | null): Refusal | undefined =>
    id === facts.subjectId && id !== null
      ? 'subject'
      : id === facts.raiserId || id === facts.authorId
        ? 'requester'
        : undefined
  const own = barred(personId)
  if (own) return own
  let refusal: Refusal = 'no_standing'
  // A manager's standing is tried first: it fits wherever a lead's does.
  for (const decidingRole of [...decidingRoles].sort((a, b) => b.role.localeCompare(a.role))) {
    const other = barred(decidingRole.forId)
    if (other) refusal = other
    else if (
      facts.given.some((item) => {
        const used = [item.deciderId, item.forId]
        return used.includes(personId) || (decidingRole.forId !== null && used.includes(decidingRole.forId))
      })
    )
      refusal = 'decided_before'
    else if (decidingRole.role === 'lead' && needsManager(facts)) refusal = 'needs_manager'
    else return decidingRole
  }
  return refusal
}

/** Of two approvals one is a manager's, so a lead cannot give the last where none is. */
function needsManager({ severity, given }: ApprovalFacts): boolean {
  if (approvalsNeeded[severity] < 2) return false
  return given.length + 1 >= approvalsNeeded[severity] && !given.some(({ role }) => role === 'manager')
}

/**
 * Whether one approval more settles it, and whether it stands alone for want of a second person: then it is recorded
 * and looked at again in the weekly review. `others`: who else could still decide.
 */
export function settles(
  { severity, given }: Pick<ApprovalFacts, 'severity' | 'given'>,
  others: number,
): { settled: boolean; alone: boolean } {
  const missing = approvalsNeeded[severity] - given.length - 1
  if (missing <= 0) return { settled: true, alone: false }
  return others === 0 ? { settled: true, alone: true } : { settled: false, alone: false }
}

/** A delegate holds the same role themselves, today, and it is not the same person. */
export interface Delegation {
  fromId: string
  toId: string
  role: 'lead' | 'manager'
  /** Instants; the end is not included. */
  startsAt: string
  endsAt: string
  endedAt: string | null
}

/** Whether it holds at this instant (milliseconds since the epoch). */
export function holdsAt({ startsAt, endsAt, endedAt }: Delegation, timestamp: number): boolean {
  return (
    Date.parse(startsAt) <= timestamp &&
    timestamp < Date.parse(endsAt) &&
    (endedAt === null || timestamp < Date.parse(endedAt))
  )
}
