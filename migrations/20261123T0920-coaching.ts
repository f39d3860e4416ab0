import { type Kysely, sql } from 'kysely'

/**
 * Coaching notes with their revisions, evidence, replies and acknowledgements, action items, and what each person
 * settled on Today. A note for its author alone keeps its words in the same table as the others: the row is the secret,
 * and no reader but the author ever sees that it exists.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)

  await sql`create table note (
    org_id uuid not null references org,
    note_id uuid not null,
    team_id uuid not null,
    author_id uuid not null,
    subject_id uuid not null,
    audience text not null check (audience in ('me', 'person', 'manager')),
    kind text not null check (kind in ('quick', 'sbi', 'grow', 'recognition')),
    body jsonb not null,
    criterion jsonb,
    follow_up_on date,
    followed_up_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    acknowledged_at timestamptz,
    version int not null default 1,
    primary key (org_id, note_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, author_id) references person,
    foreign key (org_id, subject_id) references person,
    check (author_id <> subject_id),
    check (audience <> 'me' or acknowledged_at is null)
  )`.execute(db)
  await sql`create index note_subject on note (org_id, subject_id, created_at desc)`.execute(db)
  await sql`create index note_author on note (org_id, author_id, created_at desc)`.execute(db)

  await sql`create table note_revision (
    org_id uuid not null,
    note_id uuid not null,
    version int not null,
    audience text not null,
    kind text not null,
    body jsonb not null,
    follow_up_on date,
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, note_id, version),
    foreign key (org_id, note_id) references note
  )`.execute(db)

  await sql`create table note_evidence (
    org_id uuid not null,
    note_id uuid not null,
    audit_id uuid not null,
    primary key (org_id, note_id, audit_id),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, audit_id) references audit
  )`.execute(db)

  await sql`create table note_reply (
    org_id uuid not null,
    reply_id uuid not null,
    note_id uuid not null,
    author_id uuid not null,
    text text not null check (length(text) between 1 and 4000),
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, reply_id),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`create index note_reply_note on note_reply (org_id, note_id, at)`.execute(db)

  await sql`create table action_item (
    org_id uuid not null,
    action_id uuid not null,
    note_id uuid not null,
    owner_id uuid not null,
    title text not null check (length(title) between 1 and 300),
    due_on date,
    done_at timestamptz,
    removed_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, action_id),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, owner_id) references person
  )`.execute(db)
  await sql`create index action_item_note on action_item (org_id, note_id)`.execute(db)
  await sql`create index action_item_owner on action_item (org_id, owner_id) where done_at is null and removed_at is null`.execute(
    db,
  )

  await sql`create table today_settled (
    org_id uuid not null,
    person_id uuid not null,
    item_key text not null check (length(item_key) between 1 and 200),
    how text not null check (how in ('done', 'later')),
    until timestamptz,
    at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, person_id, item_key),
    foreign key (org_id, person_id) references person,
    check ((how = 'later') = (until is not null))
  )`.execute(db)

  const tables = ['note', 'note_revision', 'note_evidence', 'note_reply', 'action_item', 'today_settled']
  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }

  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
  const managed = sql`team_id = any ((select app.visible_teams('manager'))::uuid[])`

  // The author while they lead the team; the person, where it is shared with them; the manager, where it says so.
  await sql`create policy read on note for select to dure_app using (${inOrg} and (
    (author_id = ${actor} and ${led})
    or (subject_id = ${actor} and audience <> 'me')
    or (audience = 'manager' and ${managed})))`.execute(db)
  await sql`create policy write on note for insert to dure_app with check (${inOrg} and author_id = ${actor} and ${led})`.execute(
    db,
  )
  await sql`create policy revise on note for update to dure_app
    using (${inOrg} and author_id = ${actor} and ${led}) with check (${inOrg} and author_id = ${actor} and ${led})`.execute(
    db,
  )
  await sql`create policy acknowledge on note for update to dure_app
    using (${inOrg} and subject_id = ${actor} and audience <> 'me')
    with check (${inOrg} and subject_id = ${actor} and audience <> 'me')`.execute(db)
  await sql`grant select, insert on note to dure_app`.execute(db)
  await sql`grant update (audience, kind, body, criterion, follow_up_on, followed_up_at, acknowledged_at, version) on note to dure_app`.execute(
    db,
  )

  // What hangs on a note is seen by who sees the note: the subselect runs under the reader's own policies.
  const onVisibleNote = (table: string) => sql`exists (select 1 from note n
    where n.org_id = ${sql.ref(`${table}.org_id`)} and n.note_id = ${sql.ref(`${table}.note_id`)})`
  const onOwnNote = (table: string) => sql`exists (select 1 from note n
    where n.org_id = ${sql.ref(`${table}.org_id`)} and n.note_id = ${sql.ref(`${table}.note_id`)} and n.author_id = ${actor})`

  for (const table of ['note_revision', 'note_evidence', 'note_reply', 'action_item']) {
    await sql`create policy read on ${sql.table(table)} for select to dure_app
      using (${inOrg} and ${onVisibleNote(table)})`.execute(db)
  }
  for (const table of ['note_revision', 'note_evidence', 'action_item']) {
    await sql`create policy write on ${sql.table(table)} for insert to dure_app
      with check (${inOrg} and ${onOwnNote(table)})`.execute(db)
  }
  await sql`create policy write on note_reply for insert to dure_app
    with check (${inOrg} and author_id = ${actor} and ${onVisibleNote('note_reply')})`.execute(db)
  await sql`create policy evidence_remove on note_evidence for delete to dure_app
    using (${inOrg} and ${onOwnNote('note_evidence')})`.execute(db)
  await sql`create policy finish on action_item for update to dure_app
    using (${inOrg} and (owner_id = ${actor} or ${onOwnNote('action_item')}))
    with check (${inOrg} and (owner_id = ${actor} or ${onOwnNote('action_item')}))`.execute(db)
  await sql`grant select, insert on note_revision, note_evidence, note_reply, action_item to dure_app`.execute(
    db,
  )
  await sql`grant delete on note_evidence to dure_app`.execute(db)
  await sql`grant update (title, due_on, owner_id, done_at, removed_at, version) on action_item to dure_app`.execute(
    db,
  )

  await sql`create policy own on today_settled for all to dure_app
    using (${inOrg} and person_id = ${actor}) with check (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`grant select, insert, update, delete on today_settled to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table today_settled, action_item, note_reply, note_evidence, note_revision, note cascade`.execute(
    db,
  )
}
