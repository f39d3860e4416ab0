import { type Kysely, sql } from 'kysely'

/**
 * A request for another look can be accepted in part: whoever answers it states a third verdict, neither the analyst's decision nor
 * what was verified before, and what the analyst's decision is by it. Every figure that counts the case follows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table another_look add column final_decision text check (length(final_decision) between 1 and 200),
    add column final_outcome text check (final_outcome in ('missed', 'over_enforced', 'other_error', 'technical'))`.execute(
    db,
  )
  await sql`alter table another_look drop constraint another_look_status_check,
    add constraint another_look_status_check check (status in ('open', 'kept', 'partly', 'changed')),
    add constraint another_look_final check ((status = 'partly') = (final_decision is not null)
      and (final_decision is null) = (final_outcome is null))`.execute(db)
  await sql`grant update (final_decision, final_outcome) on another_look to dure_app`.execute(db)
  await sql`create function app.settle_decision(audit uuid, verdict text, final text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      perform from audit a where a.org_id = app.org() and a.audit_id = settle_decision.audit
        and a.analyst_id <> app.actor()
        and (a.team_id = any (app.visible_teams('lead')) or a.audit_id = any (app.decidable('audit')))
        and lower(btrim(verdict)) <> lower(btrim(a.decision))
        -- What was verified can stand with another outcome alone: as an error of the tools, or no longer as one.
        and case when lower(btrim(verdict)) = lower(btrim(a.verified_decision))
          then (final = 'technical') <> (a.outcome = 'technical') else true end
        and final in ('missed', 'over_enforced', 'other_error', 'technical')
        and (final <> 'missed' or a.acted is not true) and (final <> 'over_enforced' or a.acted is not false)
        for update;
      if not found then return false; end if;
      perform app.count_audit(audit, -1);
      update audit a set verified_decision = verdict, verified_by = 'second_review', outcome = final,
        attributed_to = case when final = 'technical' then null else a.attributed_to end, version = a.version + 1
      where a.org_id = app.org() and a.audit_id = settle_decision.audit;
      perform app.count_audit(audit, 1);
      return true;
    end $$`.execute(db)
  await sql`revoke all on function app.settle_decision(uuid, text, text) from public`.execute(db)
  await sql`grant execute on function app.settle_decision(uuid, text, text) to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop function app.settle_decision(uuid, text, text)`.execute(db)
  // The state before knows no third verdict: what was accepted in part counts as changed.
  await sql`alter table another_look drop constraint another_look_final`.execute(db)
  await sql`update another_look set status = 'changed' where status = 'partly'`.execute(db)
  await sql`alter table another_look drop column final_decision, drop column final_outcome,
    drop constraint another_look_status_check,
    add constraint another_look_status_check check (status in ('open', 'kept', 'changed'))`.execute(db)
}
