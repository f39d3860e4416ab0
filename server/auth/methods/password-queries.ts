import { type Kysely, sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
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

/** Returns the actor's newest sign-in name, and what else is theirs and in no password; undefined without a sign-in. */
export async function ownNames(
  db: ActorDb,
): Promise<{ email: string; name: string; orgName: string } | undefined> {
  return await db.query
    .selectFrom('sign_in')
    .innerJoin('person', (join) =>
      join.onRef('person.org_id', '=', 'sign_in.org_id').onRef('person.person_id', '=', 'sign_in.person_id'),
    )
    .innerJoin('org', 'org.org_id', 'sign_in.org_id')
    .select(['sign_in.email', 'person.name', 'org.name as orgName'])
    .where('sign_in.org_id', '=', db.org)
    .where('sign_in.person_id', '=', db.person)
    .orderBy('sign_in.changed_at', 'desc')
    .executeTakeFirst()
}

/** Sets the actor's password, whatever name they sign in by. */
export async function replacePassword(db: WriteDb, passwordHash: string): Promise<void> {
  await db.query
    .updateTable('sign_in')
    .set({ password_hash: passwordHash, changed_at: sql`now()` })
    .where('org_id', '=', db.org)
    .where('person_id', '=', db.person)
    .execute()
}
