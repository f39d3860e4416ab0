import { type Kysely, sql } from 'kysely'

/**
 * An action that was agreed with a lead who leads the team no longer is on the list of who leads it now: what was agreed,
 * by whom it is done and until when. The note stays closed to them, and so do actions of a note that its author kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // As the owner, because the new lead may not read the note that says about whom it is.
  await sql`create function app.inherited_actions()
    returns table (action_id uuid, note_id uuid, team_id uuid, author_id uuid, subject_id uuid, audience text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select i.action_id, n.note_id, n.team_id, n.author_id, n.subject_id, n.audience
      from app.membership_today m
      join note n on n.org_id = m.org_id and n.subject_id = m.person_id and n.team_id = m.team_id
      join action_item i on i.org_id = n.org_id and i.note_id = n.note_id
      join action_state d on d.org_id = i.org_id and d.action_id = i.action_id
      where m.org_id = app.org() and m.role = 'analyst' and m.team_id = any (app.visible_teams('lead'))
        and n.audience <> 'me' and app.actor() not in (n.author_id, n.subject_id) and i.removed_at is null
        and (d.done_at is null or d.done_by = app.actor())
        and not exists (select from app.membership_today l where l.org_id = n.org_id and l.team_id = n.team_id
          and l.person_id = n.author_id and l.role = 'lead')
    $$`.execute(db)
  await sql`revoke all on function app.inherited_actions() from public`.execute(db)
  await sql`grant execute on function app.inherited_actions() to dure_app`.execute(db)
  await setPolicies(db, {
    reader: sql`or action_id = any (${inherited})`,
    finisher: sql`or action_id = any (${inherited})`,
  })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await setPolicies(db, { reader: sql``, finisher: sql`` })
  await sql`drop function app.inherited_actions()`.execute(db)
}

type Piece = ReturnType<typeof sql>

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const inherited = sql`array(select h.action_id from app.inherited_actions() h)`

/** Sets who reads an action and who finishes it, besides those who may by its note. */
async function setPolicies(
  db: Kysely<unknown>,
  { reader, finisher }: { reader: Piece; finisher: Piece },
): Promise<void> {
  await sql`alter policy read on action_item using (${inOrg} and (exists (select 1 from note n
    where n.org_id = action_item.org_id and n.note_id = action_item.note_id
      and ((n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[]))
        or action_item.removed_at is null)) ${reader}))`.execute(db)
  const ofItem = sql`i.org_id = action_state.org_id and i.action_id = action_state.action_id`
  const byNote = (and: Piece) => sql`exists (select 1 from action_item i join note n using (org_id, note_id)
    where ${ofItem} and ${actor} in (i.owner_id, n.author_id) ${and})`
  await sql`alter policy finish on action_state using (${inOrg} and (${byNote(sql``)} ${finisher}))
    with check (${inOrg} and coalesce(done_by, ${actor}) = ${actor}
      and exists (select 1 from action_item i where ${ofItem} and i.owner_id = action_state.owner_id)
      and (${byNote(sql``)} ${finisher}))`.execute(db)
}
