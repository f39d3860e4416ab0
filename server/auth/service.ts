import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#server/context.ts'
import { appendAudit } from '#server/db/audit-log.ts'
import type { acceptInvitationInput, invitationView, signInInput } from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { endSessions } from './sessions.ts'
import { clearFailures, countFailure, refuseThrottled } from './throttle.ts'

/** Verified in place of a missing name's, so that the time of the answer does not say which names exist. */
let decoy: Promise<string> | undefined

const addressOf = (ctx: Context) => ctx.request.ip ?? 'unknown'

/** Wrong name and wrong password are one answer: INVALID with reason 'sign_in'. */
export async function signIn(ctx: Context, input: z.output<typeof signInInput>): Promise<void> {
  const attempt = { name: input.email, address: addressOf(ctx) }
  const known = await ctx.database.anonymous(async (db) => {
    await refuseThrottled(db, attempt)
    const { rows } = await sql<{ org_id: string; person_id: string; password_hash: string }>`
      select * from app.sign_in_lookup(${input.email})`.execute(db)
    return rows[0]
  })
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await verifyPassword(input.password, known?.password_hash ?? (await decoy))
  if (!known || !right) {
    await ctx.database.anonymous((db) => countFailure(db, attempt))
    if (known) {
      const who = { org: known.org_id, person: known.person_id }
      await ctx.database.write(who, (db) =>
        appendAudit(db, { action: 'auth.signIn.refused', entityId: known.person_id }),
      )
    }
    throw new AppError('INVALID', { reason: 'sign_in', field: 'password' })
  }
  await ctx.database.anonymous((db) => clearFailures(db, attempt.name))
  const who = { org: known.org_id, person: known.person_id }
  await ctx.auth.start({ ...who, device: input.device }, ctx.response)
  await ctx.database.write(who, (db) => appendAudit(db, { action: 'auth.signIn', entityId: known.person_id }))
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()

export interface Invitation extends z.output<typeof invitationView> {
  org: string
  person: string
}

/** NOT_FOUND for a token that is unknown, used or expired. */
export async function readInvitation(ctx: Context, token: string): Promise<Invitation> {
  const found = await ctx.database.anonymous(async (db) => {
    const { rows } = await sql<{
      org_id: string
      person_id: string
      email: string
      org_name: string
      person_name: string
      locale: 'ko' | 'en'
    }>`select * from app.invitation_lookup(${hashOf(token)})`.execute(db)
    return rows[0]
  })
  if (!found) throw new AppError('NOT_FOUND', { reason: 'invitation' })
  return {
    org: found.org_id,
    person: found.person_id,
    email: found.email,
    orgName: found.org_name,
    personName: found.person_name,
    locale: found.locale,
  }
}

/** Sets the password, spends the invitation and signs in, or does none of it. */
export async function acceptInvitation(
  ctx: Context,
  input: z.output<typeof acceptInvitationInput>,
): Promise<void> {
  const { org, person, email } = await readInvitation(ctx, input.token)
  const taken = await ctx.database.anonymous(async (db) => {
    const { rows } = await sql<{
      person_id: string
    }>`select person_id from app.sign_in_lookup(${email})`.execute(db)
    return rows.some((row) => row.person_id !== person)
  })
  if (taken) throw new AppError('CONFLICT', { reason: 'email_taken' })
  const passwordHash = await hashPassword(input.password)
  await ctx.database.write({ org, person }, async (db) => {
    const spent = await db.query
      .updateTable('invitation')
      .set({ used_at: sql`now()` })
      .where('token_hash', '=', hashOf(input.token))
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (spent.numUpdatedRows !== 1n) throw new AppError('NOT_FOUND', { reason: 'invitation' })
    await db.query
      .insertInto('sign_in')
      .values({ email, org_id: org, person_id: person, password_hash: passwordHash })
      .onConflict((conflict) =>
        conflict
          .column('email')
          .doUpdateSet({ password_hash: passwordHash, changed_at: sql`now()` })
          .where('sign_in.person_id', '=', person),
      )
      .execute()
    // Whoever held the old password is signed out.
    await endSessions(db)
    await db.query
      .updateTable('person')
      .set({ locale: input.locale, version: sql`version + 1` })
      .where('org_id', '=', org)
      .where('person_id', '=', person)
      .execute()
    await appendAudit(db, { action: 'auth.acceptInvitation', entityId: person })
  })
  await ctx.auth.start({ org, person, device: input.device }, ctx.response)
}
