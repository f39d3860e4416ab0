import type { Locale, PersonRef } from './views.ts'

/** Orders people by the reader's own order; who is not in it follows by name. Never by a figure. */
export function inOwnOrder<P extends PersonRef>(
  people: readonly P[],
  order: readonly string[],
  locale: Locale,
): P[] {
  const place = new Map(order.map((id, index) => [id, index]))
  return [...people].sort((a, b) => {
    const pa = place.get(a.personId) ?? Number.POSITIVE_INFINITY
    const pb = place.get(b.personId) ?? Number.POSITIVE_INFINITY
    return pa === pb ? a.name.localeCompare(b.name, locale) : pa - pb
  })
}
