import { type Kysely, sql } from 'kysely'

/**
 * Coaching notes with their revisions, evidence, replies and acknowledgements, action items, and what each person
 * settled on Today. A note for its author alone keeps its words in the same table as the others: the row is the secret,
 * and no reader but the author ever sees that it exists. Only an author updates a note: what somebody else adds to it
 * (a reply, an acknowledgement, an item done) is a row of its own, so that no policy has to tell columns apart. What is
 * open has a partial index: Today costs what waits and not what was ever written.
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
    person_since timestamptz,
    manager_since timestamptz,
    version int not null default 1,
    primary key (org_id, note_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, author_id) references person,
    foreign key (org_id, subject_id) references person,
    check (author_id <> subject_id),
    check ((audience = 'me') = (person_since is null)),
    check ((audience = 'manager') = (manager_since is not null)),
    check (followed_up_at is null or follow_up_on is not null)
  )`.execute(db)
  await sql`create index note_subject on note (org_id, subject_id, created_at desc)`.execute(db)
  await sql`create index note_author on note (org_id, author_id, created_at desc)`.execute(db)

  await sql`create index note_follow_up on note (org_id, author_id, follow_up_on)
    where follow_up_on is not null and followed_up_at is null`.execute(db)

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

  // note_author_id: for whom a reply is news.
  await sql`create table note_reply (
    org_id uuid not null,
    reply_id uuid not null,
    note_id uuid not null,
    note_author_id uuid not null,
    author_id uuid not null,
    text text not null check (length(text) between 1 and 4000),
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, reply_id),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, note_author_id) references person,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`create index note_reply_note on note_reply (org_id, note_id, at)`.execute(db)
  await sql`create index note_reply_news on note_reply (org_id, note_author_id, at) where author_id <> note_author_id`.execute(
    db,
  )

  // That the person is to read, or has read, exactly this version. A revision takes the place of the version that is
  // unread, with its waiting_since; versions that were acknowledged stay.
  await sql`create table note_reading (
    org_id uuid not null,
    note_id uuid not null,
    note_version int not null,
    person_id uuid not null,
    author_id uuid not null,
    waiting_since timestamptz not null default clock_timestamp(),
    acknowledged_at timestamptz,
    primary key (org_id, note_id, note_version),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, person_id) references person,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`create index note_reading_person on note_reading (org_id, person_id) where acknowledged_at is null`.execute(
    db,
  )
  await sql`create index note_reading_author on note_reading (org_id, author_id) where acknowledged_at is null`.execute(
    db,
  )

  await sql`create table action_item (
    org_id uuid not null,
    action_id uuid not null,
    note_id uuid not null,
    owner_id uuid not null,
    title text not null check (length(title) between 1 and 300),
    due_on date,
    removed_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, action_id),
    foreign key (org_id, note_id) references note,
    foreign key (org_id, owner_id) references person
  )`.execute(db)
  await sql`create index action_item_note on action_item (org_id, note_id)`.execute(db)

  // Whether an item is done, apart from what it says: its owner may change the one and not the other.
  await sql`create table action_state (
    org_id uuid not null,
    action_id uuid not null,
    owner_id uuid not null,
    done_at timestamptz,
    done_by uuid,
    version int not null default 0,
    primary key (org_id, action_id),
    foreign key (org_id, action_id) references action_item,
    foreign key (org_id, owner_id) references person,
    foreign key (org_id, done_by) references person,
    check ((done_at is null) = (done_by is null))
  )`.execute(db)
  await sql`create index action_state_open on action_state (org_id, owner_id) where done_at is null`.execute(
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

  await sql`create index today_settled_at on today_settled (org_id, person_id, at)`.execute(db)

  const tables = [
    'note',
    'note_revision',
    'note_evidence',
    'note_reply',
    'note_reading',
    'action_item',
    'action_state',
    'today_settled',
  ]
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
  await sql`grant select, insert on note to dure_app`.execute(db)
  await sql`grant update (audience, kind, body, criterion, follow_up_on, followed_up_at, person_since, manager_since,
    version) on note to dure_app`.execute(db)

  // What hangs on a note is seen by who sees the note: the subselect runs under the reader's own policies.
  const onNote = (table: string, and = sql`true`) => sql`exists (select 1 from note n
    where n.org_id = ${sql.ref(`${table}.org_id`)} and n.note_id = ${sql.ref(`${table}.note_id`)} and ${and})`
  // As with the note itself: an author who leads the team no more has no more than what others may see.
  const own = sql`n.author_id = ${actor} and n.${led}`
  // What was written before a reader was let in was not written for them.
  const sinceLetIn = (
    at: string,
  ) => sql`((${own}) or (n.subject_id = ${actor} and ${sql.ref(at)} >= n.person_since)
    or ${sql.ref(at)} >= n.manager_since)`

  const readers = {
    note_revision: sql`((${own}) or (n.subject_id = ${actor} and note_revision.audience <> 'me')
      or note_revision.audience = 'manager')`,
    note_evidence: sql`true`,
    note_reply: sinceLetIn('note_reply.at'),
    note_reading: sql`true`,
    action_item: sql`((${own}) or action_item.removed_at is null)`,
  }
  for (const [table, and] of Object.entries(readers)) {
    await sql`create policy read on ${sql.table(table)} for select to dure_app
      using (${inOrg} and ${onNote(table, and)})`.execute(db)
  }
  const writers = {
    note_revision: sql`${own} and n.version = note_revision.version and n.audience = note_revision.audience`,
    note_evidence: sql`${own} and exists (select 1 from audit a where a.org_id = n.org_id
      and a.audit_id = note_evidence.audit_id and a.analyst_id = n.subject_id and a.team_id = n.team_id)`,
    note_reply: sql`note_reply.author_id = ${actor} and note_reply.note_author_id = n.author_id`,
    note_reading: sql`${own} and n.audience <> 'me' and n.version = note_reading.note_version
      and note_reading.person_id = n.subject_id and note_reading.author_id = n.author_id
      and note_reading.acknowledged_at is null`,
    action_item: sql`${own} and action_item.owner_id in (n.author_id, n.subject_id)`,
  }
  for (const [table, and] of Object.entries(writers)) {
    await sql`create policy write on ${sql.table(table)} for insert to dure_app
      with check (${inOrg} and ${onNote(table, and)})`.execute(db)
  }
  await sql`create policy remove on note_evidence for delete to dure_app
    using (${inOrg} and ${onNote('note_evidence', own)})`.execute(db)
  await sql`create policy replace on note_reading for delete to dure_app
    using (${inOrg} and acknowledged_at is null and ${onNote('note_reading', own)})`.execute(db)
  await sql`create policy acknowledge on note_reading for update to dure_app
    using (${inOrg} and person_id = ${actor} and acknowledged_at is null
      and ${onNote('note_reading', sql`n.version = note_reading.note_version`)})
    with check (${inOrg} and person_id = ${actor} and acknowledged_at is not null)`.execute(db)
  await sql`create policy revise on action_item for update to dure_app
    using (${inOrg} and ${onNote('action_item', own)})
    with check (${inOrg} and ${onNote('action_item', writers.action_item)})`.execute(db)
  await sql`grant select, insert on note_revision, note_evidence, note_reply, note_reading, action_item to dure_app`.execute(
    db,
  )
  await sql`grant update (acknowledged_at) on note_reading to dure_app`.execute(db)
  await sql`grant delete on note_evidence, note_reading to dure_app`.execute(db)
  await sql`grant update (title, due_on, owner_id, removed_at, version) on action_item to dure_app`.execute(
    db,
  )

  const ofItem = sql`i.org_id = action_state.org_id and i.action_id = action_state.action_id`
  await sql`create policy read on action_state for select to dure_app
    using (${inOrg} and exists (select 1 from action_item i where ${ofItem}))`.execute(db)
  const mayFinish = sql`${inOrg} and exists (select 1 from action_item i join note n using (org_id, note_id)
    where ${ofItem} and ${actor} in (i.owner_id, n.author_id))`
  const ofOwner = sql`exists (select 1 from action_item i where ${ofItem} and i.owner_id = action_state.owner_id)
    and coalesce(done_by, ${actor}) = ${actor}`
  await sql`create policy write on action_state for insert to dure_app
    with check (${mayFinish} and ${ofOwner})`.execute(db)
  await sql`create policy finish on action_state for update to dure_app
    using (${mayFinish}) with check (${mayFinish} and ${ofOwner})`.execute(db)
  await sql`grant select, insert, update (owner_id, done_at, done_by, version) on action_state to dure_app`.execute(
    db,
  )

  await sql`create policy own on today_settled for all to dure_app
    using (${inOrg} and person_id = ${actor}) with check (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`grant select, insert, update, delete on today_settled to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table today_settled, action_state, action_item, note_reading, note_reply, note_evidence, note_revision,
    note cascade`.execute(db)
}
