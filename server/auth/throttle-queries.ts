import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { AppError } from '#shared/core/errors.ts'

/** A name may fail this often before it must wait, an address more often: a team shares one. */
const free = { name: 5, address: 20 } as const
const keyOf = (kind: keyof typeof free, value: string) =>
  createHash('sha256').update(`${kind}:${value}`).digest()

/** Throws TOO_MANY_REQUESTS while the name or the address has to wait. Kept in the database: processes share it. */
export async function refuseThrottled(
  db: Kysely<Schema>,
  attempt: { name: string; address: string },
): Promise<void> {
  const blocked = await db
    .selectFrom('sign_in_throttle')
    .select(sql<number>`ceil(extract(epoch from max(blocked_until) - now()))`.as('seconds'))
    .where('key', 'in', [keyOf('name', attempt.name), keyOf('address', attempt.address)])
    .where('blocked_until', '>', sql<string>`now()`)
    .executeTakeFirst()
  if (blocked?.seconds)
    throw new AppError('TOO_MANY_REQUESTS', { retryAfter: Math.max(1, Number(blocked.seconds)) })
}

/**
 * Counts a failure. Past the free ones each doubles the wait from one second, to fifteen minutes at most; a count is
 * forgotten a day after the last failure.
 */
export async function countFailure(
  db: Kysely<Schema>,
  attempt: { name: string; address: string },
): Promise<void> {
  for (const kind of ['name', 'address'] as const) {
    const failures = sql`case when sign_in_throttle.updated_at < now() - interval '1 day' then 1
      else sign_in_throttle.failures + 1 end`
    await sql`insert into sign_in_throttle (key, failures, blocked_until) values (${keyOf(kind, attempt[kind])}, 1, now())
      on conflict (key) do update set failures = ${failures}, updated_at = now(), blocked_until = now()
        + case when ${failures} < ${free[kind]} then interval '0'
          else least(interval '15 minutes', interval '1 second' * power(2, least(${failures} - ${free[kind]}, 12))) end`.execute(
      db,
    )
  }
}

/** A success clears the name; the address keeps its count, or one known password would open a door for guessing others. */
export async function clearFailures(db: Kysely<Schema>, name: string): Promise<void> {
  await db.deleteFrom('sign_in_throttle').where('key', '=', keyOf('name', name)).execute()
}
