import { sql } from 'kysely'
import * as z from 'zod'
import { appendAudit } from '#server/db/audit-log.ts'
import { createRouter, publicProcedure, reading, signedIn } from '#server/trpc.ts'
import {
  acceptInvitationInput,
  invitationInput,
  invitationView,
  sessionView,
  signInInput,
} from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { acceptInvitation, readInvitation, signIn } from './service.ts'
import { endSessions } from './sessions.ts'

const done = z.object({ ok: z.literal(true) })

export const authRouter = createRouter({
  signIn: publicProcedure
    .input(signInInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await signIn(ctx, input)
      return { ok: true }
    }),

  signOut: signedIn.output(done).mutation(async ({ ctx }) => {
    await ctx.auth.end({ sessionId: ctx.sessionId, actor: ctx.actor }, ctx.response)
    return { ok: true }
  }),

  invitation: publicProcedure
    .input(invitationInput)
    .output(invitationView)
    .query(async ({ ctx, input }) => {
      const { org: _, person: __, ...view } = await readInvitation(ctx, input.token)
      return view
    }),

  acceptInvitation: publicProcedure
    .input(acceptInvitationInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await acceptInvitation(ctx, input)
      return { ok: true }
    }),

  sessions: signedIn.output(z.array(sessionView)).query(({ ctx }) =>
    reading(async ({ db }) => {
      const rows = await db.query
        .selectFrom('session')
        .select(['session_id', 'device', 'created_at', 'last_seen_at'])
        .where('org_id', '=', db.org)
        .where('person_id', '=', db.person)
        .where('ends_at', '>', sql<string>`now()`)
        .where('idle_until', '>', sql<string>`now()`)
        .orderBy('last_seen_at', 'desc')
        .execute()
      return rows.map((row) => ({
        sessionId: row.session_id,
        device: row.device,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        current: row.session_id === ctx.sessionId,
      }))
    })({ ctx, input: undefined }),
  ),

  /** Signs another of one's own devices out; what is open there stops within a second. */
  endSession: signedIn
    .input(z.object({ sessionId: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.database.write(ctx.actor, async (db) => {
        if ((await endSessions(db, input)) === 0) throw new AppError('NOT_FOUND')
        await appendAudit(db, { action: 'auth.endSession', entityId: input.sessionId })
      })
      ctx.auth.forget(input.sessionId)
      return { ok: true }
    }),
})
