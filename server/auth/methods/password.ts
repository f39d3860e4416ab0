import type { z } from 'zod/mini'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { Database } from '#server/db/database.ts'
import type { signInInput } from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Browser, deviceTokenOf, type SignedInBrowser } from '../browser.ts'
import { isDeviceKnown, rememberDevice } from '../device-queries.ts'
import type { Auth } from '../sessions.ts'
import { type Attempt, releaseAttempt, reserveAttempt } from '../throttle-queries.ts'
import { decoyHash, verifyPassword } from './password-hash.ts'
import { type FoundSignIn, findSignIn } from './password-queries.ts'

/** Verified in place of a missing name's, so that the time of the answer does not say which names exist. */
const decoy = decoyHash()

/**
 * Returns whose name and password these are, if anybody's. The attempt is counted before the password is looked at, and
 * taken back where it was right or could not be looked at.
 * @throws TOO_MANY_REQUESTS; UNAVAILABLE where more ask than can be answered.
 */
export async function checkPassword(
  database: Database,
  { email, password }: { email: string; password: string },
  browser: Pick<Browser, 'address' | 'device'>,
): Promise<{ right: boolean; known: FoundSignIn | undefined }> {
  const { attempt, known } = await database.anonymous(async (db) => {
    const isKnown = browser.device !== undefined && (await isDeviceKnown(db, email, browser.device))
    const attempt: Attempt = { name: email, address: browser.address }
    if (isKnown) attempt.device = browser.device
    await reserveAttempt(db, attempt)
    return { attempt, known: await findSignIn(db, email) }
  })
  const release = (succeeded: boolean) =>
    database.anonymous((db) => releaseAttempt(db, attempt, { succeeded }))
  let right: boolean
  try {
    right = await verifyPassword(password, known?.password_hash ?? decoy, browser.address)
  } catch (error) {
    await release(false)
    throw error
  }
  if (known && right) await release(true)
  return { right: known !== undefined && right, known }
}

/**
 * Signs in with a name and a password.
 * @throws INVALID with reason 'sign_in' for a wrong name and for a wrong password alike; TOO_MANY_REQUESTS; UNAVAILABLE where
 * more ask than can be answered, which counts for nothing.
 */
export async function signIn(
  { database, auth }: { database: Database; auth: Auth },
  { email, password, device }: z.output<typeof signInInput>,
  browser: Browser,
): Promise<SignedInBrowser> {
  const { right, known } = await checkPassword(database, { email, password }, browser)
  const who = known && { org: known.org_id, person: known.person_id }
  if (!who || !right) {
    if (who)
      await database.write(who, (db) =>
        appendAudit(db, { action: 'auth.signIn.refused', entityId: who.person }),
      )
    throw new AppError('INVALID', { reason: 'sign_in', field: 'password' })
  }
  const session = await auth.start({ ...who, device, replaces: browser.session })
  const token = deviceTokenOf(browser)
  await database.write(who, async (db) => {
    await rememberDevice(db, token)
    await appendAudit(db, { action: 'auth.signIn', entityId: who.person })
  })
  return { session, device: token }
}
