import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/db/schema.ts'
import { AppError } from '#shared/core/errors.ts'

/** Says who tries to prove who they are, and from where. */
export interface Attempt {
  /** The sign-in name. */
  name: string
  /** The network that asks. */
  address: string
  /** The token of a browser that this name has signed in from before; absent for any other. */
  device?: string | undefined
}

/** A name or a device may fail this often before it must wait, a network more often: all of a floor share one. */
const free = { name: 5, device: 5, address: 50 } as const
type Kind = keyof typeof free
interface Counter {
  kind: Kind
  key: Buffer
}

const counter = (kind: Kind, value: string): Counter => ({
  kind,
  key: createHash('sha256').update(`${kind}:${value}`).digest(),
})

/**
 * Returns what an attempt counts for, always in the same order, so that two attempts never wait for one another. A known
 * device has a counter of its own: what others guess elsewhere neither locks it out nor is helped by it.
 */
const countersOf = ({ name, address, device }: Attempt): Counter[] =>
  device === undefined
    ? [counter('name', name), counter('address', address)]
    : [counter('device', `${device}:${name}`)]

/**
 * When a counter with so many failures may be tried again; SQL. Long ago where it need not wait: any time of now would refuse
 * whoever began a moment earlier and came to the row a moment later.
 */
const untilOf = (kind: Kind, failures: ReturnType<typeof sql>) =>
  sql`case when ${failures} < ${free[kind]} then timestamptz 'epoch'
    else clock_timestamp() + least(interval '15 minutes',
      interval '1 second' * power(2, least(${failures} - ${free[kind]}, 12))) end`

/**
 * Counts an attempt as failed before it is tried, so that of any number at once no more pass than one after the other
 * would. Past the free ones each doubles the wait from one second, to fifteen minutes at most; a count is forgotten a day
 * after the last failure. Kept in the database: processes share it.
 * @throws TOO_MANY_REQUESTS while one of the attempt's counters has to wait; nothing is counted then.
 */
export async function reserveAttempt(db: Kysely<Schema>, attempt: Attempt): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { kind, key } of countersOf(attempt)) {
      const failures = sql`(case when sign_in_throttle.updated_at < now() - interval '1 day' then 1
        else sign_in_throttle.failures + 1 end)`
      const { rows } =
        await sql`insert into sign_in_throttle (key, failures, blocked_until) values (${key}, 1, 'epoch')
        on conflict (key) do update set failures = ${failures}, updated_at = now(),
          blocked_until = ${untilOf(kind, failures)}
        where sign_in_throttle.blocked_until <= clock_timestamp()
        returning key`.execute(trx)
      // Thrown inside, so that what was counted for the counters before this one is taken back.
      if (rows.length === 0)
        throw new AppError('TOO_MANY_REQUESTS', { retryAfter: await secondsBlocked(trx, key) })
    }
  })
}

async function secondsBlocked(db: Kysely<Schema>, key: Buffer): Promise<number> {
  const found = await db
    .selectFrom('sign_in_throttle')
    .select(sql<number>`ceil(extract(epoch from blocked_until - clock_timestamp()))`.as('seconds'))
    .where('key', '=', key)
    .executeTakeFirst()
  return Math.max(1, Number(found?.seconds ?? 1))
}

/**
 * Takes an attempt back that was not tried or was right. A success clears the name or the device; the network keeps its
 * earlier count, or one known password would open a door for guessing others.
 */
export async function releaseAttempt(
  db: Kysely<Schema>,
  attempt: Attempt,
  { succeeded }: { succeeded: boolean },
): Promise<void> {
  for (const { kind, key } of countersOf(attempt)) {
    if (succeeded && kind !== 'address') {
      await db.deleteFrom('sign_in_throttle').where('key', '=', key).execute()
      continue
    }
    await db
      .updateTable('sign_in_throttle')
      .set({
        failures: sql`greatest(failures - 1, 0)`,
        blocked_until: sql`case when failures - 1 < ${free[kind]} then timestamptz 'epoch' else blocked_until end`,
      })
      .where('key', '=', key)
      .execute()
  }
}
