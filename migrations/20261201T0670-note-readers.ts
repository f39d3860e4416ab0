import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * The readers of a note besides its author and its subject are people who were named: the managers of that moment when the
 * author shared it with them, and the lead to whom the author handed it over. Nobody becomes a reader by a role that they
 * get later; whoever is named reads while they hold the role that they were named for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table note_reader (
    org_id uuid not null,
    note_id uuid not null,
    person_id uuid not null,
    named_as text not null check (named_as in ('manager', 'lead')),
    since timestamptz not null default clock_timestamp(),
    primary key (org_id, note_id, person_id, named_as),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index note_reader_person on note_reader (org_id, person_id)`.execute(db)
  await sql`alter table note_reader enable row level security`.execute(db)
  await sql`alter table note_reader force row level security`.execute(db)
  await sql`create policy owner on note_reader for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await nameWhoReadAlready(db)
  await makeFunctions(db)

  await sql`create policy read on note_reader for select to dure_app
    using (${inOrg} and ${onNote('note_reader', sql`true`)})`.execute(db)
  const another = sql`note_reader.person_id not in (n.author_id, n.subject_id)`
  await sql`create policy name on note_reader for insert to dure_app
    with check (${inOrg} and named_as = 'manager' and ${onNote(
      'note_reader',
      sql`${own} and n.audience = 'manager' and ${another}
        and note_reader.person_id in (select app.note_managers(n.team_id))`,
    )})`.execute(db)
  await sql`create policy handover on note_reader for insert to dure_app
    with check (${inOrg} and named_as = 'lead' and ${onNote(
      'note_reader',
      sql`${own} and n.audience <> 'me' and ${another}
        and exists (select from app.membership_today m where m.org_id = n.org_id and m.person_id = n.subject_id
          and m.team_id = n.team_id and m.role = 'analyst')
        and exists (select from app.team_leads(n.team_id) l where l.person_id = note_reader.person_id)`,
    )})`.execute(db)
  await sql`grant select, insert (org_id, note_id, person_id, named_as) on note_reader to dure_app`.execute(
    db,
  )

  await setReaders(db, {
    note: sql`(audience <> 'me' and note_id = any ((select app.named_notes())::uuid[]))`,
    revision: asReader(
      sql`note_revision.audience = 'manager' or (r.named_as = 'lead' and note_revision.audience <> 'me')`,
    ),
    reply: asReader(sql`note_reply.at >= r.since`),
  })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await setReaders(db, {
    note: sql`(audience = 'manager' and team_id = any ((select app.visible_teams('manager'))::uuid[]))`,
    revision: sql`note_revision.audience = 'manager'`,
    reply: sql`note_reply.at >= n.manager_since`,
  })
  await sql`drop table note_reader`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
}

type Piece = RawBuilder<unknown>

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const own = sql`n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[])`
const functions = ['named_notes()', 'note_managers(uuid)', 'team_leads(uuid)']

const onNote = (table: string, and: Piece): Piece => sql`exists (select 1 from note n
  where n.org_id = ${sql.ref(`${table}.org_id`)} and n.note_id = ${sql.ref(`${table}.note_id`)} and ${and})`

const asReader = (and: Piece): Piece => sql`exists (select 1 from note_reader r
  where r.org_id = n.org_id and r.note_id = n.note_id and r.person_id = ${actor} and (${and}))`

/** Names, of each note for managers, who manages its team now and did so already when it was shared with them. */
async function nameWhoReadAlready(db: Kysely<unknown>): Promise<void> {
  await sql`with recursive above as (
      select t.org_id, t.team_id, t.team_id as above_id, t.parent_id from team t
      union
      select a.org_id, a.team_id, t.team_id, t.parent_id
      from above a join team t on t.org_id = a.org_id and t.team_id = a.parent_id
    )
    insert into note_reader (org_id, note_id, person_id, named_as, since)
    select distinct n.org_id, n.note_id, m.person_id, 'manager', n.manager_since
    from note n
    join above a on a.org_id = n.org_id and a.team_id = n.team_id
    join app.membership_today m on m.org_id = n.org_id and m.team_id = a.above_id and m.role = 'manager'
    where n.audience = 'manager' and m.person_id not in (n.author_id, n.subject_id)
      and exists (select from app.memberships_at(n.manager_since) h
        join above b on b.org_id = h.org_id and b.above_id = h.team_id
        where h.org_id = n.org_id and h.person_id = m.person_id and h.role = 'manager' and b.team_id = n.team_id)`.execute(
    db,
  )
}

async function makeFunctions(db: Kysely<unknown>): Promise<void> {
  // The notes that the actor was named for and holds the role for today: asked once for a statement. As the owner,
  // because the policies of both tables would ask one another.
  await sql`create function app.named_notes() returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select array(
        select r.note_id from note_reader r join note n on n.org_id = r.org_id and n.note_id = r.note_id
        where r.org_id = app.org() and r.person_id = app.actor()
          and ((r.named_as = 'manager' and n.audience = 'manager' and n.team_id = any (app.visible_teams('manager')))
            or (r.named_as = 'lead' and n.audience <> 'me' and n.team_id = any (app.visible_teams('lead')))))
    $$`.execute(db)
  await sql`create function app.note_managers(team uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select m from app.managers_of(team) m where team = any (app.visible_teams('lead'))
    $$`.execute(db)
  // Lists who leads the team today or from a day that is set, and until when; for who leads it.
  await sql`create function app.team_leads(team uuid) returns table (person_id uuid, starts_on date, ends_on date)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select m.person_id, min(m.starts_on), nullif(max(coalesce(m.ends_on, 'infinity')), 'infinity')
      from membership m join org o on o.org_id = m.org_id
      cross join lateral app.memberships_at(greatest(now(), m.starts_on::timestamp at time zone o.zone)) h
      where m.org_id = app.org() and m.team_id = team and m.role = 'lead'
        and h.org_id = m.org_id and h.membership_id = m.membership_id
        and team = any (app.visible_teams('lead'))
      group by m.person_id
    $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
}

/** Sets who reads a note, an earlier wording and a reply besides the author and the subject. */
async function setReaders(
  db: Kysely<unknown>,
  { note, revision, reply }: { note: Piece; revision: Piece; reply: Piece },
): Promise<void> {
  await sql`alter policy read on note using (${inOrg} and (
    (author_id = ${actor} and team_id = any ((select app.visible_teams('lead'))::uuid[]))
    or (subject_id = ${actor} and audience <> 'me') or ${note}))`.execute(db)
  await sql`alter policy read on note_revision using (${inOrg} and ${onNote(
    'note_revision',
    sql`((${own}) or (n.subject_id = ${actor} and note_revision.audience <> 'me') or ${revision})`,
  )})`.execute(db)
  await sql`alter policy read on note_reply using (${inOrg} and ${onNote(
    'note_reply',
    sql`((${own}) or (n.subject_id = ${actor} and note_reply.at >= n.person_since) or ${reply}
      or (n.subject_id = (select app.emergency_subject()) and note_reply.at >= n.person_since))`,
  )})`.execute(db)
}
