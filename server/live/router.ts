import { tracked } from '@trpc/server'
import * as z from 'zod'
import { createRouter, signedIn } from '#server/trpc.ts'

export const liveRouter = createRouter({
  /** Server-sent events. EventSource sends the last id again when it reconnects, which is the cursor. */
  changes: signedIn
    .input(z.object({ lastEventId: z.nullish(z.string().max(2000)) }))
    .subscription(async function* ({ ctx, input, signal }) {
      const who = { org: ctx.actor.org, person: ctx.actor.person, sessionId: ctx.sessionId }
      const batches = ctx.feed.follow(
        who,
        input.lastEventId ?? undefined,
        signal ?? new AbortController().signal,
      )
      for await (const batch of batches) yield tracked(batch.cursor, batch)
    }),
})
