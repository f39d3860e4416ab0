import type { Severity } from './step-rules.ts'

/** How many persons say yes before (P1, P2) or after (P0) something is done; nobody at P3. */
export const approvalsNeeded: Record<Severity, 0 | 1 | 2> = { P0: 1, P1: 2, P2: 1, P3: 0 }

/** A decision can be taken back for so many seconds; its effect waits for them. */
export const undoSeconds = 10

/** A request that nobody settled within so many days is void: what it was asked about is another by then. */
export const requestDays = 14

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
  /** Who wrote the content or made it less severe since it was submitted. */
  editorIds: readonly string[]
  severity: Severity
  /** Approvals of the current content that have taken effect. */
  given: readonly { deciderId: string; forId: string | null; role: 'lead' | 'manager' }[]
}

/** A person with every standing in which they could decide for the team. */
export interface Candidate {
  personId: string
  decidingRoles: readonly DecidingRole[]
}

/** Why somebody may not decide; each is a key of the message catalogue. */
export type Refusal = 'requester' | 'editor' | 'subject' | 'no_standing' | 'decided_before' | 'needs_manager'

/**
 * In which standing this person may decide now, or why not. The requester (who raised it or asked for the decision), who
 * wrote the content and the subject never do, neither themselves nor through somebody who acts for them; the second person
 * is another than the first; one of two is a manager, where there is one among `candidates` who may decide.
 */
export function roleToDecide(
  { personId, decidingRoles }: Candidate,
  facts: ApprovalFacts,
  candidates: readonly Candidate[],
): DecidingRole | Refusal {
  const found = fittingRole({ personId, decidingRoles }, facts)
  if (typeof found === 'string' || found.role === 'manager' || !needsManager(facts)) return found
  const managerIsThere = candidates.some((candidate) => {
    const role = fittingRole(candidate, facts)
    return typeof role !== 'string' && role.role === 'manager'
  })
  return managerIsThere ? 'needs_manager' : found
}

/** Returns who of these may give the next approval. */
export const approversAmong = (candidates: readonly Candidate[], facts: ApprovalFacts): string[] =>
  candidates
    .filter((candidate) => typeof roleToDecide(candidate, facts, candidates) !== 'string')
    .map(({ personId }) => personId)

/**
 * Returns who has the escalation while it waits for an approval: who has it already where they may give it, else a manager
 * before a lead, and whoever acts for somebody before those who are away, by a delegation or by an absence (`absent`).
 */
export function nextDecider(
  candidates: readonly Candidate[],
  approvers: readonly string[],
  { holderId, absent }: { holderId: string | null; absent: ReadonlySet<string> },
): string | undefined {
  const delegating = new Set(
    candidates.flatMap(({ decidingRoles }) => decidingRoles.map(({ forId }) => forId)),
  )
  const rank = ({ personId, decidingRoles }: Candidate) =>
    (absent.has(personId) ? 6 : 0) +
    (delegating.has(personId) ? 3 : 0) +
    (personId === holderId ? 0 : decidingRoles.some(({ role }) => role === 'manager') ? 1 : 2)
  return candidates
    .filter(({ personId }) => approvers.includes(personId))
    .sort((a, b) => rank(a) - rank(b))[0]?.personId
}

/**
 * Returns how many persons say yes to an open request: two only where somebody could give the second approval, whoever of
 * the candidates gives the first.
 */
export function approvalsPossible(facts: ApprovalFacts, candidates: readonly Candidate[]): number {
  const needed = approvalsNeeded[facts.severity]
  if (needed - facts.given.length < 2) return needed
  const second = candidates.some((candidate) => {
    const role = roleToDecide(candidate, facts, candidates)
    if (typeof role === 'string') return false
    const first = { deciderId: candidate.personId, forId: role.forId, role: role.role }
    return approversAmong(candidates, { ...facts, given: [...facts.given, first] }).length > 0
  })
  return second ? needed : facts.given.length + 1
}

/** In which standing somebody could give an approval, as far as it is about them alone. */
function fittingRole({ personId, decidingRoles }: Candidate, facts: ApprovalFacts): DecidingRole | Refusal {
  const barred = (id: string | null): Refusal | undefined => {
    if (id === null) return undefined
    if (id === facts.subjectId) return 'subject'
    if (id === facts.raiserId || id === facts.authorId) return 'requester'
    return facts.editorIds.includes(id) ? 'editor' : undefined
  }
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
    else return decidingRole
  }
  return refusal
}

/** Whether what is missing is the last of two approvals, and none was a manager's. */
function needsManager({ severity, given }: ApprovalFacts): boolean {
  if (approvalsNeeded[severity] < 2) return false
  return given.length + 1 >= approvalsNeeded[severity] && !given.some(({ role }) => role === 'manager')
}

/**
 * Returns whether one approval more settles it, and whether it stands alone for want of a second person: then it is
 * recorded and looked at again in the weekly review. `others`: who else could still decide.
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

/** Returns whether it holds at this instant (milliseconds since the epoch). */
export function holdsAt({ startsAt, endsAt, endedAt }: Delegation, timestamp: number): boolean {
  return (
    Date.parse(startsAt) <= timestamp &&
    timestamp < Date.parse(endsAt) &&
    (endedAt === null || timestamp < Date.parse(endedAt))
  )
}
