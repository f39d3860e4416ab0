import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * A line of a review is answered by its analyst: with a reply, or with a dispute that somebody decides who did not write the
 * review. Another lead of the team decides; where there is none, or where the analyst leads the team, a manager above it, who
 * for that reads this review, its case and thread and nothing more. What was published stays; what a decision changed stands
 * beside it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table review add constraint review_parties unique (org_id, review_id, team_id, analyst_id, reviewer_id)`.execute(
    db,
  )
  await sql`create table review_dispute (
    org_id uuid not null references org,
    dispute_id uuid not null,
    review_id uuid not null,
    criterion_id uuid not null,
    team_id uuid not null,
    analyst_id uuid not null,
    reviewer_id uuid not null,
    before_level int check (before_level between 1 and 5),
    before_fault text ${faults(sql`before_fault`)},
    asked_level int check (asked_level between 1 and 5),
    asked_fault text ${faults(sql`asked_fault`)},
    why text not null check (length(why) between 1 and 1000),
    raised_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    due_at timestamptz not null,
    state text not null default 'open' check (state in ('open', 'kept', 'partly', 'accepted', 'withdrawn')),
    decided_by uuid,
    decided_at timestamptz,
    reason text check (length(reason) between 1 and 1000),
    final_level int check (final_level between 1 and 5),
    final_fault text ${faults(sql`final_fault`)},
    version int not null default 1,
    primary key (org_id, dispute_id),
    foreign key (org_id, review_id, criterion_id) references review_rating,
    foreign key (org_id, review_id, team_id, analyst_id, reviewer_id)
      references review (org_id, review_id, team_id, analyst_id, reviewer_id),
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, reviewer_id) references person,
    foreign key (org_id, decided_by) references person,
    check ((before_level, before_fault) is distinct from (asked_level, asked_fault)),
    check (decided_by not in (analyst_id, reviewer_id)),
    check ((state in ('kept', 'partly', 'accepted')) = (decided_at is not null)
      and (decided_at is null) = (reason is null) and (decided_at is not null or decided_by is null)),
    check (state in ('partly', 'accepted') or (final_level is null and final_fault is null)),
    check (state <> 'accepted' or (final_level is not distinct from asked_level and final_fault is not distinct from asked_fault)),
    check (state <> 'partly' or ((final_level, final_fault) is distinct from (asked_level, asked_fault)
      and (final_level, final_fault) is distinct from (before_level, before_fault)))
  )`.execute(db)
  await sql`create unique index review_dispute_line on review_dispute (org_id, review_id, criterion_id)
    where state <> 'withdrawn'`.execute(db)
  await sql`create index review_dispute_team on review_dispute (org_id, team_id, raised_at)`.execute(db)
  await sql`create index review_dispute_open on review_dispute (org_id, team_id) where state = 'open'`.execute(
    db,
  )
  await sql`create index review_dispute_analyst on review_dispute (org_id, analyst_id, decided_at)`.execute(
    db,
  )
  await sql`create table review_reply (
    org_id uuid not null references org,
    reply_id uuid not null,
    review_id uuid not null,
    criterion_id uuid not null,
    author_id uuid not null,
    text text not null check (length(text) between 1 and 1000),
    written_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    primary key (org_id, reply_id),
    foreign key (org_id, review_id, criterion_id) references review_rating,
    foreign key (org_id, author_id) references person
  )`.execute(db)
  await sql`create index review_reply_line on review_reply (org_id, review_id, criterion_id)`.execute(db)
  await sql`create table review_rescore (
    org_id uuid not null,
    review_id uuid not null,
    decision_correct boolean,
    score float8 check (score between 0 and 1),
    raw_score float8 check (raw_score between 0 and 1),
    auto_fail boolean not null,
    own_score float8 check (own_score between 0 and 1),
    own_auto_fail boolean not null,
    own_critical text[] not null check (own_critical <@ array['user_harm', 'rights', 'legal']),
    primary key (org_id, review_id),
    foreign key (org_id, review_id) references review,
    check (not auto_fail or score = 0),
    check (not own_auto_fail or own_score = 0)
  )`.execute(db)

  await addFunctions(db)

  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  await sql`create policy read on review_dispute for select to dure_app using (${inOrg}
    and (${led} or analyst_id = ${actor} or decided_by = ${actor} or dispute_id = any (${decidable('dispute')})))`.execute(
    db,
  )
  await sql`create policy raise on review_dispute for insert to dure_app with check (${inOrg}
    and analyst_id = ${actor} and state = 'open' and exists (
      select from review r where r.org_id = review_dispute.org_id and r.review_id = review_dispute.review_id
        and r.analyst_id = ${actor}))`.execute(db)
  await sql`create policy withdraw on review_dispute for update to dure_app
    using (${inOrg} and analyst_id = ${actor} and state = 'open')
    with check (${inOrg} and analyst_id = ${actor} and state = 'withdrawn')`.execute(db)
  await sql`create policy decide on review_dispute for update to dure_app
    using (${inOrg} and dispute_id = any (${decidable('dispute')}))
    with check (${inOrg} and decided_by = ${actor} and analyst_id <> ${actor} and reviewer_id <> ${actor})`.execute(
    db,
  )
  await sql`grant select, insert, update (state, decided_by, decided_at, reason, final_level, final_fault, version)
    on review_dispute to dure_app`.execute(db)

  // Whoever may read a review may read its threads: the policy of the review answers within this subquery.
  await sql`create policy read on review_reply for select to dure_app using (${inOrg} and exists (
    select from review r where r.org_id = review_reply.org_id and r.review_id = review_reply.review_id))`.execute(
    db,
  )
  await sql`create policy write on review_reply for insert to dure_app with check (${inOrg}
    and author_id = ${actor} and exists (
      select from review r where r.org_id = review_reply.org_id and r.review_id = review_reply.review_id
        and (r.analyst_id = ${actor} or r.team_id = any (${ledTeams}))))`.execute(db)
  await sql`grant select, insert on review_reply to dure_app`.execute(db)

  await sql`create policy read on review_rescore for select to dure_app using (${inOrg} and exists (
    select from review r where r.org_id = review_rescore.org_id and r.review_id = review_rescore.review_id))`.execute(
    db,
  )
  await sql`create policy decide on review_rescore for insert to dure_app
    with check (${inOrg} and review_id = any (${decidable('review')}))`.execute(db)
  await sql`create policy change on review_rescore for update to dure_app
    using (${inOrg} and review_id = any (${decidable('review')}))
    with check (${inOrg} and review_id = any (${decidable('review')}))`.execute(db)
  await sql`grant select, insert, update (decision_correct, score, raw_score, auto_fail, own_score, own_auto_fail,
    own_critical) on review_rescore to dure_app`.execute(db)

  await sql`alter policy read on review using (${inOrg}
    and (${led} or ${own} or review_id = any (${decidable('review')})))`.execute(db)
  await sql`alter policy read on audit using (${inOrg}
    and (${ledOrOwn} or audit_id = any (${decidable('audit')})))`.execute(db)
  await sql`alter policy append on policy_ledger_entry with check (${inOrg} and opened_by = ${actor}
    and (team_id = any (${ledTeams}) or (cause = 'dispute' and review_id = any (${decidable('review')})
      and exists (select from review r where r.org_id = policy_ledger_entry.org_id
        and r.review_id = policy_ledger_entry.review_id and r.team_id = policy_ledger_entry.team_id))))`.execute(
    db,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter policy append on policy_ledger_entry
    with check (${inOrg} and opened_by = ${actor} and team_id = any (${ledTeams}))`.execute(db)
  await sql`alter policy read on audit using (${inOrg} and ${ledOrOwn})`.execute(db)
  await sql`alter policy read on review using (${inOrg} and (${led} or ${own}))`.execute(db)
  await sql`drop table review_rescore, review_reply, review_dispute`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
  await restoreViews(db)
  await sql`alter table review drop constraint review_parties`.execute(db)
}

