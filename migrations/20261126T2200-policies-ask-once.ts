import { type Kysely, sql } from 'kysely'

/**
 * What a policy asks of the actor alone, and not of the row, is asked of a function once for a statement. As a subselect
 * it was planned, with all that guards the tables it reads, at every place where a statement names the guarded table:
 * Today's larger statements, which every new connection plans anew, take half as long to plan now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create function app.partner_functions() returns text[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select array(
        select m.function from membership m join org o on o.org_id = m.org_id
        where m.org_id = app.org() and m.person_id = app.actor() and m.role = 'partner' and ${holds})
    $$`.execute(db)
  await sql`create function app.acting_teams() returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select array(select a.team_id from app.acting() a)
    $$`.execute(db)
  for (const name of ['partner_functions()', 'acting_teams()']) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }

  // Names that a partner knows from what is routed to them, and of whoever asks them for a talk. Only who is of no team
  // depends on it, and a request to somebody of no team names none.
  await sql`create or replace function app.names_for_partners() returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select array(
        select x.person_id
        from escalation_party x join escalation e on e.org_id = x.org_id and e.escalation_id = x.escalation_id
        where e.org_id = app.org() and (e.raiser_id = app.actor()
          or (e.subject_id is distinct from app.actor() and e.submitted_at is not null
            and e.function = any (app.partner_functions())))
        union
        select r.asker_id from talk_request r
        where r.org_id = app.org() and r.addressee_id = app.actor() and r.team_id is null)
    $$`.execute(db)
  await sql`drop policy asks on person`.execute(db)

  const readers = sql`${inOrg} and (raiser_id = ${actor}
    or (subject_id is distinct from ${actor} and submitted_at is not null
      and (team_id = any ((select app.visible_teams())::uuid[])
        or team_id = any ((select app.acting_teams())::uuid[])
        or function = any ((select app.partner_functions())::text[]))))`
  await sql`alter policy read on escalation using (${readers})`.execute(db)
  await sql`alter policy work on escalation using (${readers})`.execute(db)

  // The item is looked up once for both of what it has to say.
  await sql`alter policy write on action_state with check (${finishes})`.execute(db)
  await sql`alter policy finish on action_state with check (${finishes})`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const today = sql`(now() at time zone o.zone)::date`
const holds = sql`m.starts_on <= ${today} and (m.ends_on is null or m.ends_on > ${today})`
const finishes = sql`${inOrg} and coalesce(done_by, ${actor}) = ${actor}
  and exists (select 1 from action_item i join note n using (org_id, note_id)
    where i.org_id = action_state.org_id and i.action_id = action_state.action_id
      and ${actor} in (i.owner_id, n.author_id) and i.owner_id = action_state.owner_id)`

export async function down(db: Kysely<unknown>): Promise<void> {
  const ofItem = sql`i.org_id = action_state.org_id and i.action_id = action_state.action_id`
  const before = sql`${inOrg} and exists (select 1 from action_item i join note n using (org_id, note_id)
      where ${ofItem} and ${actor} in (i.owner_id, n.author_id))
    and exists (select 1 from action_item i where ${ofItem} and i.owner_id = action_state.owner_id)
    and coalesce(done_by, ${actor}) = ${actor}`
  await sql`alter policy write on action_state with check (${before})`.execute(db)
  await sql`alter policy finish on action_state with check (${before})`.execute(db)

  const readers = sql`${inOrg} and (raiser_id = ${actor}
    or (subject_id is distinct from ${actor} and submitted_at is not null
      and (team_id = any (array(select a.team_id from app.acting() a) || (select app.visible_teams())::uuid[])
        or function in (select m.function from membership m join org o on o.org_id = m.org_id
          where m.org_id = (select app.org()) and m.person_id = ${actor} and m.role = 'partner' and ${holds}))))`
  await sql`alter policy read on escalation using (${readers})`.execute(db)
  await sql`alter policy work on escalation using (${readers})`.execute(db)

  await sql`create policy asks on person for select to dure_app using (${inOrg} and person_id in (
    select r.asker_id from talk_request r where r.org_id = (select app.org()) and r.addressee_id = ${actor}))`.execute(
    db,
  )
  await sql`create or replace function app.names_for_partners() returns uuid[]
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
  await sql`drop function app.partner_functions(), app.acting_teams()`.execute(db)
}
