import { createTRPCClient, getUntypedClient, httpLink, type TRPCClient, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '#server/transport/trpc/router.ts'
import type { AskedOf, ViewOf } from '#shared/core/query.ts'
import type { Queries } from '#shared/queries.ts'
import { toAppError } from './app-error.ts'
import { createOptionsProxy } from './options-proxy.ts'
import { createQueryClient } from './query-client.ts'

export type Api = TRPCClient<AppRouter>

/** Every read by its name, such as 'today.list'. */
export type AppReads = {
  [Name in QueryName]: { asked: AskedOf<QueryNamed<Name>>; view: ViewOf<QueryNamed<Name>> }
}
export type QueryName = { [F in keyof Queries & string]: `${F}.${keyof Queries[F] & string}` }[keyof Queries &
  string]
type QueryNamed<Name extends string> = Name extends `${infer F extends keyof Queries & string}.${infer Noun}`
  ? Noun extends keyof Queries[F]
    ? Queries[F][Noun]
    : never
  : never

const listeners = new Set<() => void>()
let speaker: string | undefined

/** Hears every answer that says the session is over. */
export function onUnauthorized(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whose requests these are, so that a tab left open cannot act in the name of who signed in beside it. */
export function speakFor(personId: string | undefined): void {
  speaker = personId
}

const hearRefusals: TRPCLink<AppRouter> = () => {
  return ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (value) => observer.next(value),
        error(error) {
          if (toAppError(error).code === 'UNAUTHORIZED') for (const listener of [...listeners]) listener()
          observer.error(error)
        },
        complete: () => observer.complete(),
      }),
    )
}

/** Reads go by POST too, so that nothing private stands in an address. */
export const api: Api = createTRPCClient<AppRouter>({
  links: [
    hearRefusals,
    httpLink({
      url: '/api/trpc',
      methodOverride: 'POST',
      headers: ({ op }) => ({
        'x-dure': '1',
        ...(speaker && !op.context.whoever ? { 'x-dure-person': speaker } : {}),
        ...(op.context.forLater ? { 'x-dure-for': 'later' } : {}),
      }),
    }),
  ],
})

/** The read cache in memory. */
export const queries = createQueryClient()

/** Query options and keys of every procedure that reads. */
export const trpc = createOptionsProxy<AppRouter>((path, input, { forLater }) =>
  getUntypedClient(api).query(path, input, { context: { forLater } }),
)

/** Calls a command of the server by its name. The answer is whatever came: who asked reads it by the contract. */
export const mutate = (client: Api, name: string, envelope: unknown, signal: AbortSignal): Promise<unknown> =>
  getUntypedClient(client).mutation(name, envelope, { signal })