const tables = ['review_dispute', 'review_reply', 'review_rescore']
const functions = [
  'attribute_error(uuid, text)',
  'dispute_counts(uuid, timestamptz)',
  'dispute_deciders(uuid)',
  'decidable(text)',
  'dispute_decider(uuid, uuid, uuid)',
  'managers_of(uuid)',
]
const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const ledTeams = sql`(select app.visible_teams('lead'))::uuid[]`
const led = sql`(team_id = any (${ledTeams}) and analyst_id <> ${actor})`
const own = sql`(analyst_id = ${actor} and delivered_at <= now())`
const ledOrOwn = sql`(analyst_id = ${actor} or team_id = any (${ledTeams}))`
const decidable = (kind: 'dispute' | 'review' | 'audit') =>
  sql`(select app.decidable(${sql.lit(kind)}))::uuid[]`
const faults = (column: RawBuilder<unknown>) =>
  sql`check (${column} in ('analyst', 'unclear_policy', 'tool', 'missing_information', 'technical'))`

/** The sums of a rollup, in the order of its columns. */
const counted = [
  ...['n', 'correct', 'missed', 'over_enforced', 'unverified', 'acted', 'unsided', 'drawn', 'w', 'w2'],
  ...['w_correct', 'w_missed', 'w_over_enforced', 'w_acted', 'w2_missed', 'w2_over_enforced', 'w2_acted'],
]

