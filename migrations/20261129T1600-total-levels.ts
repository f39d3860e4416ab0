import { type Kysely, sql } from 'kysely'

/**
 * A team total says a level and no figure, and only those are in it who had their role before its period began: a
 * membership keeps when it was entered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table membership add column given_at timestamptz not null default clock_timestamp()`.execute(
    db,
  )
  // The audit trail knows when an administrator gave a role, or invited with it; the command line and its first days are
  // believed.
  await sql`update membership m set given_at = coalesce((
      select max(a.at) from audit_log a
      where a.org_id = m.org_id and a.entity_id = m.membership_id and a.action = 'administration.giveRole'
    ), (
      select min(a.at) from audit_log a
      where a.org_id = m.org_id and a.entity_id = m.person_id and a.action = 'administration.invite'
    ), m.starts_on::timestamp at time zone o.zone)
    from org o where o.org_id = m.org_id`.execute(db)
  await sql`create policy given_now on membership as restrictive for insert to dure_app
    with check (given_at between now() - interval '1 minute' and clock_timestamp())`.execute(db)

  await sql`alter table check_in_total add column level text check (level in ('low', 'middle', 'high'))`.execute(
    db,
  )
  // 0 to 100 stood for means from 1 to 5; the edges are at 2.5 and 3.5.
  await sql`update check_in_total set level = case when value < 37.5 then 'low' when value > 62.5 then 'high' else 'middle' end
    where value is not null`.execute(db)
  await sql`alter table check_in_total drop column value`.execute(db)
  await sql`alter table check_in_total add check ((level is null) = (why is not null)),
    add check ((level is null) = (response is null))`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table check_in_total add column value int check (value between 0 and 100 and value % 5 = 0)`.execute(
    db,
  )
  await sql`update check_in_total set value = case level when 'low' then 20 when 'middle' then 50 else 80 end
    where level is not null`.execute(db)
  await sql`alter table check_in_total drop column level`.execute(db)
  await sql`alter table check_in_total add check ((value is null) = (why is not null)),
    add check ((value is null) = (response is null))`.execute(db)
  await sql`drop policy given_now on membership`.execute(db)
  await sql`alter table membership drop column given_at`.execute(db)
}
