import { type Kysely, sql } from 'kysely'

/**
 * Emergency access: an administrator reads, for a few hours, what is about one person, once somebody else confirmed it.
 * The policies that let them read hold in a transaction that named the access, was entered in the person's log of reads,
 * and is read-only from then on: no statement of it can write, whatever the other policies would let through.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table emergency_access (
    org_id uuid not null references org,
    access_id uuid not null,
    subject_id uuid not null,
    asker_id uuid not null,
    reason text not null check (length(reason) between 10 and 500),
    hours int not null check (hours in (1, 4, 24)),
    asked_at timestamptz not null default now(),
    confirmed_by uuid,
    confirmed_at timestamptz,
    ended_by uuid,
    ended_at timestamptz,
    primary key (org_id, access_id),
    foreign key (org_id, subject_id) references person,
    foreign key (org_id, asker_id) references person,
    foreign key (org_id, confirmed_by) references person,
    foreign key (org_id, ended_by) references person,
    check (asker_id <> subject_id),
    check (confirmed_by is null or (confirmed_at is not null and confirmed_by not in (asker_id, subject_id))),
    check (ended_by is null or (ended_at is not null and ended_by <> subject_id))
  )`.execute(db)
  await sql`create index emergency_access_subject on emergency_access (org_id, subject_id, asked_at desc)`.execute(
    db,
  )
  await sql`create index emergency_access_asker on emergency_access (org_id, asker_id) where ended_at is null`.execute(
    db,
  )
  await sql`alter table emergency_access enable row level security`.execute(db)
  await sql`alter table emergency_access force row level security`.execute(db)
  await sql`create policy owner on emergency_access for all to dure_owner using (true) with check (true)`.execute(
    db,
  )

  // Who may confirm or end it: administrators, and who manages a team that the person is in, from above too.
  await sql`create function app.emergency_confirmers(subject uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive above as (
        select t.team_id, t.parent_id from app.membership_today m
        join team t on t.org_id = m.org_id and t.team_id = m.team_id
        where m.org_id = app.org() and m.person_id = subject
        union
        select t.team_id, t.parent_id from team t join above a on t.team_id = a.parent_id where t.org_id = app.org()
      )
      select distinct m.person_id from app.membership_today m
      where m.org_id = app.org() and m.person_id <> subject
        and (m.role = 'admin' or (m.role = 'manager' and m.team_id in (select team_id from above)))
    $$`.execute(db)
  // Who is told of it besides the person: the same, and who leads a team of theirs.
  await sql`create function app.emergency_audience(subject uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select c from app.emergency_confirmers(subject) c where app.visible_teams('staff') <> '{}'
      union
      select l.person_id from app.membership_today m
      join app.membership_today l on l.org_id = m.org_id and l.team_id = m.team_id and l.role = 'lead'
      where m.org_id = app.org() and m.person_id = subject and l.person_id <> subject
        and app.visible_teams('staff') <> '{}'
    $$`.execute(db)

  // Whose record the transaction reads: plain PL/pgSQL, because every read of a guarded table asks, and its plan is kept.
  await sql`create function app.emergency_subject() returns uuid
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    begin
      if coalesce(current_setting('app.emergency', true), '') = ''
        or current_setting('transaction_read_only') <> 'on' then return null; end if;
      return (select e.subject_id from emergency_access e
        where e.org_id = app.org() and e.access_id = current_setting('app.emergency')::uuid
          and e.asker_id = app.actor() and app.visible_teams('admin') <> '{}'
          and e.ended_at is null and e.confirmed_at + e.hours * interval '1 hour' > now()
          and exists (select from record_view v where v.org_id = e.org_id and v.subject_id = e.subject_id
            and v.viewer_id = e.asker_id and v.how = 'emergency'));
    end $$`.execute(db)
  await sql`create function app.read_in_emergency(access uuid, of_kind text) returns uuid
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    declare
      subject uuid;
    begin
      select e.subject_id into subject from emergency_access e
      where e.org_id = app.org() and e.access_id = access and e.asker_id = app.actor()
        and app.visible_teams('admin') <> '{}'
        and e.ended_at is null and e.confirmed_at + e.hours * interval '1 hour' > now();
      if subject is null then return null; end if;
      insert into record_view (org_id, subject_id, viewer_id, kind, how, team_id, day)
      select app.org(), subject, app.actor(), of_kind, 'emergency', (
        select m.team_id from app.membership_today m where m.org_id = app.org() and m.person_id = subject
        order by m.role = 'analyst' desc, m.starts_on, m.team_id limit 1),
        (now() at time zone z.zone)::date
      from app.zone_of(app.org(), subject) z
      on conflict do nothing;
      perform set_config('app.emergency', access::text, true), set_config('transaction_read_only', 'on', true);
      return subject;
    end $$`.execute(db)

  // Policies cannot compare the old row with the new. Whoever acts for nobody is the owner.
  await sql`create function app.guard_emergency() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if app.actor() is null then return new; end if;
      if tg_op = 'INSERT' then
        new.asker_id := app.actor();
        new.asked_at := now();
        new.confirmed_by := null;
        new.confirmed_at := null;
        new.ended_by := null;
        new.ended_at := null;
        return new;
      end if;
      if old.ended_at is not null or app.actor() = old.subject_id then
        raise insufficient_privilege using message = 'the access is not the actor’s to change (row-level security)';
      end if;
      if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
        if old.confirmed_at is not null or old.asked_at <= now() - interval '24 hours' or app.actor() = old.asker_id
            or app.actor() not in (select app.emergency_confirmers(old.subject_id)) then
          raise insufficient_privilege using message = 'the access is another’s to confirm (row-level security)';
        end if;
        new.confirmed_by := app.actor();
        new.confirmed_at := now();
      end if;
      if (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by) then
        if app.actor() <> old.asker_id and app.actor() is distinct from old.confirmed_by
            and app.actor() not in (select app.emergency_confirmers(old.subject_id)) then
          raise insufficient_privilege using message = 'the access is another’s to end (row-level security)';
        end if;
        new.ended_by := app.actor();
        new.ended_at := now();
      end if;
      return new;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
  await sql`create trigger guard before insert or update on emergency_access
    for each row execute function app.guard_emergency()`.execute(db)

  // Before it is confirmed the person does not hear of it, and neither do who lead them; from then on both do for good.
  const inTeams = (standing: 'any' | 'manager') => sql`subject_id in (
    select m.person_id from app.membership_today m where m.org_id = (select app.org())
      and m.team_id = any ((select app.visible_teams(${sql.lit(standing)}))::uuid[]))`
  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`create policy read on emergency_access for select to dure_app using (${inOrg} and (
    asker_id = ${actor} or confirmed_by = ${actor}
    or (confirmed_at is not null and (subject_id = ${actor} or ${inTeams('any')}))
    or (subject_id <> ${actor} and (${isAdmin} or ${inTeams('manager')}))))`.execute(db)
  await sql`create policy ask on emergency_access for insert to dure_app
    with check (${inOrg} and ${isAdmin} and asker_id = ${actor} and subject_id <> ${actor})`.execute(db)
  await sql`create policy change on emergency_access for update to dure_app
    using (${inOrg} and ended_at is null and subject_id <> ${actor}
      and coalesce(confirmed_at + hours * interval '1 hour', asked_at + interval '24 hours') > now()
      and (asker_id = ${actor} or confirmed_by = ${actor}
      or ${actor} in (select app.emergency_confirmers(subject_id))))
    with check (${inOrg})`.execute(db)
  await sql`grant select, insert on emergency_access to dure_app`.execute(db)
  await sql`grant update (confirmed_at, confirmed_by, ended_at, ended_by) on emergency_access to dure_app`.execute(
    db,
  )

  const opened = sql`(select app.emergency_subject())`
  for (const [table, of] of Object.entries(records))
    await sql`create policy emergency on ${sql.table(table)} for select to dure_app
      using (${inOrg} and ${sql.ref(of)} = ${opened})`.execute(db)
  await sql`create policy emergency on note for select to dure_app
    using (${inOrg} and subject_id = ${opened} and audience <> 'me')`.execute(db)
  await sql`alter policy read on note_reply using (${repliesFor(
    sql`or (n.subject_id = ${opened} and note_reply.at >= n.person_since)`,
  )})`.execute(db)

  await sql`alter table record_view alter column team_id drop not null`.execute(db)
  await setHows(db, ['opened', 'fetched', 'emergency'])
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from record_view where how = 'emergency'`.execute(db)
  await setHows(db, ['opened', 'fetched'])
  await sql`alter table record_view alter column team_id set not null`.execute(db)
  await sql`alter policy read on note_reply using (${repliesFor(sql``)})`.execute(db)
  for (const table of [...Object.keys(records), 'note'])
    await sql`drop policy emergency on ${sql.table(table)}`.execute(db)
  await sql`drop table emergency_access`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
}

/** What whoever leads a person reads of them, by the column that names the person. */
const records = {
  audit: 'analyst_id',
  audit_week: 'analyst_id',
  another_look: 'analyst_id',
  goal: 'subject_id',
}

/** In the order in which they can be dropped. */
const functions = [
  'guard_emergency()',
  'read_in_emergency(uuid, text)',
  'emergency_subject()',
  'emergency_audience(uuid)',
  'emergency_confirmers(uuid)',
]

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`

/** Who reads a reply, as the table was made, and one reader more. */
const repliesFor = (another: ReturnType<typeof sql>) => sql`${inOrg} and exists (select 1 from note n
  where n.org_id = note_reply.org_id and n.note_id = note_reply.note_id and (
    (n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[]))
    or (n.subject_id = ${actor} and note_reply.at >= n.person_since)
    or note_reply.at >= n.manager_since ${another}))`

async function setHows(db: Kysely<unknown>, names: readonly string[]): Promise<void> {
  await sql`alter table record_view drop constraint record_view_how_check`.execute(db)
  await sql`alter table record_view add constraint record_view_how_check
    check (how in (${sql.join(names.map((name) => sql.lit(name)))}))`.execute(db)
}
