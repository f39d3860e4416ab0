import type { QueryFilters, QueryKey } from '@tanstack/react-query'
import type { AnyRouter } from '@trpc/server'
import type { TRPCOptionsProxy } from '@trpc/tanstack-react-query'

/** Calls a procedure by its path, such as 'today.list'; `forLater` where nothing of it is shown yet. */
type Call = (path: string, input: unknown, options: { forLater: boolean }) => Promise<unknown>
type Asked = { meta?: { forLater?: unknown } | undefined }
type Kind = 'query' | 'infinite'

/** `[['today', 'list'], { input, type }]`; without a kind, the beginning that all keys of the path share. */
function keyOf(path: readonly string[], kind?: Kind, input?: unknown): QueryKey {
  if (!kind) return [path]
  return [path, { ...(input === undefined ? {} : { input }), type: kind }]
}

/** Returns the beginning that all keys of a query share; its name is such as 'today.list'. */
export const pathKey = (query: string): QueryKey => keyOf(query.split('.'))
/** Returns the key of a query that is not read in pages. */
export const queryKey = (query: string, asked: unknown): QueryKey => keyOf(query.split('.'), 'query', asked)

/** Returns the query's name and what was asked under a key of this file; undefined for any other key. */
export function readKey([path, asked]: QueryKey):
  | { query: string; asked: unknown; paged: boolean }
  | undefined {
  if (!Array.isArray(path) || typeof asked !== 'object' || asked === null) return undefined
  const { input, type }: { input?: unknown; type?: unknown } = asked
  return { query: path.join('.'), asked: input, paged: type === 'infinite' }
}

type Made = (first?: unknown, second?: object) => unknown

/** What a procedure's name can be followed by here. */
function methods(path: readonly string[], call: Call): Record<string, Made> {
  const name = path.join('.')
  return {
    pathKey: () => keyOf(path),
    pathFilter: (filters) => ({ ...(filters as QueryFilters), queryKey: keyOf(path) }),
    queryKey: (input) => keyOf(path, 'query', input),
    queryFilter: (input, filters) => ({ ...filters, queryKey: keyOf(path, 'query', input) }),
    queryOptions: (input, options) => ({
      ...options,
      queryKey: keyOf(path, 'query', input),
      queryFn: ({ meta }: Asked) => call(name, input, { forLater: meta?.forLater === true }),
    }),
    infiniteQueryKey: (input) => keyOf(path, 'infinite', input),
    infiniteQueryFilter: (input, filters) => ({ ...filters, queryKey: keyOf(path, 'infinite', input) }),
    infiniteQueryOptions: (input, options) => ({
      initialPageParam: null,
      ...options,
      queryKey: keyOf(path, 'infinite', input),
      queryFn: ({ pageParam, meta }: Asked & { pageParam: unknown }) =>
        call(
          name,
          { ...(input as object), ...(pageParam ? { cursor: pageParam } : {}) },
          { forLater: meta?.forLater === true },
        ),
    }),
  }
}

/**
 * Query options and keys by procedure, with the types and the form of tRPC's own proxy, which brings four times the
 * code of what a phone needs of it.
 */
export function createOptionsProxy<Router extends AnyRouter>(call: Call): TRPCOptionsProxy<Router> {
  const node = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_, part) => (typeof part === 'string' ? node([...path, part]) : undefined),
      apply: (_, __, [first, second]: [unknown, object?]) =>
        methods(path.slice(0, -1), call)[path.at(-1) ?? '']?.(first, second),
    })
  return node([]) as TRPCOptionsProxy<Router>
}
