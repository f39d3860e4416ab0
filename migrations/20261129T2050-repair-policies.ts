import { type Kysely, sql } from 'kysely'

/**
 * Three migrations were edited after they had run somewhere: such a database kept policies that let an author act on a note
 * of a team that they lead no more, let an analyst ask for a recheck of an audit that is not theirs, and planned names for
 * partners by the row. Here they become what a new database has. There is no way back: down leaves them so.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  const inOrg = sql`org_id = (select app.org())`
  const actor = sql`(select app.actor())`
  const own = sql`n.author_id = ${actor} and n.team_id = any ((select app.visible_teams('lead'))::uuid[])`
  const onNote = (table: string, and: ReturnType<typeof sql>) => sql`${inOrg} and exists (select 1 from note n
    where n.org_id = ${sql.ref(`${table}.org_id`)} and n.note_id = ${sql.ref(`${table}.note_id`)} and ${and})`

  const ofOwnerOrSubject = sql`${own} and action_item.owner_id in (n.author_id, n.subject_id)`
  await sql`alter policy read on action_item
    using (${onNote('action_item', sql`((${own}) or action_item.removed_at is null)`)})`.execute(db)
  await sql`alter policy revise on action_item using (${onNote('action_item', own)})
    with check (${onNote('action_item', ofOwnerOrSubject)})`.execute(db)
  await sql`alter policy write on action_item with check (${onNote('action_item', ofOwnerOrSubject)})`.execute(
    db,
  )

  const ofItem = sql`i.org_id = action_state.org_id and i.action_id = action_state.action_id`
  const finisher = sql`exists (select 1 from action_item i join note n using (org_id, note_id)
    where ${ofItem} and ${actor} in (i.owner_id, n.author_id)`
  await sql`alter policy finish on action_state using (${inOrg} and ${finisher}))
    with check (${inOrg} and coalesce(done_by, ${actor}) = ${actor}
      and ${finisher} and i.owner_id = action_state.owner_id))`.execute(db)

  await sql`alter policy ask on another_look
    with check (${inOrg} and analyst_id = ${actor} and status = 'open' and answered_by is null
      and exists (select 1 from audit a where a.org_id = another_look.org_id and a.audit_id = another_look.audit_id
        and a.analyst_id = another_look.analyst_id and a.team_id = another_look.team_id))`.execute(db)

  await sql`alter policy remove on note_evidence using (${onNote('note_evidence', own)})`.execute(db)
  await sql`alter policy write on note_evidence with check (${onNote(
    'note_evidence',
    sql`${own} and exists (select 1 from audit a where a.org_id = n.org_id
      and a.audit_id = note_evidence.audit_id and a.analyst_id = n.subject_id and a.team_id = n.team_id)`,
  )})`.execute(db)

  await sql`alter policy replace on note_reading
    using (${inOrg} and acknowledged_at is null and exists (select 1 from note n
      where n.org_id = note_reading.org_id and n.note_id = note_reading.note_id and ${own}))`.execute(db)
  await sql`alter policy write on note_reading with check (${onNote(
    'note_reading',
    sql`${own} and n.audience <> 'me' and n.version = note_reading.note_version
      and note_reading.person_id = n.subject_id and note_reading.author_id = n.author_id
      and note_reading.acknowledged_at is null`,
  )})`.execute(db)

  await sql`alter policy read on note_reply using (${onNote(
    'note_reply',
    sql`((${own}) or (n.subject_id = ${actor} and note_reply.at >= n.person_since)
      or note_reply.at >= n.manager_since)`,
  )})`.execute(db)

  await sql`alter policy read on note_revision using (${onNote(
    'note_revision',
    sql`((${own}) or (n.subject_id = ${actor} and note_revision.audience <> 'me')
      or note_revision.audience = 'manager')`,
  )})`.execute(db)
  await sql`alter policy write on note_revision with check (${onNote(
    'note_revision',
    sql`${own} and n.version = note_revision.version and n.audience = note_revision.audience`,
  )})`.execute(db)

  await sql`alter policy routed on person using (${inOrg}
    and (select app.visible_teams('staff')) = '{}' and person_id = any ((select app.names_for_partners())::uuid[]))`.execute(
    db,
  )
  await sql`revoke all on function app.names_for_partners() from public`.execute(db)
  await sql`grant execute on function app.names_for_partners() to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
}
