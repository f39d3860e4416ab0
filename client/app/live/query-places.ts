import type { QueryKey } from '@tanstack/react-query'
import { features } from '#client/app/features.ts'
import type { QueryPlace } from '#client/manifest/manifest.ts'

/** Queries that belong to no feature: where one is signed in, and what was searched for, which the phone alone knows. */
const appQueries: Readonly<Record<string, QueryPlace>> = { 'auth.sessions': {}, 'search.recent': {} }

const places = new Map<unknown, QueryPlace>(
  [appQueries, ...Object.values(features).map(({ queries }) => queries)].flatMap((queries) =>
    Object.entries(queries),
  ),
)

const placeOf = ([path]: QueryKey): QueryPlace | undefined =>
  Array.isArray(path) ? places.get(path.join('.')) : undefined

/** Returns whether the first screen shows it: it is read from the phone before anything is painted. */
export const isHome = (queryKey: QueryKey): boolean => placeOf(queryKey)?.home === true

/** Returns whether a copy may outlast the screen. What no manifest names is not kept. */
export function isKept(queryKey: QueryKey): boolean {
  const place = placeOf(queryKey)
  return place !== undefined && place.kept !== false
}
