import type { z } from 'zod/mini'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { Database } from '#server/db/database.ts'
import type { acceptInvitationInput, invitationView } from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Browser, deviceTokenOf, type SignedInBrowser } from './browser.ts'
import { rememberDevice } from './device-queries.ts'
import { type FoundInvitation, findInvitation, setLocale, spendInvitation } from './invitation-queries.ts'
import { refuseCommonPassword } from './methods/common-passwords.ts'
import { hashPassword } from './methods/password-hash.ts'
import { findSignIn, putSignIn } from './methods/password-queries.ts'
import { endSessions } from './session-queries.ts'
import type { Auth } from './sessions.ts'

const missing = () => new AppError('NOT_FOUND', { reason: 'invitation' })

async function openInvitation(database: Database, token: string): Promise<FoundInvitation> {
  const found = await database.anonymous((db) => findInvitation(db, token))
  if (!found) throw missing()
  return found
}

/**
 * Returns whom the invitation of this token is for.
 * @throws NOT_FOUND for a token that is unknown, used or expired.
 */
export async function readInvitation(
  { database }: { database: Database },
  token: string,
): Promise<z.output<typeof invitationView>> {
  const found = await openInvitation(database, token)
  return {
    email: found.email,
    orgName: found.org_name,
    personName: found.person_name,
    locale: found.locale,
  }
}

/** Sets the password, spends the invitation and signs in, or does none of it. */
export async function acceptInvitation(
  { database, auth }: { database: Database; auth: Auth },
  { token, password, locale, device }: z.output<typeof acceptInvitationInput>,
  browser: Browser,
): Promise<SignedInBrowser> {
  const found = await openInvitation(database, token)
  const { org_id: org, person_id: person, email } = found
  refuseCommonPassword(password, { own: [email, found.person_name, found.org_name] })
  const holder = await database.anonymous((db) => findSignIn(db, email))
  if (holder && holder.person_id !== person) throw new AppError('CONFLICT', { reason: 'email_taken' })
  const passwordHash = await hashPassword(password, browser.address)
  const deviceToken = deviceTokenOf(browser)
  await database.write({ org, person }, async (db) => {
    if (!(await spendInvitation(db, token))) throw missing()
    await putSignIn(db, { email, passwordHash })
    // Whoever held the old password is signed out.
    await endSessions(db)
    await setLocale(db, locale)
    await rememberDevice(db, deviceToken)
    await appendAudit(db, { action: 'auth.acceptInvitation', entityId: person })
  })
  const session = await auth.start({ org, person, device, replaces: browser.session })
  return { session, device: deviceToken }
}
