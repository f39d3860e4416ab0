import type { z } from 'zod/mini'
import { appendAudit } from '#server/core/audit-trail.ts'
import type { Caller } from '#server/core/scope.ts'
import type { Database } from '#server/db/database.ts'
import type { changePasswordInput } from '#shared/auth/views.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Browser } from '../browser.ts'
import { endSessions } from '../session-queries.ts'
import { refuseCommonPassword } from './common-passwords.ts'
import { proveOwnPassword } from './own-password.ts'
import { hashPassword } from './password-hash.ts'
import { replacePassword } from './password-queries.ts'

/**
 * Changes the caller's own password, which ends their sessions on every other device.
 * @throws INVALID at `current` with reason 'wrong_password', at `password` with 'password_same' or 'password_common';
 * TOO_MANY_REQUESTS; UNAVAILABLE.
 */
export async function changePassword(
  { database }: { database: Database },
  { actor, sessionId }: Pick<Caller, 'actor' | 'sessionId'>,
  input: z.output<typeof changePasswordInput> & { browser: Browser },
): Promise<void> {
  const { current, password, browser } = input
  const own = await proveOwnPassword(database, actor, { current, browser, action: 'auth.changePassword' })
  if (password === current) throw new AppError('INVALID', { field: 'password', reason: 'password_same' })
  refuseCommonPassword(password, { own: [own.email, own.name, own.orgName] })
  const passwordHash = await hashPassword(password, browser.address)
  await database.write(actor, async (db) => {
    await replacePassword(db, passwordHash)
    await endSessions(db, { except: sessionId })
    await appendAudit(db, { action: 'auth.changePassword', entityId: actor.person })
  })
}
