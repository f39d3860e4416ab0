import type { Request } from 'express'
import * as z from 'zod'
import type { SignedInBrowser } from '#server/auth/browser.ts'
import { acceptInvitation, readInvitation } from '#server/auth/invitations.ts'
import { changePassword } from '#server/auth/methods/change-password.ts'
import { proveOwnPassword } from '#server/auth/methods/own-password.ts'
import { signIn } from '#server/auth/methods/password.ts'
import { readSessions } from '#server/auth/sessions.ts'
import { checkOfMade } from '#server/core/parse.ts'
import { commandQuota } from '#server/core/quotas.ts'
import { requestAddress } from '#server/features/administration/address-commands.ts'
import { browserOf } from '#server/transport/browser.ts'
import type { Context } from '#server/transport/context.ts'
import { writeDeviceCookie, writeSessionCookie } from '#server/transport/session-cookie.ts'
import {
  acceptInvitationInput,
  changePasswordInput,
  invitationInput,
  invitationView,
  requestAddressInput,
  sessionView,
  signInInput,
} from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { createRouter, publicProcedure, signedIn } from './procedures.ts'

const done = z.object({ ok: z.literal(true) })

function keep({ response, publicUrl }: Context, { session, device }: SignedInBrowser): { ok: true } {
  writeSessionCookie(response, publicUrl, session)
  writeDeviceCookie(response, publicUrl, device)
  return { ok: true }
}

const tried = new WeakSet<Request>()

/** Takes one proof of who somebody is in a request: a batch would carry many guesses past whatever counts requests. */
function once({ request }: Context): void {
  if (tried.has(request)) throw new AppError('INVALID', { reason: 'one_sign_in' })
  tried.add(request)
}
const provesOnce = publicProcedure.use(({ ctx, next }) => {
  once(ctx)
  return next()
})

/** Sign-in and sessions: not commands, because they come before there is an actor, or end it. */
export const authRouter = createRouter({
  signIn: provesOnce
    .input(signInInput)
    .output(done)
    .mutation(async ({ ctx, input }) => keep(ctx, await signIn(ctx, input, browserOf(ctx)))),

  signOut: signedIn.output(done).mutation(async ({ ctx }) => {
    await ctx.auth.signOut(ctx.caller)
    writeSessionCookie(ctx.response, ctx.publicUrl, { token: '', maxAge: 0 })
    return { ok: true }
  }),

  invitation: publicProcedure
    .input(invitationInput)
    .output(invitationView)
    .query(({ ctx, input }) => readInvitation(ctx, input.token)),

  acceptInvitation: provesOnce
    .input(acceptInvitationInput)
    .output(done)
    .mutation(async ({ ctx, input }) => keep(ctx, await acceptInvitation(ctx, input, browserOf(ctx)))),

  /** Changes one's own password; every other device is signed out by it. */
  changePassword: signedIn
    .input(changePasswordInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      once(ctx)
      await changePassword(ctx, ctx.caller, { ...input, browser: browserOf(ctx) })
      return { ok: true }
    }),

  /** Asks for another sign-in address; the password is asked for, because a phone may lie open. */
  requestAddress: signedIn
    .input(requestAddressInput)
    .output(done)
    .mutation(async ({ ctx, input: { email, current } }) => {
      once(ctx)
      const { database, quotas } = ctx
      const { actor } = ctx.caller
      const action = 'auth.requestAddress'
      quotas.take(actor, action, commandQuota)
      await proveOwnPassword(database, actor, { current, browser: browserOf(ctx), action })
      await database.write(actor, (db) => requestAddress(db, { email, action }))
      return { ok: true }
    }),

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
