import { createExpressMiddleware } from '@trpc/server/adapters/express'
import { createContext, type Deps } from '#server/transport/context.ts'
import { appRouter } from './router.ts'

/** Bytes of a request's body. */
export const bodyLimit = 1_000_000

/** tRPC's own adapter: batches, reads by GET, the stream of changes, and what is neither command nor query. */
export const trpcAdapter = (deps: Deps) =>
  createExpressMiddleware({
    router: appRouter,
    createContext: ({ req, res }) => createContext(deps, req, res),
    allowMethodOverride: true,
    maxBodySize: bodyLimit,
    maxBatchSize: 5,
  })
