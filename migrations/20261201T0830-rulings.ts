import { type Kysely, sql } from 'kysely'

/**
 * A lead writes a row of the policy ledger up to Policy, as an escalation. The partner for policy who has it rules once: the
 * precedent, the verifications and scores that it changes and what analysts hear of it come in one transaction. Partners read
 * numbers of cases and labels of decisions, and never whose they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table policy_write_up (
    org_id uuid not null,
    escalation_id uuid not null,
    team_id uuid not null,
    policy text not null,
    clause_id uuid,
    policy_version_id uuid,
    text_ko text check (length(text_ko) between 1 and 1900),
    text_en text check (length(text_en) between 1 and 1900),
    entry_ids uuid[] not null,
    questions int not null check (questions >= 0),
    written_by uuid,
    written_at timestamptz not null default clock_timestamp(),
    precedent_id uuid,
    verifications int check (verifications >= 0),
    reviews int check (reviews >= 0),
    ruled_at timestamptz,
    primary key (org_id, escalation_id),
    foreign key (org_id, escalation_id) references escalation,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, policy) references policy (org_id, code),
    foreign key (org_id, policy, policy_version_id) references policy_version (org_id, policy, version_id),
    foreign key (org_id, policy, clause_id) references policy_clause (org_id, policy, clause_id),
    foreign key (org_id, written_by) references person,
    check (num_nonnulls(text_ko, text_en) > 0),
    check (num_nonnulls(precedent_id, verifications, reviews, ruled_at) in (0, 4))
  )`.execute(db)
  await sql`create index policy_write_up_team on policy_write_up (org_id, team_id, written_at desc)`.execute(
    db,
  )
  await sql`create index policy_write_up_policy on policy_write_up (org_id, policy)`.execute(db)
  await sql`create table ruling_case (
    org_id uuid not null,
    precedent_id uuid not null,
    policy text not null,
    clause_id uuid,
    policy_version_id uuid,
    audit_id uuid not null,
    before_decision text,
    before_outcome text not null,
    before_attributed_to text,
    after_decision text,
    after_outcome text not null,
    after_attributed_to text,
    ruled_at timestamptz not null default clock_timestamp(),
    primary key (org_id, precedent_id, audit_id),
    foreign key (org_id, audit_id) references audit on delete cascade
  )`.execute(db)
  await sql`create index ruling_case_audit on ruling_case (org_id, audit_id, ruled_at)`.execute(db)
  await sql`create table ruling_review (
    org_id uuid not null,
    precedent_id uuid not null,
    policy text not null,
    clause_id uuid,
    policy_version_id uuid,
    review_id uuid not null,
    before_score float8,
    before_own_score float8,
    after_score float8,
    after_own_score float8,
    lines jsonb not null,
    ruled_at timestamptz not null default clock_timestamp(),
    primary key (org_id, precedent_id, review_id),
    foreign key (org_id, review_id) references review on delete cascade
  )`.execute(db)
  await sql`create index ruling_review_review on ruling_review (org_id, review_id, ruled_at)`.execute(db)

  await sql`alter table precedent alter column question_id drop not null, add column escalation_id uuid,
    add column holds_from date, add constraint precedent_source check (num_nonnulls(question_id, escalation_id) = 1),
    add constraint precedent_ruling unique (org_id, escalation_id),
    add constraint precedent_escalation foreign key (org_id, escalation_id) references policy_write_up,
    add constraint precedent_holds check ((escalation_id is null) = (holds_from is null))`.execute(db)

  await makeFunctions(db)
  for (const table of tables) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  await sql`create policy read on policy_write_up for select to dure_app
    using (${inOrg} and escalation_id in (select u.escalation_id from app.write_ups() u))`.execute(db)
  await sql`create policy write on policy_write_up for insert to dure_app with check (${inOrg}
    and written_by = ${actor} and team_id = any ((select app.visible_teams('lead'))::uuid[])
    and exists (select from escalation e where e.org_id = policy_write_up.org_id
      and e.escalation_id = policy_write_up.escalation_id and e.team_id = policy_write_up.team_id
      and e.raiser_id = ${actor} and e.kind = 'policy_gap'))`.execute(db)
  await sql`grant select, insert (org_id, escalation_id, team_id, policy, clause_id, policy_version_id, text_ko, text_en,
    entry_ids, questions, written_by) on policy_write_up to dure_app`.execute(db)
  // Whoever may read the case, or the review, may read what a ruling changed of it.
  await sql`create policy read on ruling_case for select to dure_app using (${inOrg} and exists (
    select from audit a where a.org_id = ruling_case.org_id and a.audit_id = ruling_case.audit_id))`.execute(
    db,
  )
  await sql`create policy read on ruling_review for select to dure_app using (${inOrg} and exists (
    select from review r where r.org_id = ruling_review.org_id and r.review_id = ruling_review.review_id))`.execute(
    db,
  )
  await sql`grant select on ruling_case, ruling_review to dure_app`.execute(db)
  await sql`create policy rule on precedent for insert to dure_app with check (${inOrg} and kept_by = ${actor}
    and question_id is null and exists (select from policy_write_up w join app.write_ups() u using (escalation_id)
      where u.rules and w.org_id = precedent.org_id and w.escalation_id = precedent.escalation_id
        and w.policy = precedent.policy and w.clause_id is not distinct from precedent.clause_id
        and w.policy_version_id is not distinct from precedent.policy_version_id and w.precedent_id is null))`.execute(
    db,
  )
  await sql`grant insert (escalation_id, holds_from) on precedent to dure_app`.execute(db)
  await removeMade(
    db,
    sql`and not exists (select from policy_write_up u where u.org_id = p.org_id and u.policy = p.code)`,
  )
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await removeMade(db, sql``)
  await sql`drop policy rule on precedent`.execute(db)
  await sql`delete from precedent where question_id is null`.execute(db)
  await sql`alter table precedent drop column escalation_id, drop column holds_from,
    alter column question_id set not null`.execute(db)
  await sql`drop table ruling_review, ruling_case, policy_write_up cascade`.execute(db)
  await sql`drop function app.question_counts(uuid)`.execute(db)
  await sql`create function app.question_counts(team uuid)
    returns table (policy text, clause_id uuid, policy_version_id uuid, questions int, last_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select q.policy, q.clause_id, q.policy_version_id, count(*)::int, max(q.asked_at)
      from policy_question q
      where q.org_id = app.org() and q.team_id = team and team = any (app.visible_teams())
      group by q.policy, q.clause_id, q.policy_version_id
    $$`.execute(db)
  await sql`revoke all on function app.question_counts(uuid) from public`.execute(db)
  await sql`grant execute on function app.question_counts(uuid) to dure_app`.execute(db)
  for (const name of functions) await sql`drop function app.${sql.raw(name)}`.execute(db)
}

const tables = ['policy_write_up', 'ruling_case', 'ruling_review']
const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const functions = [
  'apply_ruling(uuid, uuid, jsonb)',
  'ledger_written_up(uuid)',
  'lock_ruling(uuid)',
  'ruling_basis(uuid)',
  'write_up_cases()',
  'write_ups()',
]

async function makeFunctions(db: Kysely<unknown>): Promise<void> {
  // `rules`: the actor is the partner for policy who has it, acknowledged it and did not write it up. `leads`: they lead its
  // team.
  await sql`create function app.write_ups() returns table (escalation_id uuid, rules boolean, leads boolean)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select w.escalation_id, r.routed and e.holder_id is not distinct from app.actor() and e.raiser_id <> app.actor()
          and e.status in ('acknowledged', 'approved', 'in_progress'),
        e.team_id = any (app.visible_teams('lead'))
      from policy_write_up w
      join escalation e on e.org_id = w.org_id and e.escalation_id = w.escalation_id
      cross join lateral (
        select e.function is not distinct from 'policy' and 'policy' = any (app.partner_functions()) as routed) r
      where w.org_id = app.org() and e.submitted_at is not null and e.subject_id is distinct from app.actor()
        and (r.routed or e.team_id = any (app.visible_teams() || app.acting_teams()))
    $$`.execute(db)
  // The entries of a team's ledger that a ruling settled, or that wait for one.
  await sql`create function app.ledger_written_up(team uuid) returns table (entry_id uuid, ruled boolean)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select x.entry_id, bool_or(w.ruled_at is not null)
      from policy_write_up w
      join escalation e on e.org_id = w.org_id and e.escalation_id = w.escalation_id
      cross join lateral unnest(w.entry_ids) as x (entry_id)
      where w.org_id = app.org() and w.team_id = team and team = any (app.visible_teams())
        and (w.ruled_at is not null or e.status not in ('draft', 'resolved', 'closed'))
      group by x.entry_id
    $$`.execute(db)
  // Without the questions that a ruling on their clause and version came after. `waiting`: they were counted in a write-up
  // that waits for a ruling.
  await sql`drop function app.question_counts(uuid)`.execute(db)
  await sql`create function app.question_counts(team uuid) returns table (policy text, clause_id uuid,
      policy_version_id uuid, questions int, waiting int, last_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select q.policy, q.clause_id, q.policy_version_id, count(*)::int,
        (count(*) filter (where q.asked_at <= w.waits_since))::int, max(q.asked_at)
      from policy_question q
      cross join lateral (
        select max(w.ruled_at) as ruled_at, max(w.written_at) filter (where w.ruled_at is null
          and e.status not in ('draft', 'resolved', 'closed')) as waits_since
        from policy_write_up w join escalation e on e.org_id = w.org_id and e.escalation_id = w.escalation_id
        where w.org_id = q.org_id and w.team_id = q.team_id and w.policy = q.policy
          and w.clause_id is not distinct from q.clause_id
          and w.policy_version_id is not distinct from q.policy_version_id) w
      where q.org_id = app.org() and q.team_id = team and team = any (app.visible_teams())
        and (w.ruled_at is null or q.asked_at > w.ruled_at)
      group by q.policy, q.clause_id, q.policy_version_id
    $$`.execute(db)
  await sql`revoke all on function app.question_counts(uuid) from public`.execute(db)
  await sql`grant execute on function app.question_counts(uuid) to dure_app`.execute(db)
  // The entries of the write-ups that the actor reads. Ids of cases are for who leads the team; nobody's name is in it.
  await sql`create function app.write_up_cases() returns table (escalation_id uuid, entry_id uuid, case_id uuid, cause text,
      case_ref text, opened_at timestamptz, audit_id uuid, review_id uuid, decided_on date, decision text, verified text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select w.escalation_id, e.entry_id, first_value(e.entry_id) over (
          partition by w.escalation_id, coalesce(e.audit_id, r.audit_id, e.review_id, e.entry_id) order by e.entry_id),
        e.cause, coalesce(a.case_ref, r.case_ref, e.case_ref), e.opened_at,
        case when u.leads then a.audit_id end, case when u.leads then r.review_id end,
        (coalesce(a.decided_at, r.published_at) at time zone t.zone)::date, coalesce(a.decision, r.decision),
        a.verified_decision
      from app.write_ups() u
      join policy_write_up w on w.org_id = app.org() and w.escalation_id = u.escalation_id
      join team t on t.org_id = w.org_id and t.team_id = w.team_id
      join policy_ledger_entry e on e.org_id = w.org_id and e.entry_id = any (w.entry_ids) and e.team_id = w.team_id
        and e.policy = w.policy
      left join review r on r.org_id = e.org_id and r.review_id = e.review_id
      left join audit a on a.org_id = e.org_id and a.audit_id = coalesce(e.audit_id, r.audit_id)
    $$`.execute(db)
  // Keeps other decisions about the cases of a write-up waiting until the transaction ends: reviews before their cases, as
  // decisions about disputes do, and each in the order of their ids.
  await sql`create function app.lock_ruling(escalation uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    begin
      perform pg_advisory_xact_lock(hashtextextended(x.review_id::text, 0)) from (
        select v.review_id from app.write_ups() u
        join policy_write_up w on w.org_id = app.org() and w.escalation_id = u.escalation_id
        join policy_ledger_entry e on e.org_id = w.org_id and e.entry_id = any (w.entry_ids) and e.team_id = w.team_id
        left join review r on r.org_id = e.org_id and r.review_id = e.review_id
        join review v on v.org_id = e.org_id and (v.review_id = e.review_id or v.audit_id = coalesce(e.audit_id, r.audit_id))
        where u.rules and w.escalation_id = lock_ruling.escalation order by v.review_id) x;
      perform from audit a where a.org_id = app.org() and a.audit_id in (
        select coalesce(e.audit_id, r.audit_id) from app.write_ups() u
        join policy_write_up w on w.org_id = app.org() and w.escalation_id = u.escalation_id
        join policy_ledger_entry e on e.org_id = w.org_id and e.entry_id = any (w.entry_ids) and e.team_id = w.team_id
        left join review r on r.org_id = e.org_id and r.review_id = e.review_id
        where u.rules and w.escalation_id = lock_ruling.escalation) order by a.audit_id for update;
    end $$`.execute(db)
  // What a ruling on a write-up can reach, for who rules: each case once, with the lines of its reviews as they hold, and
  // without people. Nobody rules on their own decisions.
  await sql`create function app.ruling_basis(escalation uuid) returns jsonb
    language sql stable security definer set search_path = pg_catalog, public as $$
      with named as (
        select e.entry_id, coalesce(e.audit_id, r.audit_id) as audit_id, e.review_id, w.team_id,
          coalesce(e.audit_id, r.audit_id, e.review_id) as reached
        from app.write_ups() u
        join policy_write_up w on w.org_id = app.org() and w.escalation_id = u.escalation_id
        join policy_ledger_entry e on e.org_id = w.org_id and e.entry_id = any (w.entry_ids) and e.team_id = w.team_id
          and e.policy = w.policy
        left join review r on r.org_id = e.org_id and r.review_id = e.review_id
        where u.rules and w.escalation_id = ruling_basis.escalation
      ), cases as (
        select distinct on (reached) * from named where reached is not null order by reached, entry_id
      )
      select coalesce(jsonb_agg(jsonb_build_object(
        'entryId', c.entry_id, 'caseRef', coalesce(a.case_ref, r.case_ref), 'auditId', a.audit_id,
        'decidedOn', (coalesce(a.decided_at, r.published_at) at time zone t.zone)::date,
        'decision', coalesce(a.decision, r.decision), 'verified', a.verified_decision, 'outcome', a.outcome,
        'acted', a.acted, 'attributedTo', a.attributed_to,
        'violating', coalesce(i.settings ->> 'violating', (
          select mode() within group (order by x.label) from (
            select o.verified_decision as label from audit o
              where o.org_id = a.org_id and o.team_id = a.team_id and o.outcome = 'missed'
            union all
            select o.decision from audit o
              where o.org_id = a.org_id and o.team_id = a.team_id and o.outcome = 'over_enforced') x)),
        'reviews', coalesce((select jsonb_agg(jsonb_build_object(
            'reviewId', v.review_id, 'decision', v.decision, 'content', k.content,
            'decisionCorrect', case when n.review_id is null then v.decision_correct else n.decision_correct end,
            'score', case when n.review_id is null then v.score else n.score end,
            'ownScore', case when n.review_id is null then v.own_score else n.own_score end,
            'lines', (select coalesce(jsonb_agg(jsonb_build_object('criterionId', g.criterion_id, 'causes', g.causes,
                'level', case when d.dispute_id is not null then d.final_level
                  when h.line is null then g.level else (h.line ->> 'level')::float8 end,
                'fault', case when d.dispute_id is not null then d.final_fault
                  when h.line is null then g.fault else h.line ->> 'fault' end,
                'disputed', d.dispute_id is not null,
                'open', exists (select from review_dispute o where o.org_id = g.org_id and o.review_id = g.review_id
                  and o.criterion_id = g.criterion_id and o.state = 'open')) order by g.criterion_id), '[]')
              from review_rating g
              left join lateral (select l.value as line from ruling_review m, jsonb_array_elements(m.lines) l
                where m.org_id = g.org_id and m.review_id = g.review_id
                  and l.value ->> 'criterionId' = g.criterion_id::text
                order by m.ruled_at desc, m.precedent_id limit 1) h on true
              left join review_dispute d on d.org_id = g.org_id and d.review_id = g.review_id
                and d.criterion_id = g.criterion_id and d.state in ('partly', 'accepted')
              where g.org_id = v.org_id and g.review_id = v.review_id)) order by v.review_id)
          from review v join rubric_version k on k.org_id = v.org_id and k.version_id = v.version_id
          left join review_rescore n on n.org_id = v.org_id and n.review_id = v.review_id
          where v.org_id = app.org() and (v.review_id = c.review_id or v.audit_id = c.audit_id)), '[]')
        ) order by c.entry_id), '[]')
      from cases c
      join team t on t.org_id = app.org() and t.team_id = c.team_id
      left join audit a on a.org_id = app.org() and a.audit_id = c.audit_id
      left join audit_import i on i.org_id = a.org_id and i.import_id = a.import_id
      left join review r on r.org_id = app.org() and r.review_id = c.review_id
      where coalesce(a.analyst_id, r.analyst_id) <> app.actor()
    $$`.execute(db)
  // Carries a ruling into what it reaches, once. The names of whom it concerns stay in here: they hear of it, and nobody
  // who rules does of them. A verdict that makes an error of a decision waits for the analyst's next shift.
  await sql`create function app.apply_ruling(escalation uuid, precedent uuid, plan jsonb) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    declare c record; up policy_write_up; reached uuid[]; reviewed uuid[];
    begin
      select w.* into up from policy_write_up w join app.write_ups() u using (escalation_id)
      where w.org_id = app.org() and w.escalation_id = apply_ruling.escalation and u.rules and w.precedent_id is null
      for update of w;
      if not found or not exists (select from precedent k where k.org_id = up.org_id
          and k.precedent_id = apply_ruling.precedent and k.escalation_id = up.escalation_id) then return false; end if;
      select coalesce(array_agg((x ->> 'auditId')::uuid) filter (where x ->> 'auditId' is not null), '{}') into reached
        from jsonb_array_elements(app.ruling_basis(up.escalation_id)) x;
      select coalesce(array_agg((y ->> 'reviewId')::uuid), '{}') into reviewed
        from jsonb_array_elements(app.ruling_basis(up.escalation_id)) x, jsonb_array_elements(x -> 'reviews') y;

      for c in select * from jsonb_to_recordset(plan -> 'audits') as x ("auditId" uuid, decision text, outcome text,
          "attributedTo" text, corrective boolean) order by "auditId" loop
        if c."auditId" <> all (reached) then raise exception 'a case that is none of the write-up''s'; end if;
        insert into ruling_case (org_id, precedent_id, policy, clause_id, policy_version_id, audit_id, before_decision, before_outcome, before_attributed_to,
            after_decision, after_outcome, after_attributed_to)
          select a.org_id, apply_ruling.precedent, up.policy, up.clause_id, up.policy_version_id, a.audit_id, a.verified_decision, a.outcome, a.attributed_to,
            c.decision, c.outcome, c."attributedTo"
          from audit a where a.org_id = up.org_id and a.audit_id = c."auditId";
        perform app.count_audit(c."auditId", -1);
        update audit a set verified_decision = c.decision,
          verified_by = case when a.verified_decision is distinct from c.decision then 'second_review' else a.verified_by end,
          outcome = c.outcome, attributed_to = c."attributedTo", version = a.version + 1
        where a.org_id = up.org_id and a.audit_id = c."auditId";
        perform app.count_audit(c."auditId", 1);
      end loop;

      for c in select * from jsonb_to_recordset(plan -> 'reviews') as x ("reviewId" uuid, "decisionCorrect" boolean,
          score float8, "rawScore" float8, "autoFail" boolean, "ownScore" float8, "ownAutoFail" boolean,
          "ownCritical" jsonb, lines jsonb) order by "reviewId" loop
        if c."reviewId" <> all (reviewed) then raise exception 'a review that is none of the write-up''s'; end if;
        insert into ruling_review (org_id, precedent_id, policy, clause_id, policy_version_id, review_id, before_score, before_own_score, after_score,
            after_own_score, lines)
          select r.org_id, apply_ruling.precedent, up.policy, up.clause_id, up.policy_version_id, r.review_id,
            case when n.review_id is null then r.score else n.score end,
            case when n.review_id is null then r.own_score else n.own_score end, c.score, c."ownScore", c.lines
          from review r left join review_rescore n on n.org_id = r.org_id and n.review_id = r.review_id
          where r.org_id = up.org_id and r.review_id = c."reviewId";
        insert into review_rescore (org_id, review_id, decision_correct, score, raw_score, auto_fail, own_score,
            own_auto_fail, own_critical)
          values (up.org_id, c."reviewId", c."decisionCorrect", c.score, c."rawScore", c."autoFail", c."ownScore",
            c."ownAutoFail", array(select jsonb_array_elements_text(c."ownCritical")))
          on conflict (org_id, review_id) do update set decision_correct = excluded.decision_correct,
            score = excluded.score, raw_score = excluded.raw_score, auto_fail = excluded.auto_fail,
            own_score = excluded.own_score, own_auto_fail = excluded.own_auto_fail, own_critical = excluded.own_critical;
      end loop;

      update policy_write_up w set precedent_id = apply_ruling.precedent, ruled_at = clock_timestamp(),
        verifications = jsonb_array_length(plan -> 'audits'), reviews = jsonb_array_length(plan -> 'reviews')
      where w.org_id = up.org_id and w.escalation_id = up.escalation_id;

      with concerned as (
        select x.person_id, bool_or(x.corrective) as corrective from (
          select a.analyst_id as person_id, coalesce((p ->> 'corrective')::boolean, false) as corrective
            from jsonb_array_elements(plan -> 'audits') p
            join audit a on a.org_id = up.org_id and a.audit_id = (p ->> 'auditId')::uuid
          union all
          select r.analyst_id, false from jsonb_array_elements(plan -> 'reviews') p
            join review r on r.org_id = up.org_id and r.review_id = (p ->> 'reviewId')::uuid
          union all
          select m.person_id, false from app.membership_today m
            where m.org_id = up.org_id and m.role = 'lead' and m.team_id = up.team_id) x
        where x.person_id <> app.actor() group by x.person_id
      ), due as (
        select o.person_id, case when o.corrective then coalesce((select min(greatest(s.starts_at, now()))
          from shift s where s.org_id = up.org_id and s.person_id = o.person_id and s.kind = 'work'
            and s.ends_at > now() + interval '1 hour'), now()) else now() end as due_at
        from concerned o
      ), put as (
        insert into inbox (org_id, inbox_id, person_id, kind, entity_id, by_id, urgent, at, push_at, told)
        select up.org_id, gen_random_uuid(), d.person_id, 'ruling_applied', apply_ruling.precedent, app.actor(), false,
          d.due_at, d.due_at, d.due_at <= now() from due d
      )
      insert into change (org_id, feature, person_id)
      select up.org_id, f, d.person_id from due d, unnest(array['inbox', 'audits', 'reviews', 'rulings', 'questions']) f
      where d.due_at <= now();
      perform pg_notify('dure_change', up.org_id::text);
      return true;
    end $$`.execute(db)
  for (const name of functions) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }
}

/** Takes away what an import that was undone had made and nothing else names by now; `unnamed` says more of its policies. */
async function removeMade(db: Kysely<unknown>, unnamed: ReturnType<typeof sql>): Promise<void> {
  await sql`create or replace function app.remove_made(undone uuid) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
    declare made jsonb; made_person uuid;
    begin
      select i.made into made from audit_import i where i.org_id = app.org() and i.import_id = undone
        and i.undone_at is not null and i.team_id = any (app.visible_teams('lead'));
      if made is null then return; end if;
      delete from membership m where m.org_id = app.org()
        and m.membership_id in (select value::uuid from jsonb_array_elements_text(made -> 'memberships') value)
        and not exists (select from sign_in s where s.org_id = m.org_id and s.person_id = m.person_id)
        and not exists (select from invitation i where i.org_id = m.org_id and i.person_id = m.person_id)
        and not exists (select from audit a where a.org_id = m.org_id and a.analyst_id = m.person_id);
      delete from policy p where p.org_id = app.org()
        and p.code in (select jsonb_array_elements_text(made -> 'policies'))
        and not exists (select from audit a where a.org_id = p.org_id and a.policy = p.code)
        and not exists (select from policy_version v where v.org_id = p.org_id and v.policy = p.code)
        and not exists (select from policy_ledger_entry e where e.org_id = p.org_id and e.policy = p.code)
        and not exists (select from policy_question q where q.org_id = p.org_id and q.policy = p.code)
        and not exists (select from precedent k where k.org_id = p.org_id and k.policy = p.code)
        ${unnamed};
      for made_person in select value::uuid from jsonb_array_elements_text(made -> 'people') value loop
        begin
          delete from person p where p.org_id = app.org() and p.person_id = made_person
            and not exists (select from membership m where m.org_id = p.org_id and m.person_id = p.person_id);
        exception when foreign_key_violation then null;
        end;
      end loop;
    end $$`.execute(db)
}
