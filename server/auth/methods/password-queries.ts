import { type Kysely, sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'

export interface FoundSignIn {
  org_id: string
  person_id: string
  password_hash: string
}

/** Returns whose sign-in name this is, if anybody's. */
export async function findSignIn(db: Kysely<Schema>, email: string): Promise<FoundSignIn | undefined> {
  const { rows } = await sql<FoundSignIn>`select * from app.sign_in_lookup(${email})`.execute(db)
  return rows[0]
}

/** Sets the actor's sign-in name with its password, or the password where the name is theirs already. */
export async function putSignIn(
  db: WriteDb,
  { email, passwordHash }: { email: string; passwordHash: string },
): Promise<void> {
  await db.query
    .insertInto('sign_in')
    .values({ email, org_id: db.org, person_id: db.person, password_hash: passwordHash })
    .onConflict((conflict) =>
      conflict
        .column('email')
        .doUpdateSet({ password_hash: passwordHash, changed_at: sql`now()` })
        .where('sign_in.person_id', '=', db.person),
    )
    .execute()
}
