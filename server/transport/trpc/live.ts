import { tracked } from '@trpc/server'
import * as z from 'zod'
import { queryQuota } from '#server/core/quotas.ts'
import { createRouter, signedIn } from './procedures.ts'

export const liveRouter = createRouter({
  /** Server-sent events. EventSource sends the last id again when it reconnects, which is the cursor. */
  changes: signedIn
    .input(z.object({ lastEventId: z.nullish(z.string().max(2000)) }))
    .subscription(async function* ({ ctx: { caller, feed, quotas }, input, signal }) {
      quotas.take(caller.actor, 'live.changes', queryQuota)
      const who = { org: caller.actor.org, person: caller.actor.person, sessionId: caller.sessionId }
      const batches = feed.follow(who, input.lastEventId ?? undefined, signal ?? new AbortController().signal)
      for await (const batch of batches) yield tracked(batch.cursor, batch)
    }),
})
