import * as z from 'zod'
import { acceptInvitation, readInvitation } from '#server/auth/invitations.ts'
import { signIn } from '#server/auth/methods/password.ts'
import { type IssuedToken, readSessions } from '#server/auth/sessions.ts'
import { checkOfMade } from '#server/core/parse.ts'
import type { Context } from '#server/transport/context.ts'
import { writeSessionCookie } from '#server/transport/session-cookie.ts'
import {
  acceptInvitationInput,
  invitationInput,
  invitationView,
  sessionView,
  signInInput,
} from '#shared/auth/views.ts'
import { createRouter, publicProcedure, signedIn } from './procedures.ts'

const done = z.object({ ok: z.literal(true) })

function keep({ response }: Context, issued: IssuedToken): { ok: true } {
  writeSessionCookie(response, issued)
  return { ok: true }
}

/** Sign-in and sessions: not commands, because they come before there is an actor, or end it. */
export const authRouter = createRouter({
  signIn: publicProcedure
    .input(signInInput)
    .output(done)
    .mutation(async ({ ctx, input }) =>
      keep(ctx, await signIn(ctx, input, { address: ctx.request.ip ?? 'unknown' })),
    ),

  signOut: signedIn.output(done).mutation(async ({ ctx }) => {
    await ctx.auth.signOut(ctx.caller)
    return keep(ctx, { token: '', maxAge: 0 })
  }),

  invitation: publicProcedure
    .input(invitationInput)
    .output(invitationView)
    .query(({ ctx, input }) => readInvitation(ctx, input.token)),

  acceptInvitation: publicProcedure
    .input(acceptInvitationInput)
    .output(done)
    .mutation(async ({ ctx, input }) => keep(ctx, await acceptInvitation(ctx, input))),

  sessions: signedIn
    .output(checkOfMade(z.array(sessionView)))
    .query(({ ctx: { database, caller } }) =>
      database.read(caller.actor, (db) => readSessions(db, caller.sessionId)),
    ),

  /** Signs another of one's own devices out; what is open there stops within a second. */
  endSession: signedIn
    .input(z.object({ sessionId: z.uuid() }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await ctx.auth.end(ctx.caller.actor, input.sessionId)
      return { ok: true }
    }),
})
