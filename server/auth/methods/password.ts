import { randomBytes } from 'node:crypto'
import type { z } from 'zod/mini'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { Database } from '#server/db/database.ts'
import type { signInInput } from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Auth, IssuedToken } from '../sessions.ts'
import { clearFailures, countFailure, refuseThrottled } from '../throttle-queries.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { findSignIn } from './password-queries.ts'

/** Verified in place of a missing name's, so that the time of the answer does not say which names exist. */
let decoy: Promise<string> | undefined

/**
 * Signs in with a name and a password.
 * @param from `address`: the network address that asks, which is throttled as the name is.
 * @throws INVALID with reason 'sign_in' for a wrong name and for a wrong password alike; TOO_MANY_REQUESTS.
 */
export async function signIn(
  { database, auth }: { database: Database; auth: Auth },
  { email, password, device }: z.output<typeof signInInput>,
  from: { address: string },
): Promise<IssuedToken> {
  const attempt = { name: email, ...from }
  const known = await database.anonymous(async (db) => {
    await refuseThrottled(db, attempt)
    return await findSignIn(db, email)
  })
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await verifyPassword(password, known?.password_hash ?? (await decoy))
  const who = known && { org: known.org_id, person: known.person_id }
  if (!who || !right) {
    await database.anonymous((db) => countFailure(db, attempt))
    if (who)
      await database.write(who, (db) =>
        appendAudit(db, { action: 'auth.signIn.refused', entityId: who.person }),
      )
    throw new AppError('INVALID', { reason: 'sign_in', field: 'password' })
  }
  await database.anonymous((db) => clearFailures(db, attempt.name))
  const issued = await auth.start({ ...who, device })
  await database.write(who, (db) => appendAudit(db, { action: 'auth.signIn', entityId: who.person }))
  return issued
}
