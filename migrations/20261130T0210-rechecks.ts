import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * A request for another look at one case is decided as a dispute of a review is: by a lead of the team who has not reviewed
 * the case and is not its analyst, else by a manager above the team, who for that reads this case and nothing more; and by a
 * day that is said when it is asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table another_look add column due_at timestamptz`.execute(db)
  // Five working days are a week where nothing is celebrated.
  await sql`update another_look set due_at = asked_at + interval '7 days'`.execute(db)
  await sql`alter table another_look alter column due_at set not null,
    alter column due_at set default clock_timestamp() + interval '7 days'`.execute(db)

  await sql`create function app.judgement_decider(team uuid, analyst uuid, judges uuid[]) returns text
    language sql stable security definer set search_path = pg_catalog, public as $$
      with leads as (
        select m.person_id from app.membership_today m
        where m.org_id = app.org() and m.role = 'lead' and m.team_id = team
      )
      select case
        when exists (select from leads where person_id <> all (judges || analyst))
          and not exists (select from leads where person_id = analyst) then 'lead'
        when exists (select from app.managers_of(team) m where m <> all (judges || analyst)) then 'manager'
        else 'nobody' end
    $$`.execute(db)
  await sql`create or replace function app.dispute_decider(team uuid, analyst uuid, reviewer uuid) returns text
    language sql stable security definer set search_path = pg_catalog, public as $$
      select app.judgement_decider(team, analyst, array[reviewer])
    $$`.execute(db)
  await sql`create function app.case_reviewers(audit uuid) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select coalesce(array_agg(distinct r.reviewer_id), '{}') from review r
      where r.org_id = app.org() and r.audit_id = audit
    $$`.execute(db)
  await replaceDecidable(
    db,
    sql`union all
      select 'look', l.look_id, l.audit_id, l.team_id, app.judgement_decider(l.team_id, l.analyst_id, j.judges)
      from another_look l, lateral (select app.case_reviewers(l.audit_id)) j (judges)
      where l.org_id = app.org() and l.status = 'open' and app.actor() <> all (j.judges || l.analyst_id)
        and l.team_id = any (app.visible_teams())`,
  )
  // For its analyst, who asks, and for the person who answered.
  await sql`create function app.recheck_deciders(look uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select x.person_id from another_look l, lateral (select app.case_reviewers(l.audit_id)) j (judges), lateral (
        select m.person_id from app.membership_today m
        where m.org_id = l.org_id and m.role = 'lead' and m.team_id = l.team_id
          and app.judgement_decider(l.team_id, l.analyst_id, j.judges) = 'lead'
        union
        select m from app.managers_of(l.team_id) m
        where app.judgement_decider(l.team_id, l.analyst_id, j.judges) = 'manager') x
      where l.org_id = app.org() and l.look_id = look and app.actor() in (l.analyst_id, l.answered_by)
        and x.person_id <> all (j.judges || l.analyst_id)
    $$`.execute(db)
  await sql`create function app.recheck_counts(team uuid, since timestamptz) returns table (status text, n int)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select l.status, count(*)::int from another_look l
      where l.org_id = app.org() and l.team_id = team and l.asked_at >= since
        and l.team_id = any (app.visible_teams())
      group by 1
    $$`.execute(db)
  // Adds an audit to its four rollups or takes it out of them, in the order in which every other writer takes them.
  await sql`create function app.count_audit(audit uuid, sign int) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare c record;
    begin
      for c in select * from app.audit_counted v
        where v.org_id = app.org() and v.audit_id = count_audit.audit order by v.machine loop
        if c.own and not c.machine then
          update audit_day d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.analyst_id = c.analyst_id and d.day = c.day;
          if not found and sign > 0 then
            insert into audit_day (org_id, team_id, analyst_id, day, ${columns})
            values (c.org_id, c.team_id, c.analyst_id, c.day, ${values});
          end if;
          update audit_week d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.analyst_id = c.analyst_id and d.week = c.week
            and d.policy = c.policy;
          if not found and sign > 0 then
            insert into audit_week (org_id, team_id, analyst_id, week, policy, ${columns})
            values (c.org_id, c.team_id, c.analyst_id, c.week, c.policy, ${values});
          end if;
        end if;
        -- What its team or its machines count of it was there before, whosever the error was.
        if c.machine then
          update audit_machine_week d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy;
        else
          update audit_team_week d set ${added}
          where d.org_id = c.org_id and d.team_id = c.team_id and d.week = c.week and d.policy = c.policy;
        end if;
      end loop;
    end $$`.execute(db)
  await sql`create function app.confirm_decision(audit uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      perform from audit a where a.org_id = app.org() and a.audit_id = confirm_decision.audit
        and a.analyst_id <> app.actor()
        and (a.team_id = any (app.visible_teams('lead')) or a.audit_id = any (app.decidable('audit')))
        for update;
      if not found then return false; end if;
      perform app.count_audit(audit, -1);
      update audit a set verified_decision = a.decision, verified_by = 'second_review', outcome = 'correct',
        attributed_to = null, version = a.version + 1
      where a.org_id = app.org() and a.audit_id = confirm_decision.audit;
      perform app.count_audit(audit, 1);
      return true;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    if (!inner.includes(name))
      await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }

  await sql`alter policy read on another_look using (${inOrg}
    and (${ledOrOwn} or answered_by = ${actor} or look_id = any (${decidable})))`.execute(db)
  await sql`alter policy answer on another_look using (${inOrg} and look_id = any (${decidable}))
    with check (${inOrg} and answered_by = ${actor} and analyst_id <> ${actor})`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter policy answer on another_look
    using (${inOrg} and ${led} and analyst_id <> ${actor} and status = 'open')
    with check (${inOrg} and ${led} and answered_by = ${actor})`.execute(db)
  await sql`alter policy read on another_look using (${inOrg} and ${ledOrOwn})`.execute(db)
  await replaceDecidable(db, sql``)
  await sql`create or replace function app.dispute_decider(team uuid, analyst uuid, reviewer uuid) returns text
    language sql stable security definer set search_path = pg_catalog, public as $$
      with leads as (
        select m.person_id from app.membership_today m
        where m.org_id = app.org() and m.role = 'lead' and m.team_id = team
      )
      select case
        when exists (select from leads where person_id not in (analyst, reviewer))
          and not exists (select from leads where person_id = analyst) then 'lead'
        when exists (select from app.managers_of(team) m where m not in (analyst, reviewer)) then 'manager'
        else 'nobody' end
    $$`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
  await sql`alter table another_look drop column due_at`.execute(db)
}

const functions = [
  'confirm_decision(uuid)',
  'count_audit(uuid, int)',
  'recheck_counts(uuid, timestamptz)',
  'recheck_deciders(uuid)',
  'case_reviewers(uuid)',
  'judgement_decider(uuid, uuid, uuid[])',
]
/** Called by the others alone. */
const inner = ['count_audit(uuid, int)']
const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const ledOrOwn = sql`(${led} or analyst_id = ${actor})`
const decidable = sql`(select app.decidable('look'))::uuid[]`

/** The sums of a rollup, in the order of its columns. */
const counted = [
  ...['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn', 'w', 'w2'],
  ...['w_correct', 'w_missed', 'w_over_enforced', 'w_acted', 'w2_missed', 'w2_over_enforced', 'w2_acted'],
]
const columns = sql.join(counted.map((name) => sql.ref(name)))
const values = sql.join(counted.map((name) => sql.ref(`c.${name}`)))
const added = sql.join(
  counted.map((name) => sql`${sql.ref(name)} = ${sql.ref(`d.${name}`)} + sign * ${sql.ref(`c.${name}`)}`),
)

/** Makes the function that says what the actor may decide: open disputes, and what `more` adds to them. */
async function replaceDecidable(db: Kysely<unknown>, more: RawBuilder<unknown>): Promise<void> {
  await sql`create or replace function app.decidable(kind text) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      with open (source, id, audit_id, team_id, decider) as (
        select 'dispute', case when kind = 'review' then d.review_id else d.dispute_id end, r.audit_id, d.team_id,
          app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id)
        from review_dispute d join review r on r.org_id = d.org_id and r.review_id = d.review_id
        where d.org_id = app.org() and d.state = 'open' and app.actor() not in (d.analyst_id, d.reviewer_id)
          and d.team_id = any (app.visible_teams())
        ${more}
      )
      select coalesce(array_agg(x.id) filter (where x.id is not null), '{}') from (
        select case when kind = 'audit' then o.audit_id
          when (o.source = 'look') = (kind = 'look') then o.id end as id
        from open o
        where case o.decider when 'lead' then o.team_id = any (app.visible_teams('lead'))
          when 'manager' then o.team_id = any (app.visible_teams('manager')) else false end) x
    $$`.execute(db)
}
