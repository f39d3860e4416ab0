import { type Kysely, sql } from 'kysely'

/**
 * Whose names a partner knows from what is routed to them, asked of a function and of partners alone: who is staff reads
 * names by another policy. As a subselect it was planned, with all that guards escalations, wherever a name is read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // What the policies of escalations let a partner read, who is of no team.
  await sql`create function app.names_for_partners() returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select array(
        select distinct x.person_id
        from escalation_party x join escalation e on e.org_id = x.org_id and e.escalation_id = x.escalation_id
        where e.org_id = app.org() and (e.raiser_id = app.actor()
          or (e.subject_id is distinct from app.actor() and e.submitted_at is not null and e.function in (
            select m.function from membership m join org o on o.org_id = m.org_id
            where m.org_id = app.org() and m.person_id = app.actor() and m.role = 'partner'
              and m.starts_on <= (now() at time zone o.zone)::date
              and (m.ends_on is null or m.ends_on > (now() at time zone o.zone)::date)))))
    $$`.execute(db)
  await sql`revoke all on function app.names_for_partners() from public`.execute(db)
  await sql`grant execute on function app.names_for_partners() to dure_app`.execute(db)
  await sql`alter policy routed on person using (org_id = (select app.org())
    and (select app.visible_teams('staff')) = '{}' and person_id = any ((select app.names_for_partners())::uuid[]))`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter policy routed on person using (org_id = (select app.org()) and exists (
    select 1 from escalation_party x where x.org_id = person.org_id and x.person_id = person.person_id))`.execute(
    db,
  )
  await sql`drop function app.names_for_partners()`.execute(db)
}
