import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * Nobody decides on what they wrote, and nobody is taken out of an approval by an edit. Editors of an escalation are
 * recorded by the database itself and barred like its requester; whom it is about, where it goes and a lower severity are
 * changed by who may lower it; a merge keeps the higher severity. Somebody always has it once it is submitted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table escalation add column editor_ids uuid[] not null default '{}'`.execute(db)
  await sql`update escalation e set
    holder_id = case when e.submitted_at is null then e.holder_id else coalesce(e.holder_id, e.raiser_id) end,
    editor_ids = coalesce((select array_agg(distinct v.actor_id) from escalation_event v where v.org_id = e.org_id
      and v.escalation_id = e.escalation_id and v.kind = 'edited' and v.actor_id is not null), '{}')`.execute(
    db,
  )
  await sql`alter table escalation add constraint escalation_has_holder
    check (submitted_at is null or holder_id is not null)`.execute(db)

  // A policy cannot compare the old row with the new one; a trigger that runs as its caller can. Jobs act for nobody.
  await sql`create function app.guard_escalation() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    declare
      me uuid := app.actor();
      lowered boolean := new.severity > old.severity;
      redirected boolean := new.subject_id is distinct from old.subject_id
        or new.function is distinct from old.function or lowered;
      rewritten boolean := redirected or (new.kind, new.category, new.summary, new.details, new.case_reference)
        is distinct from (old.kind, old.category, old.summary, old.details, old.case_reference);
    begin
      if me is null then return new; end if;
      new.editor_ids := array(select distinct unnest(old.editor_ids || new.editor_ids
        || case when rewritten and old.submitted_at is not null then array[me] else '{}'::uuid[] end));
      if old.submitted_at is not null and redirected and not (me <> old.raiser_id and (
          old.team_id = any (app.visible_teams('manager'))
          or (old.severity in ('P2', 'P3') and old.team_id = any (app.visible_teams('lead')))
          or exists (select from app.acting() a where a.team_id = old.team_id
            and (a.role = 'manager' or old.severity in ('P2', 'P3'))))) then
        raise insufficient_privilege using message = 'the change needs who may lower the severity (row-level security)';
      end if;
      if old.submitted_at is not null and new.subject_id is distinct from old.subject_id
          and new.subject_id is distinct from old.raiser_id
          and exists (select from app.escalation_people(old.team_id, null) p where p.person_id = new.subject_id) then
        raise insufficient_privilege using message = 'the change removes who could decide (row-level security)';
      end if;
      if new.merged_into_id is distinct from old.merged_into_id and new.merged_into_id is not null and not exists (
          select from escalation i where i.org_id = new.org_id and i.escalation_id = new.merged_into_id
            and i.escalation_id <> new.escalation_id and i.team_id = new.team_id and i.severity <= new.severity) then
        raise insufficient_privilege using message = 'the other is less severe (row-level security)';
      end if;
      return new;
    end $$`.execute(db)
  await sql`revoke all on function app.guard_escalation() from public`.execute(db)
  await sql`grant execute on function app.guard_escalation() to dure_app`.execute(db)
  await sql`create trigger guard before update on escalation for each row execute function app.guard_escalation()`.execute(
    db,
  )
  await sql`grant update (editor_ids) on escalation to dure_app`.execute(db)
  await restOn(db, {
    merged: sql`(merged_into_id is not null and status = 'closed')`,
    barred: sql`array[e.raiser_id, r.author_id] || e.editor_ids`,
  })
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await restOn(db, { merged: sql`merged_into_id is not null`, barred: sql`array[e.raiser_id, r.author_id]` })
  await sql`drop trigger guard on escalation`.execute(db)
  await sql`drop function app.guard_escalation()`.execute(db)
  await sql`alter table escalation drop constraint escalation_has_holder, drop column editor_ids`.execute(db)
}

/** Makes the two policies that withhold an effect ask this of the row. */
async function restOn(
  db: Kysely<unknown>,
  { merged, barred }: { merged: RawBuilder<unknown>; barred: RawBuilder<unknown> },
): Promise<void> {
  await sql`alter policy work on escalation with check (${inOrg}
    and (status <> 'approved' or approved_version = content_version)
    and (status <> 'rejected' or rejected_version = content_version)
    and (${merged} or case severity
      when 'P3' then true
      when 'P0' then status <> 'closed' or approved_version = content_version or resolved_at is null
      else status not in ('in_progress', 'resolved') or approved_version = content_version end))`.execute(db)
  const stands = sql`case when for_id is null
    then (role = 'manager' and e.team_id = any ((select app.visible_teams('manager'))::uuid[]))
      or (role = 'lead' and e.team_id = any ((select app.visible_teams('lead'))::uuid[]))
    else for_id <> all (${barred}) and e.subject_id is distinct from for_id
      and (for_id, e.team_id, role) in (select a.from_id, a.team_id, a.role from app.acting() a) end`
  await sql`alter policy decide on escalation_decision with check (${inOrg}
    and decider_id = (select app.actor()) and undone_at is null and effected_at is null and not alone
    and takes_effect_at >= clock_timestamp() + interval '8 seconds'
    and exists (select 1 from escalation e join escalation_request r using (org_id, escalation_id)
      where e.org_id = escalation_decision.org_id and e.escalation_id = escalation_decision.escalation_id
        and r.request_id = escalation_decision.request_id and r.state = 'open'
        and e.content_version = escalation_decision.content_version
        and r.content_version = escalation_decision.content_version
        and (e.status = 'awaiting_approval' or e.severity = 'P0')
        and decider_id <> all (${barred}) and e.subject_id is distinct from decider_id and ${stands}))`.execute(
    db,
  )
}

const inOrg = sql`org_id = (select app.org())`