async function addFunctions(db: Kysely<unknown>): Promise<void> {
  await sql`create function app.managers_of(team uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive above as (
        select t.team_id, t.parent_id from team t where t.org_id = app.org() and t.team_id = team
        union
        select t.team_id, t.parent_id from team t join above a on t.team_id = a.parent_id where t.org_id = app.org()
      )
      select distinct m.person_id from app.membership_today m join above a on a.team_id = m.team_id
      where m.org_id = app.org() and m.role = 'manager'
    $$`.execute(db)
  // About an analyst who leads the team nobody decides who leads it beside them.
  await sql`create function app.dispute_decider(team uuid, analyst uuid, reviewer uuid) returns text
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
  await sql`create function app.decidable(kind text) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      select coalesce(array_agg(case kind when 'dispute' then d.dispute_id when 'review' then d.review_id else r.audit_id end)
        filter (where kind <> 'audit' or r.audit_id is not null), '{}')
      from review_dispute d join review r on r.org_id = d.org_id and r.review_id = d.review_id
      where d.org_id = app.org() and d.state = 'open' and app.actor() not in (d.analyst_id, d.reviewer_id)
        and d.team_id = any (app.visible_teams())
        and case app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id)
          when 'lead' then d.team_id = any (app.visible_teams('lead'))
          when 'manager' then d.team_id = any (app.visible_teams('manager'))
          else false end
    $$`.execute(db)
  // For its analyst, who asks, and for the person who decides it.
  await sql`create function app.dispute_deciders(dispute uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select x.person_id from review_dispute d, lateral (
        select m.person_id from app.membership_today m
        where m.org_id = d.org_id and m.role = 'lead' and m.team_id = d.team_id
          and app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id) = 'lead'
        union
        select m from app.managers_of(d.team_id) m
        where app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id) = 'manager') x
      where d.org_id = app.org() and d.dispute_id = dispute and app.actor() in (d.analyst_id, d.decided_by)
        and x.person_id not in (d.analyst_id, d.reviewer_id)
    $$`.execute(db)
  // Counts alone, without a name of an analyst, for who leads or manages the team.
  await sql`create function app.dispute_counts(team uuid, since timestamptz)
    returns table (criterion_id uuid, reviewer_id uuid, state text, n int)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select d.criterion_id, d.reviewer_id, d.state, count(*)::int from review_dispute d
      where d.org_id = app.org() and d.team_id = team and d.raised_at >= since and d.state <> 'withdrawn'
        and d.team_id = any (app.visible_teams())
      group by 1, 2, 3
    $$`.execute(db)
  await replaceViews(db, sql`, j.audit_id`, sql`, a.audit_id`)
  // The cause of an error moves it out of its analyst's counts or back into them; the team's keep it whosever it was.
  await sql`create function app.attribute_error(audit uuid, cause text) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare before audit; sign int; c record;
    begin
      select a.* into before from audit a where a.org_id = app.org() and a.audit_id = attribute_error.audit
        and a.outcome in ('missed', 'over_enforced', 'other_error') and a.analyst_id <> app.actor()
        and (a.team_id = any (app.visible_teams('lead')) or a.audit_id = any (app.decidable('audit')))
        for update;
      if not found or before.attributed_to is not distinct from cause then return; end if;
      sign := case when before.attributed_to is null then -1 when cause is null then 1 else 0 end;
      update audit a set attributed_to = cause, version = a.version + 1
      where a.org_id = before.org_id and a.audit_id = before.audit_id;
      if sign = 0 then return; end if;
      for c in select * from app.audit_counted v
        where v.org_id = before.org_id and v.audit_id = before.audit_id and not v.machine loop
        update audit_day d set ${sql.join(counted.map((name) => sql`${sql.ref(name)} = ${sql.ref(`d.${name}`)} + sign * ${sql.ref(`c.${name}`)}`))}
        where d.org_id = c.org_id and d.team_id = c.team_id and d.analyst_id = c.analyst_id and d.day = c.day;
        if not found and sign > 0 then
          insert into audit_day (org_id, team_id, analyst_id, day, ${columns})
          values (c.org_id, c.team_id, c.analyst_id, c.day, ${sql.join(counted.map((name) => sql.ref(`c.${name}`)))});
        end if;
        update audit_week d set ${sql.join(counted.map((name) => sql`${sql.ref(name)} = ${sql.ref(`d.${name}`)} + sign * ${sql.ref(`c.${name}`)}`))}
        where d.org_id = c.org_id and d.team_id = c.team_id and d.analyst_id = c.analyst_id and d.week = c.week
          and d.policy = c.policy;
        if not found and sign > 0 then
          insert into audit_week (org_id, team_id, analyst_id, week, policy, ${columns})
          values (c.org_id, c.team_id, c.analyst_id, c.week, c.policy, ${sql.join(counted.map((name) => sql.ref(`c.${name}`)))});
        end if;
      end loop;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    if (name !== 'managers_of(uuid)')
      await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
}

