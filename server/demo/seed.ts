import type { Kysely } from 'kysely'
import { hashPassword } from '#server/auth/methods/password-hash.ts'
import { withOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import { closePeriods } from '#server/features/check-ins/totals-jobs.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import { midnightInSeoul } from './calendar.ts'
import { generateDemo } from './generate.ts'
import { type DemoInput, idsFrom } from './identity.ts'
import { invitationHash, invitationToken } from './organisation.ts'
import { writeDemo } from './write.ts'

/** Everybody's, and no secret. */
export const demoPassword = 'dure-demo-together'
export const demoSeed = 'dure'

/** The database holds an organisation that is not the demo's. */
export class NotADemoError extends Error {
  constructor() {
    super(
      'This database holds an organisation of its own, and the demo’s password is known to everybody. Give the demo another folder with DATA_DIR.\n' +
        '이 데이터베이스에는 실제 조직이 있습니다. 데모 비밀번호는 누구나 알 수 있으므로 DATA_DIR로 다른 폴더를 지정해 주십시오.',
    )
    this.name = 'NotADemoError'
  }
}

export interface SeededDemo {
  /** False where the organisation was there already. */
  added: boolean
  /** Of the invitation for a first run; undefined once somebody used it. */
  invitation: string | undefined
}

/**
 * Writes the demo organisation, once.
 * @throws NotADemoError where another organisation is.
 */
export async function seedDemo(ownerUrl: string, input: DemoInput, keys: Keystore): Promise<SeededDemo> {
  return await withOwner(ownerUrl, async (db) => {
    const demo = idsFrom(input.seed)('org')
    const organisations = await db.selectFrom('org').select('org_id').execute()
    if (organisations.some(({ org_id }) => org_id !== demo)) throw new NotADemoError()
    if (organisations.length > 0) return { added: false, invitation: await unusedInvitation(db, input.seed) }
    const rows = await generateDemo({ ...input, passwordHash: await hashPassword(demoPassword) })
    await db.transaction().execute((transaction) => writeDemo(transaction, rows, keys))
    await closePeriods({ db, keys, now: () => midnightInSeoul(input.today) })
    return { added: true, invitation: invitationToken(input.seed) }
  })
}

async function unusedInvitation(db: Kysely<Schema>, seed: string): Promise<string | undefined> {
  const token = invitationToken(seed)
  const found = await db
    .selectFrom('invitation')
    .select('email')
    .where('token_hash', '=', invitationHash(token))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return found && token
}
