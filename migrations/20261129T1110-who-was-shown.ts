import { type Kysely, sql } from 'kysely'

/**
 * Figures in a team's list and signals are logged as shown, and a change of a team can leave out the person of that team
 * whom it is about.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await setKinds(db, [...kinds, 'figures'])
  await sql`alter table change add column except_id uuid`.execute(db)
  await setAddressed(
    db,
    sql`team_id = any ((select app.visible_teams())::uuid[]) and except_id is distinct from (select app.actor())`,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await setAddressed(db, sql`team_id = any ((select app.visible_teams())::uuid[])`)
  await sql`alter table change drop column except_id`.execute(db)
  await sql`delete from record_view where kind = 'figures'`.execute(db)
  await setKinds(db, kinds)
}

const kinds = ['scorecard', 'cases', 'person', 'check_in']

async function setKinds(db: Kysely<unknown>, names: readonly string[]): Promise<void> {
  await sql`alter table record_view drop constraint record_view_kind_check`.execute(db)
  await sql`alter table record_view add constraint record_view_kind_check
    check (kind in (${sql.join(names.map((name) => sql.lit(name)))}))`.execute(db)
}

async function setAddressed(db: Kysely<unknown>, ofTeam: ReturnType<typeof sql>): Promise<void> {
  await sql`alter policy addressed on change using (org_id = (select app.org()) and (
    person_id = (select app.actor()) or (${ofTeam})))`.execute(db)
}
