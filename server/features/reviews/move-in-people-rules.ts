import type { MovedHistory, MovedPerson } from '#shared/reviews/move-in-history.ts'
import { meantBy } from '#shared/reviews/move-in-names.ts'
import { foldCell } from '#shared/tables/clean.ts'
import type { PersonRow } from './move-in-queries.ts'

export type NotFound = 'nobody' | 'several_people' | 'not_in_team'

export interface MovedPeople {
  /** Finds who is meant in the whole organisation. */
  find(person: MovedPerson): string | 'nobody' | 'several_people'
  /**
   * Finds the analyst whose work was reviewed on that day. History reaches back before a team's first day here: a day before
   * somebody's first one in the team counts, unless they were in another team then.
   */
  analyst(person: MovedPerson, day: string): { personId: string } | { reason: NotFound }
}

/**
 * Finds people by e-mail address or reference, by the one address that the files give beside what they call them, or by a name that
 * one person has. A row with the address alone and one with the name alone are one person's; beside two addresses it is anybody's.
 */
export function peopleOf(
  rows: readonly PersonRow[],
  history: Pick<MovedHistory, 'aliases'>,
  teamId: string,
): MovedPeople {
  const byKey = new Map<string, Set<string>>()
  const exact = new Map<string, string>()
  for (const { person_id, name, reference, email } of rows) {
    const key = foldCell(name)
    byKey.set(key, (byKey.get(key) ?? new Set()).add(person_id))
    for (const word of [reference, email]) if (word !== null) exact.set(foldCell(word), person_id)
  }
  const spans = Map.groupBy(rows, ({ person_id }) => person_id)

  function find({ called }: MovedPerson): string | 'nobody' | 'several_people' {
    if (called === null) return 'nobody'
    const itself = exact.get(foldCell(called))
    if (itself !== undefined) return itself
    const [meant = '', ...others] = meantBy(history, called)
    if (others.length > 0) return 'several_people'
    const [found, ...namesakes] = new Set(
      [exact.get(meant) ?? [], ...(byKey.get(foldCell(called)) ?? [])].flat(),
    )
    if (found === undefined) return 'nobody'
    return namesakes.length > 0 ? 'several_people' : found
  }
  return {
    find,
    analyst(person, day) {
      const personId = find(person)
      if (personId === 'nobody' || personId === 'several_people') return { reason: personId }
      const own = spans.get(personId) ?? []
      const covering = own.filter(
        ({ starts_on, ends_on }) =>
          starts_on !== null && starts_on <= day && (ends_on === null || day < ends_on),
      )
      if (covering.some(({ team_id }) => team_id === teamId)) return { personId }
      const isBefore = own.some(
        ({ team_id, starts_on }) => team_id === teamId && starts_on !== null && day < starts_on,
      )
      return isBefore && covering.length === 0 ? { personId } : { reason: 'not_in_team' }
    },
  }
}
