import { type Kysely, sql } from 'kysely'

/** Policies lie in areas: each may be under another one. Administrators add areas and place policies in them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // An import that is taken back takes its policies along; what lay under them is at the top again.
  await sql`alter table policy add column parent text check (parent <> code),
    add constraint policy_parent foreign key (org_id, parent) references policy on delete set null (parent)`.execute(
    db,
  )
  await sql`create index policy_parent on policy (org_id, parent) where parent is not null`.execute(db)
  // Two placements at a time could make a circle that neither sees, so that they wait for each other.
  await sql`create function app.keep_tree() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended('policy tree ' || new.org_id, 0));
      if exists (
        with recursive above as (
          select p.code, p.parent from policy p where p.org_id = new.org_id and p.code = new.parent
          union
          select p.code, p.parent from policy p join above a on p.code = a.parent where p.org_id = new.org_id
        ) select from above a where a.code = new.code or a.parent = new.code
      ) then
        raise exception 'policy % would be above itself', new.code using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db)
  await sql`revoke execute on function app.keep_tree() from public`.execute(db)
  await sql`create trigger keep_tree before update of parent on policy
    for each row when (new.parent is not null) execute function app.keep_tree()`.execute(db)
  const admin = sql`org_id = (select app.org()) and org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`create policy add_area on policy for insert to dure_app with check (${admin} and parent is null)`.execute(
    db,
  )
  // A new policy is at the top, whoever adds it and however: placing it is a change of its own.
  await sql`create policy at_top on policy as restrictive for insert to dure_app with check (parent is null)`.execute(
    db,
  )
  await sql`grant update (parent) on policy to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop policy at_top on policy`.execute(db)
  await sql`drop policy add_area on policy`.execute(db)
  await sql`drop trigger keep_tree on policy`.execute(db)
  await sql`drop function app.keep_tree()`.execute(db)
  await sql`alter table policy drop column parent`.execute(db)
}
