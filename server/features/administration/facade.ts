import type { NewMembership } from './administer-queries.ts'
import { insertMembership, insertPerson } from './administer-queries.ts'

/** A person who is made without an invitation, with the name of their first imports. */
export interface MadePerson {
  personId: string
  name: string
  /** What imports call them, where that is not the name. */
  reference: string | null
  locale: 'ko' | 'en'
  /** Null for somebody who has no role here. */
  assignment: Omit<NewMembership, 'org' | 'personId'> | null
}

/** Makes people and their roles as the actor of the transaction: the database asks of each whether they may. Nobody is invited. */
export async function makePeople(
  query: Parameters<typeof insertPerson>[0],
  org: string,
  people: readonly MadePerson[],
): Promise<void> {
  for (const { personId, name, reference, locale, assignment } of people) {
    await insertPerson(query, { org, personId, name, reference, locale })
    if (assignment) await insertMembership(query, { org, personId, ...assignment })
  }
}
