import { type Kysely, sql } from 'kysely'
import { withClient } from '#server/db/one-client.ts'

/** Of each connection: what its clock says. */
const setting = 'moved.now'

/**
 * Makes `now()` and `clock_timestamp()` of one database say what `moveClock` set: in its statements, policies, defaults,
 * triggers and functions, all of which the planner fills in from their text. It takes a superuser, because they are
 * PostgreSQL's own functions.
 */
export async function installMovedClock(superUrl: string, databaseUrl: string): Promise<void> {
  const url = new URL(superUrl)
  url.pathname = new URL(databaseUrl).pathname
  await withClient(url.href, async (client) => {
    for (const name of ['now', 'clock_timestamp'])
      await client.query(`create or replace function pg_catalog.${name}() returns timestamptz
        language sql stable parallel safe as
        $$ select pg_catalog.current_setting('${setting}')::pg_catalog.timestamptz $$`)
  })
}

/** Sets the clock of a connection, in milliseconds since the epoch. */
export async function moveClock<Tables>(db: Kysely<Tables>, now: number): Promise<void> {
  await sql`select set_config(${setting}, ${new Date(now).toISOString()}, false)`.execute(db)
}
