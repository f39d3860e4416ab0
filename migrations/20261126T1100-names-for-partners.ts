import { type Kysely, sql } from 'kysely'

/**
 * Whose names a partner knows from what is routed to them is asked of partners alone: everybody else knows the names by
 * another policy, and for them every name that was read cost a look at every escalation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter policy routed on person using (org_id = (select app.org())
    and (select app.visible_teams('staff')) = '{}' and ${hadToDoWith})`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter policy routed on person using (org_id = (select app.org()) and ${hadToDoWith})`.execute(db)
}

const hadToDoWith = sql`exists (
  select 1 from escalation_party x where x.org_id = person.org_id and x.person_id = person.person_id)`