const columns = sql.join(counted.map((name) => sql.ref(name)))

async function restoreViews(db: Kysely<unknown>): Promise<void> {
  await sql`drop view app.audit_counted`.execute(db)
  await sql`drop view app.audit_judged`.execute(db)
  await replaceViews(db, sql``, sql``)
}

/** Makes both views of what audits count; the columns that are added come last, as a view that is replaced asks for. */
async function replaceViews(
  db: Kysely<unknown>,
  ofCounted: RawBuilder<unknown>,
  ofJudged: RawBuilder<unknown>,
): Promise<void> {
  await sql`create or replace view app.audit_judged with (security_invoker = true) as
    select a.org_id, a.team_id, a.analyst_id, a.policy, (a.decided_at at time zone t.zone)::date as day,
      date_trunc('week', a.decided_at at time zone t.zone)::date as week, j.machine, j.outcome, j.acted,
      a.inclusion_probability::float8 as chance, j.own${ofJudged}
    from audit a join team t on t.org_id = a.org_id and t.team_id = a.team_id
    cross join lateral (
      select false as machine, a.outcome, a.acted, a.attributed_to is null as own
      where a.decided_by is distinct from 'automated' or a.moderator_decision is not null
      union all
      select true,
        case when a.moderator_decision is null or a.outcome = 'technical' then a.outcome
          when a.verified_decision is null or a.moderator_acted is null or a.acted is null then 'unverified'
          when lower(btrim(a.moderator_decision)) = lower(btrim(a.verified_decision)) then 'correct'
          when case a.outcome when 'correct' then a.acted else a.outcome = 'missed' end then 'missed'
          when a.moderator_acted then 'over_enforced' else 'other_error' end,
        case when a.moderator_decision is null then a.acted else a.moderator_acted end,
        true
      where a.decided_by = 'automated') j
    where a.kind = 'audit' and not a.targeted`.execute(db)
  await sql`create or replace view app.audit_counted with (security_invoker = true) as
    select j.org_id, j.team_id, j.analyst_id, j.policy, j.day, j.week, j.machine, j.own,
      r.rated::int as n, (j.outcome = 'correct')::int as correct, (j.outcome = 'missed')::int as missed,
      (j.outcome = 'over_enforced')::int as over_enforced, (j.outcome = 'unverified')::int as unverified,
      (j.outcome = 'correct' and j.acted is true)::int as acted,
      (j.outcome = 'correct' and j.acted is null)::int as unsided,
      (r.weight > 0)::int as drawn, r.weight as w, r.weight ^ 2 as w2,
      case j.outcome when 'correct' then r.weight else 0 end as w_correct,
      case j.outcome when 'missed' then r.weight else 0 end as w_missed,
      case j.outcome when 'over_enforced' then r.weight else 0 end as w_over_enforced,
      case when j.outcome = 'correct' and j.acted then r.weight else 0 end as w_acted,
      case j.outcome when 'missed' then r.weight ^ 2 else 0 end as w2_missed,
      case j.outcome when 'over_enforced' then r.weight ^ 2 else 0 end as w2_over_enforced,
      case when j.outcome = 'correct' and j.acted then r.weight ^ 2 else 0 end as w2_acted${ofCounted}
    from app.audit_judged j cross join lateral (
      select j.outcome not in ('unverified', 'technical') as rated,
        case when j.outcome in ('unverified', 'technical') then 0 else coalesce(1 / j.chance, 0) end as weight) r`.execute(
    db,
  )
}
