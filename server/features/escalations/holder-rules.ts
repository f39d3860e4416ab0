import type { Reader } from './queries.ts'

/**
 * Returns who has it first: a lead of the team; the manager for what a lead raised or is about; whose answer is needed
 * where the team has neither; and its raiser where nobody else would.
 */
export function firstAmong(
  readers: readonly Pick<Reader, 'person_id' | 'role' | 'for_id'>[],
  { raiserId, subjectId }: { raiserId: string; subjectId: string | null },
): string {
  const others = readers.filter(
    ({ person_id, for_id }) => for_id === null && person_id !== raiserId && person_id !== subjectId,
  )
  const raisedByLead = readers.some(({ person_id, role }) => person_id === raiserId && role !== 'partner')
  const order = raisedByLead ? ['manager', 'lead', 'partner'] : ['lead', 'manager', 'partner']
  for (const role of order) {
    const found = others.find((other) => other.role === role)
    if (found) return found.person_id
  }
  return raiserId
}
