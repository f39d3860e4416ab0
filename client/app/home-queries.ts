import type { QueryKey } from '@tanstack/react-query'

/** Procedures whose answers the first screen shows: they are read from the phone before anything is painted. */
const routers = ['today']

export function isHome(queryKey: QueryKey): boolean {
  const [path] = queryKey
  return Array.isArray(path) && routers.includes(String(path[0]))
}
