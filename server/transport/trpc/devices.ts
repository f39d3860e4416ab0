import * as z from 'zod'
import { commandQuota } from '#server/core/quotas.ts'
import { subscribe, unsubscribe } from '#server/features/inbox/push-commands.ts'
import { subscribeInput } from '#shared/inbox/push-views.ts'
import { signedIn } from './procedures.ts'

const done = z.object({ ok: z.literal(true) })

/** Pushes to a device. Not commands: what a browser's push service gave means nothing on another day or device. */
export const deviceProcedures = {
  subscribe: signedIn
    .input(subscribeInput)
    .output(done)
    .mutation(async ({ ctx: { database, caller, publicUrl, quotas }, input }) => {
      quotas.take(caller.actor, 'inbox.subscribe', commandQuota)
      const device = { ...input, sessionId: caller.sessionId, publicUrl }
      await database.write(caller.actor, (db) => subscribe(db, device))
      return { ok: true }
    }),
  unsubscribe: signedIn.output(done).mutation(async ({ ctx: { database, caller } }) => {
    await database.write(caller.actor, (db) => unsubscribe(db, caller.sessionId))
    return { ok: true }
  }),
}
