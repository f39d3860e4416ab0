import type { QueryKey } from '@tanstack/react-query'

/** Procedures whose answers the first screen shows: they are read from the phone before anything is painted. */
const procedures = ['today.list', 'scorecards.teams']

export function isHome(queryKey: QueryKey): boolean {
  const [path] = queryKey
  return Array.isArray(path) && procedures.includes(path.join('.'))
}
