import { appendAudit } from '#server/core/audit-trail.ts'
import type { Database } from '#server/db/database.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'
import type { Browser } from '../browser.ts'
import { checkPassword } from './password.ts'
import { ownNames } from './password-queries.ts'

/**
 * Makes sure that it is the actor who asks for this, by their password, which is counted as at a sign-in: whoever finds a
 * phone open guesses no more often there. Returns what else is theirs.
 * @throws INVALID at `current` with reason 'wrong_password'; TOO_MANY_REQUESTS; UNAVAILABLE.
 */
export async function proveOwnPassword(
  database: Database,
  actor: Actor,
  { current, browser, action }: { current: string; browser: Browser; action: string },
): Promise<{ email: string; name: string; orgName: string }> {
  const own = await database.read(actor, ownNames)
  if (!own) throw new AppError('NOT_FOUND')
  const { right } = await checkPassword(database, { email: own.email, password: current }, browser)
  if (right) return own
  await database.write(actor, (db) =>
    appendAudit(db, { action: `${action}.refused`, entityId: actor.person }),
  )
  throw new AppError('INVALID', { field: 'current', reason: 'wrong_password' })
}
