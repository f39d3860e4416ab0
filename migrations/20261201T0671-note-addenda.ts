import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * A note that was acknowledged stays as it was read: neither the words of a note, nor its criterion, nor its evidence change once
 * the person acknowledged them. What its author has to say afterwards is an addendum, which is acknowledged by itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table note_addendum (
    org_id uuid not null,
    addendum_id uuid not null,
    note_id uuid not null,
    person_id uuid not null,
    author_id uuid not null,
    text text not null check (length(text) between 1 and 16000),
    added_at timestamptz not null default clock_timestamp(),
    acknowledged_at timestamptz,
    primary key (org_id, addendum_id),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, person_id) references person,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`create index note_addendum_note on note_addendum (org_id, note_id, added_at)`.execute(db)
  await sql`create index note_addendum_person on note_addendum (org_id, person_id) where acknowledged_at is null`.execute(
    db,
  )
  await sql`create index note_addendum_author on note_addendum (org_id, author_id) where acknowledged_at is null`.execute(
    db,
  )
  await sql`alter table note_addendum enable row level security`.execute(db)
  await sql`alter table note_addendum force row level security`.execute(db)
  await sql`create policy owner on note_addendum for all to dure_owner using (true) with check (true)`.execute(
    db,
  )

  const asReader = sql`exists (select 1 from note_reader r where r.org_id = n.org_id and r.note_id = n.note_id
    and r.person_id = ${actor} and (r.named_as = 'lead' or note_addendum.added_at >= r.since))`
  await sql`create policy read on note_addendum for select to dure_app using (${inOrg} and ${onNote(
    'note_addendum',
    sql`((${own}) or n.subject_id in (${actor}, (select app.emergency_subject())) or ${asReader})`,
  )})`.execute(db)
  await sql`create policy write on note_addendum for insert to dure_app with check (${inOrg} and ${onNote(
    'note_addendum',
    sql`${own} and note_addendum.author_id = n.author_id and note_addendum.person_id = n.subject_id
      and ${isAcknowledged}`,
  )})`.execute(db)
  await sql`create policy acknowledge on note_addendum for update to dure_app
    using (${inOrg} and person_id = ${actor} and acknowledged_at is null and ${onNote('note_addendum', sql`true`)})
    with check (${inOrg} and person_id = ${actor} and acknowledged_at is not null)`.execute(db)
  await sql`grant select, insert (org_id, addendum_id, note_id, person_id, author_id, text),
    update (acknowledged_at) on note_addendum to dure_app`.execute(db)

  // The reading is locked before it is asked: it cannot be acknowledged while the words change. Whoever acts for nobody is
  // the owner.
  await sql`create function app.keep_acknowledged() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
      acknowledged timestamptz;
    begin
      if app.actor() is null or (new.kind, new.body, new.criterion) is not distinct from (old.kind, old.body, old.criterion)
        then return new; end if;
      select r.acknowledged_at into acknowledged from note_reading r
      where r.org_id = old.org_id and r.note_id = old.note_id order by r.note_version desc limit 1 for update;
      if acknowledged is not null then
        raise insufficient_privilege using message = 'what was acknowledged stays (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
  await sql`revoke all on function app.keep_acknowledged() from public`.execute(db)
  await sql`create trigger keep_acknowledged before update of kind, body, criterion on note
    for each row execute function app.keep_acknowledged()`.execute(db)
  await setEvidenceWriters(db, sql`${own} and not ${isAcknowledged}`)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await setEvidenceWriters(db, own)
  await sql`drop trigger keep_acknowledged on note`.execute(db)
  await sql`drop function app.keep_acknowledged()`.execute(db)
  await sql`drop table note_addendum`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const own = sql`n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[])`
/** The newest wording that was shared was acknowledged. */
const isAcknowledged = sql`coalesce((select k.acknowledged_at is not null from note_reading k
  where k.org_id = n.org_id and k.note_id = n.note_id order by k.note_version desc limit 1), false)`

const onNote = (table: string, and: RawBuilder<unknown>) => sql`exists (select 1 from note n
  where n.org_id = ${sql.ref(`${table}.org_id`)} and n.note_id = ${sql.ref(`${table}.note_id`)} and ${and})`

async function setEvidenceWriters(db: Kysely<unknown>, writer: RawBuilder<unknown>): Promise<void> {
  await sql`alter policy remove on note_evidence using (${inOrg} and ${onNote('note_evidence', writer)})`.execute(
    db,
  )
  await sql`alter policy write on note_evidence with check (${inOrg} and ${onNote(
    'note_evidence',
    sql`${writer} and exists (select 1 from audit a where a.org_id = n.org_id
      and a.audit_id = note_evidence.audit_id and a.analyst_id = n.subject_id and a.team_id = n.team_id)`,
  )})`.execute(db)
}
