import type { Me, PersonRef } from '#shared/people/views.ts'

/** The list with the person at `at` moved by `by` places; the same list where there is no such place. */
export function moved<T>(list: readonly T[], index: number, by: number): readonly T[] {
  const item = list[index]
  const to = index + by
  if (item === undefined || to < 0 || to >= list.length) return list
  const rest = list.toSpliced(index, 1)
  return rest.toSpliced(to, 0, item)
}

/** The whole order to be kept: that of the other teams stays, because one list serves them all. */
export function orderWith(teams: Me['teams'], teamId: string, people: readonly PersonRef[]): string[] {
  const ids = teams.flatMap((team) =>
    (team.teamId === teamId ? people : team.people).map(({ personId }) => personId),
  )
  return [...new Set(ids)]
}

/** People as the lead's own order has them now, unsent changes included; who is new to it keeps the given place at the end. */
export function asOrdered<P extends PersonRef>(people: readonly P[], order: readonly PersonRef[]): P[] {
  const place = new Map(order.map(({ personId }, index) => [personId, index]))
  const placeOf = (person: P) => place.get(person.personId) ?? order.length
  return [...people].sort((a, b) => placeOf(a) - placeOf(b))
}
