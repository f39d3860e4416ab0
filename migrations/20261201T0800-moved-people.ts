import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * A move-in may make the people whom its files name. They are made by the same policies as by an invitation; the move keeps who
 * they were, so that taking it back takes them away as long as nothing else names them. A dispute that was accepted in part there
 * is one here too: the rating in the file is the one that holds since, and what it was before nobody knows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table move_in add column made jsonb not null default '{"people": [], "memberships": []}'`.execute(
    db,
  )
  await sql`alter table review_dispute drop constraint review_dispute_check5,
    add constraint review_dispute_partly check (state <> 'partly' or (
      (final_level, final_fault) is distinct from (asked_level, asked_fault)
      and ((final_level, final_fault) is distinct from (before_level, before_fault) or move_in_id is not null)))`.execute(
    db,
  )
  // Each by itself: whom something else names by now stays, with the role that the move gave.
  await sql`create function app.remove_moved_people(org uuid, id uuid) returns void
    language plpgsql set search_path = pg_catalog, public as $$
    declare made jsonb; made_person uuid;
    begin
      select m.made into made from move_in m where m.org_id = org and m.move_in_id = id and m.undone_at is not null;
      for made_person in select value::uuid from jsonb_array_elements_text(made -> 'people') value loop
        begin
          delete from membership m where m.org_id = org and m.person_id = made_person
            and m.membership_id in (select value::uuid from jsonb_array_elements_text(made -> 'memberships') value);
          delete from person p where p.org_id = org and p.person_id = made_person;
        exception when foreign_key_violation then null;
        end;
      end loop;
    end $$`.execute(db)
  await sql`revoke all on function app.remove_moved_people(uuid, uuid) from public`.execute(db)
  await functions(db, {
    // Of what the batch says it made, only who was made in this transaction.
    made: sql`update move_in m set made = jsonb_build_object('people', x.people, 'memberships', x.memberships)
      from (select coalesce(jsonb_agg(distinct p.person_id), '[]') as people,
          coalesce(jsonb_agg(m.membership_id) filter (where m.membership_id is not null), '[]') as memberships
        from person p left join membership m on m.org_id = p.org_id and m.person_id = p.person_id
        where p.org_id = app.org() and p.created_at = now()
          and p.person_id in (select value::uuid from jsonb_array_elements_text(batch -> 'made' -> 'people') value)) x
      where m.org_id = app.org() and m.move_in_id = (batch ->> 'moveInId')::uuid;`,
    removed: sql`if stands = '{}' then perform app.remove_moved_people(app.org(), id); end if;`,
  })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await functions(db, { made: sql``, removed: sql`` })
  await sql`drop function app.remove_moved_people(uuid, uuid)`.execute(db)
  await sql`update review_dispute set state = 'kept', final_level = null, final_fault = null where state = 'partly'
    and (final_level, final_fault) is not distinct from (before_level, before_fault)`.execute(db)
  await sql`alter table review_dispute drop constraint review_dispute_partly,
    add constraint review_dispute_check5 check (state <> 'partly' or (
      (final_level, final_fault) is distinct from (asked_level, asked_fault)
      and (final_level, final_fault) is distinct from (before_level, before_fault)))`.execute(db)
  await sql`alter table move_in drop column made`.execute(db)
}

/** May the actor move in for a team that there is. */
const allowed = (team: RawBuilder<unknown>) => sql`exists (select from team t where t.org_id = app.org()
  and t.team_id = ${team} and (t.team_id = any (app.visible_teams('lead'))
    or t.org_id = any (app.visible_teams('admin'))))`

/** Makes the functions that store a move and take one back for somebody; the second one returns what stands on it. */
async function functions(
  db: Kysely<unknown>,
  { made, removed }: Record<'made' | 'removed', RawBuilder<unknown>>,
): Promise<void> {
  await sql`create or replace function app.store_move_in(batch jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      if not ${allowed(sql`(batch ->> 'teamId')::uuid`)} then
        raise exception 'the actor neither leads the team nor administers' using errcode = 'insufficient_privilege';
      end if;
      if exists (select from jsonb_array_elements(batch -> 'reviews') x
        where (x ->> 'analystId')::uuid = app.actor()) then
        raise exception 'nobody moves in reviews of their own work' using errcode = 'insufficient_privilege';
      end if;
      perform app.write_move_in(app.org(), app.actor(), batch);
      ${made}
    end $$`.execute(db)
  await sql`create or replace function app.undo_move_in(id uuid) returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare stands jsonb;
    begin
      if not exists (select from move_in m where m.org_id = app.org() and m.move_in_id = id
        and ${allowed(sql`m.team_id`)}) then
        raise exception 'the actor neither leads the team nor administers' using errcode = 'insufficient_privilege';
      end if;
      stands := app.revert_move_in(app.org(), app.actor(), id);
      ${removed}
      return stands;
    end $$`.execute(db)
}
