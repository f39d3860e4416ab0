import * as z from 'zod'
import { command, createRouter, reading, signedIn } from '#server/trpc.ts'
import { readInput } from '#shared/inbox/contracts.ts'
import { pushState, subscribeInput } from '#shared/inbox/push-views.ts'
import { inboxView } from '#shared/inbox/views.ts'
import { readPushState, subscribe, unsubscribe } from './push-service.ts'
import { markRead, readInbox } from './service.ts'

const done = z.object({ ok: z.literal(true) })

export const inboxRouter = createRouter({
  list: signedIn.output(inboxView).query(reading(readInbox)),
  read: command('inbox.read', readInput, markRead),

  push: signedIn
    .output(pushState)
    .query(({ ctx }) => ctx.database.read(ctx.actor, (db) => readPushState(db, ctx.sessionId))),

  /** Not commands: what a browser's push service gave means nothing on another day or device. */
  subscribe: signedIn
    .input(subscribeInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      const { actor, sessionId, publicUrl } = ctx
      await ctx.database.write(actor, (db) => subscribe(db, { ...input, sessionId, publicUrl }))
      return { ok: true }
    }),
  unsubscribe: signedIn.output(done).mutation(async ({ ctx }) => {
    await ctx.database.write(ctx.actor, (db) => unsubscribe(db, ctx.sessionId))
    return { ok: true }
  }),
})
