import { type Kysely, sql } from 'kysely'

/**
 * A comment on an action by whoever may finish it, one for each of them: two people who write at once lose no word. It is
 * read by who reads the note from then on, as replies are; whoever inherited an action reads their own alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // text: null once it was taken back, so that the version goes on from there.
  await sql`create table action_comment (
    org_id uuid not null,
    action_id uuid not null,
    author_id uuid not null,
    text text check (length(text) between 1 and 500),
    at timestamptz not null default clock_timestamp(),
    version int not null default 1,
    primary key (org_id, action_id, author_id),
    foreign key (org_id, action_id) references action_item,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`alter table action_comment enable row level security`.execute(db)
  await sql`alter table action_comment force row level security`.execute(db)
  await sql`create policy owner on action_comment for all to dure_owner using (true) with check (true)`.execute(
    db,
  )

  const onNote = (
    and: ReturnType<typeof sql>,
  ) => sql`exists (select 1 from action_item i join note n using (org_id, note_id)
    where i.org_id = action_comment.org_id and i.action_id = action_comment.action_id and ${and})`
  const own = sql`n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[])`
  const asReader = sql`exists (select 1 from note_reader r where r.org_id = n.org_id and r.note_id = n.note_id
    and r.person_id = ${actor} and action_comment.at >= r.since)`
  const isInherited = sql`action_id = any (array(select h.action_id from app.inherited_actions() h))`
  await sql`create policy read on action_comment for select to dure_app using (${inOrg} and (${onNote(
    sql`((${own}) or ${asReader} or (n.subject_id in (${actor}, (select app.emergency_subject()))
      and action_comment.at >= n.person_since))`,
  )} or (author_id = ${actor} and ${isInherited})))`.execute(db)
  const mayWrite = sql`${inOrg} and author_id = ${actor}
    and (${onNote(sql`${actor} in (i.owner_id, n.author_id)`)} or ${isInherited})`
  await sql`create policy write on action_comment for insert to dure_app with check (${mayWrite})`.execute(db)
  await sql`create policy change on action_comment for update to dure_app
    using (${mayWrite}) with check (${mayWrite})`.execute(db)
  await sql`grant select, insert (org_id, action_id, author_id, text), update (text, at, version)
    on action_comment to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop table action_comment`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
