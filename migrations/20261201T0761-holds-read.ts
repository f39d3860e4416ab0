import { type Kysely, sql } from 'kysely'

/**
 * Lets those who are told of a legal hold read it, and administrators; periods of retention are read by everybody. Nobody who reads
 * a hold reads what it keeps by that, and nobody but the owner of the tables writes any of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  const inOrg = sql`org_id = (select app.org())`
  // A person reads their own memberships, so what they are asked of here they may see.
  await sql`create policy read on legal_hold for select to dure_app using (${inOrg} and (
    org_id = any ((select app.visible_teams('admin'))::uuid[])
    or (untold_reason is null and (person_id = (select app.actor()) or exists (
      select from membership m where m.org_id = legal_hold.org_id and m.team_id = legal_hold.team_id
        and m.person_id = (select app.actor()) and m.starts_on <= legal_hold.until_on
        and coalesce(m.ends_on, 'infinity') > legal_hold.from_on)))))`.execute(db)
  await sql`grant select on legal_hold to dure_app`.execute(db)
  await sql`create policy read on retention_period for select to dure_app
    using (${inOrg} and (select app.actor()) is not null)`.execute(db)
  await sql`grant select on retention_period to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['retention_period', 'legal_hold'].map((name) => sql.table(name))) {
    await sql`revoke select on ${table} from dure_app`.execute(db)
    await sql`drop policy read on ${table}`.execute(db)
  }
}
