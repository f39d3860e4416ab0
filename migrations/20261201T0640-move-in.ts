import { type Kysely, type RawBuilder, sql } from 'kysely'

/**
 * The history of a team that worked with another system before: its rubrics, reviews, disputes and rounds, moved in as batches
 * that can be taken back whole. A rating may be a per cent, and a review may have been written by a machine, or by somebody who
 * is not here. Who administers the organisation or leads the team moves in; what is written goes through one function, and
 * nobody else writes a review in another person's name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table move_in (
    org_id uuid not null references org,
    move_in_id uuid not null,
    team_id uuid not null,
    source text not null check (source in ('zendesk-qa', 'maestro-qa')),
    files text[] not null check (cardinality(files) between 1 and 50),
    counts jsonb not null,
    -- Versions of rubrics that were archived because a newer one came with it.
    superseded uuid[] not null,
    -- Null for the command line.
    moved_by uuid,
    moved_at timestamptz not null default clock_timestamp(),
    undone_at timestamptz,
    undone_by uuid,
    primary key (org_id, move_in_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, moved_by) references person,
    foreign key (org_id, undone_by) references person
  )`.execute(db)
  await sql`create index move_in_team on move_in (org_id, team_id, moved_at desc)`.execute(db)
  await sql`create table move_in_item (
    org_id uuid not null,
    team_id uuid not null,
    source text not null,
    kind text not null check (kind in ('rubric', 'version', 'review', 'dispute', 'round')),
    external_id text not null check (length(external_id) between 1 and 1000),
    move_in_id uuid not null,
    entity_id uuid not null,
    content_hash text not null,
    -- The score as it was stored there, out of what, and as its ratings make it here; why they differ.
    stored float8,
    out_of float8,
    reckoned float8,
    difference text,
    moved_at timestamptz not null default clock_timestamp(),
    primary key (org_id, team_id, source, kind, external_id),
    foreign key (org_id, move_in_id) references move_in
  )`.execute(db)
  await sql`create index move_in_item_entity on move_in_item (org_id, entity_id)`.execute(db)
  await sql`create index move_in_item_batch on move_in_item (org_id, move_in_id)`.execute(db)
  for (const table of moved)
    await sql`alter table ${sql.table(table)} add column move_in_id uuid,
      add foreign key (org_id, move_in_id) references move_in`.execute(db)
  for (const table of moved)
    await sql`create index ${sql.ref(`${table}_move_in`)} on ${sql.table(table)} (org_id, move_in_id)
      where move_in_id is not null`.execute(db)

  // A machine wrote it, or somebody who is not here.
  await sql`alter table review alter column reviewer_id drop not null,
    add column by_machine boolean not null default false,
    add check (reviewer_id is not null or move_in_id is not null),
    add check (not by_machine or reviewer_id is null)`.execute(db)
  await sql`alter table review_dispute alter column reviewer_id drop not null,
    add check (reviewer_id is not null or move_in_id is not null)`.execute(db)
  await sql`alter table rubric_version alter column author_id drop not null,
    add check (author_id is not null or move_in_id is not null)`.execute(db)
  await sql`alter table calibration_round alter column made_by drop not null,
    add check (made_by is not null or move_in_id is not null)`.execute(db)
  // Two people may have reviewed one conversation there.
  await sql`drop index review_of_entered`.execute(db)
  await sql`create unique index review_of_entered on review (org_id, team_id, case_ref, purpose)
    where audit_id is null and move_in_id is null`.execute(db)

  await levels(db, 'float8', sql`between 0 and 100`)
  await replaceContent(db, sql.lit(badCriterion))
  await sql`create or replace function app.guard_rubric() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      -- Taking a move back gives the version that it had superseded its place again.
      if new.rubric_id <> old.rubric_id or new.team_id <> old.team_id or new.number <> old.number
        or (old.state <> 'draft' and (new.content <> old.content or new.published_at is distinct from old.published_at
          or new.state = 'draft' or (old.state = 'archived' and new.state <> 'archived'
            and not (current_user = 'dure_owner' and coalesce(current_setting('app.move_in_reverts', true), '') = 'on'))))
      then
        raise exception 'a version of a rubric that was published is locked' using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db)

  for (const table of ['move_in', 'move_in_item']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
    await sql`grant select on ${name} to dure_app`.execute(db)
  }
  await sql`create policy read on move_in for select to dure_app using (${inOrg} and ${mayMoveIn})`.execute(
    db,
  )
  // Whoever may read a review or a round may read where it came from: its own policy answers within this subquery.
  await sql`create policy read on move_in_item for select to dure_app using (${inOrg} and (${mayMoveIn}
    or exists (select from review r where r.org_id = move_in_item.org_id and r.review_id = move_in_item.entity_id)
    or exists (select from calibration_round c where c.org_id = move_in_item.org_id
      and c.round_id = move_in_item.entity_id)))`.execute(db)

  await replaceDeciders(db, {
    reviewers: sql`array_remove(array[reviewer], null)`,
    isNoReviewer: sql`app.actor() <> d.analyst_id and app.actor() is distinct from d.reviewer_id`,
    isNoParty: sql`x.person_id <> d.analyst_id and x.person_id is distinct from d.reviewer_id`,
  })
  await sql`alter policy decide on review_dispute with check (${inOrg} and decided_by = ${actor}
    and analyst_id <> ${actor} and reviewer_id is distinct from ${actor})`.execute(db)
  await addFunctions(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.store_move_in(jsonb), app.write_move_in(uuid, uuid, jsonb), app.undo_move_in(uuid),
    app.revert_move_in(uuid, uuid, uuid), app.move_in_people(uuid)`.execute(db)
  await sql`delete from review_reply p using review r where r.org_id = p.org_id and r.review_id = p.review_id
    and r.move_in_id is not null`.execute(db)
  await sql`delete from review_dispute d using review r where r.org_id = d.org_id and r.review_id = d.review_id
    and r.move_in_id is not null`.execute(db)
  for (const table of ['review_rescore', 'review_rating'])
    await sql`delete from ${sql.table(table)} p using review r where r.org_id = p.org_id and r.review_id = p.review_id
      and r.move_in_id is not null`.execute(db)
  await sql`delete from escalation_link l using review r where r.org_id = l.org_id and r.review_id = l.review_id
    and r.move_in_id is not null`.execute(db)
  await sql`delete from review where move_in_id is not null`.execute(db)
  for (const table of ['calibration_rating', 'calibration_rater', 'calibration_gold', 'calibration_case'])
    await sql`delete from ${sql.table(table)} p using calibration_round r where r.org_id = p.org_id
      and r.round_id = p.round_id and r.move_in_id is not null`.execute(db)
  await sql`delete from calibration_round where move_in_id is not null`.execute(db)
  await sql`delete from rubric_version where move_in_id is not null`.execute(db)
  await sql`delete from rubric r where r.move_in_id is not null and not exists (select from rubric_version v
    where v.org_id = r.org_id and v.rubric_id = r.rubric_id)`.execute(db)

  await replaceDeciders(db, {
    reviewers: sql`array[reviewer]`,
    isNoReviewer: sql`app.actor() not in (d.analyst_id, d.reviewer_id)`,
    isNoParty: sql`x.person_id not in (d.analyst_id, d.reviewer_id)`,
  })
  await sql`alter policy decide on review_dispute
    with check (${inOrg} and decided_by = ${actor} and analyst_id <> ${actor} and reviewer_id <> ${actor})`.execute(
    db,
  )
  await sql`create or replace function app.guard_rubric() returns trigger
    language plpgsql set search_path = pg_catalog, public as $$
    begin
      if new.rubric_id <> old.rubric_id or new.team_id <> old.team_id or new.number <> old.number
        or (old.state <> 'draft' and (new.content <> old.content or new.published_at is distinct from old.published_at
          or new.state = 'draft' or (old.state = 'archived' and new.state <> 'archived')))
      then
        raise exception 'a version of a rubric that was published is locked' using errcode = 'check_violation';
      end if;
      return new;
    end $$`.execute(db)
  await replaceContent(db, sql.lit(badBefore))
  await levels(db, 'int', sql`between 1 and 5`)
  await sql`drop index review_of_entered`.execute(db)
  await sql`drop policy read on move_in_item`.execute(db)
  for (const table of moved)
    await sql`alter table ${sql.table(table)} drop column move_in_id cascade`.execute(db)
  await sql`create unique index review_of_entered on review (org_id, team_id, case_ref, purpose)
    where audit_id is null`.execute(db)
  await sql`alter table review drop column by_machine cascade, alter column reviewer_id set not null`.execute(
    db,
  )
  await sql`alter table review_dispute alter column reviewer_id set not null`.execute(db)
  await sql`alter table rubric_version alter column author_id set not null`.execute(db)
  await sql`alter table calibration_round alter column made_by set not null`.execute(db)
  await sql`drop table move_in_item, move_in`.execute(db)
}

/** Tables whose rows may have been moved in. */
const moved = ['rubric', 'rubric_version', 'review', 'review_dispute', 'calibration_round']
const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const mayMoveIn = sql`(team_id = any ((select app.visible_teams('lead'))::uuid[])
  or org_id = any ((select app.visible_teams('admin'))::uuid[]))`

/** Sets the type and the bounds of the columns that hold a level. */
async function levels(db: Kysely<unknown>, type: 'float8' | 'int', bounds: RawBuilder<unknown>) {
  const columns = [
    ['review_rating', 'level'],
    ['review_dispute', 'before_level'],
    ['review_dispute', 'asked_level'],
    ['review_dispute', 'final_level'],
  ] as const
  for (const [table, column] of columns) {
    const check = sql.ref(`${table}_${column}_check`)
    await sql`alter table ${sql.table(table)} drop constraint ${check},
      alter column ${sql.ref(column)} type ${sql.raw(type)},
      add constraint ${check} check (${sql.ref(column)} ${bounds})`.execute(db)
  }
}

async function replaceContent(db: Kysely<unknown>, bad: RawBuilder<unknown>): Promise<void> {
  await sql`alter table rubric_version drop constraint rubric_version_content`.execute(db)
  await sql`alter table rubric_version add constraint rubric_version_content check (
    octet_length(content::text) <= 400000
    and jsonb_typeof(content -> 'sections') = 'array' and jsonb_array_length(content -> 'sections') <= 10
    and not jsonb_path_exists(content, ${bad}))`.execute(db)
}

/**
 * Finds a criterion that scores cannot be made of; shared/rubrics/views.ts says the same to the phone. A criterion in per cent
 * may have no weight, as there.
 */
const badCriterion = `lax $.sections[*].criteria[*] ? (
  !(exists (@.criterionId ? (@.type() == "string")))
  || !(exists (@.weight ? (@.type() == "number" && @ >= 0 && @ <= 1000)))
  || !(@.weight > 0 || @.scale == "percent")
  || !(exists (@.scale ? (@ == "pass_fail" || @ == "three" || @ == "five" || @ == "percent")))
  || !(exists (@.mayNotApply ? (@.type() == "boolean")))
  || !(exists (@.critical ? (@ == null || @ == "user_harm" || @ == "rights" || @ == "legal"))))`.replaceAll(
  '\n',
  ' ',
)
const badBefore = `lax $.sections[*].criteria[*] ? (
  !(exists (@.criterionId ? (@.type() == "string")))
  || !(exists (@.weight ? (@.type() == "number" && @ > 0 && @ <= 1000)))
  || !(exists (@.scale ? (@ == "pass_fail" || @ == "three" || @ == "five")))
  || !(exists (@.mayNotApply ? (@.type() == "boolean")))
  || !(exists (@.critical ? (@ == null || @ == "user_harm" || @ == "rights" || @ == "legal"))))`.replaceAll(
  '\n',
  ' ',
)

type Parties = Record<'reviewers' | 'isNoReviewer' | 'isNoParty', RawBuilder<unknown>>

/** Makes the functions that say who decides a dispute; its review may have no reviewer. */
async function replaceDeciders(db: Kysely<unknown>, { reviewers, isNoReviewer, isNoParty }: Parties) {
  await sql`create or replace function app.dispute_decider(team uuid, analyst uuid, reviewer uuid) returns text
    language sql stable security definer set search_path = pg_catalog, public as $$
      select app.judgement_decider(team, analyst, ${reviewers})
    $$`.execute(db)
  await sql`create or replace function app.decidable(kind text) returns uuid[]
    language sql stable security definer set search_path = pg_catalog, public as $$
      with open (source, id, audit_id, team_id, decider) as (
        select 'dispute', case when kind = 'review' then d.review_id else d.dispute_id end, r.audit_id, d.team_id,
          app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id)
        from review_dispute d join review r on r.org_id = d.org_id and r.review_id = d.review_id
        where d.org_id = app.org() and d.state = 'open' and ${isNoReviewer}
          and d.team_id = any (app.visible_teams())
        union all
        select 'look', l.look_id, l.audit_id, l.team_id, app.judgement_decider(l.team_id, l.analyst_id, j.judges)
        from another_look l, lateral (select app.case_reviewers(l.audit_id)) j (judges)
        where l.org_id = app.org() and l.status = 'open' and app.actor() <> all (j.judges || l.analyst_id)
          and l.team_id = any (app.visible_teams())
      )
      select coalesce(array_agg(x.id) filter (where x.id is not null), '{}') from (
        select case when kind = 'audit' then o.audit_id
          when (o.source = 'look') = (kind = 'look') then o.id end as id
        from open o
        where case o.decider when 'lead' then o.team_id = any (app.visible_teams('lead'))
          when 'manager' then o.team_id = any (app.visible_teams('manager')) else false end) x
    $$`.execute(db)
  await sql`create or replace function app.dispute_deciders(dispute uuid) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select x.person_id from review_dispute d, lateral (
        select m.person_id from app.membership_today m
        where m.org_id = d.org_id and m.role = 'lead' and m.team_id = d.team_id
          and app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id) = 'lead'
        union
        select m from app.managers_of(d.team_id) m
        where app.dispute_decider(d.team_id, d.analyst_id, d.reviewer_id) = 'manager') x
      where d.org_id = app.org() and d.dispute_id = dispute and app.actor() in (d.analyst_id, d.decided_by)
        and ${isNoParty}
    $$`.execute(db)
}

/** May the actor move in for a team that there is. */
const allowed = (team: RawBuilder<unknown>) => sql`exists (select from team t where t.org_id = app.org()
  and t.team_id = ${team} and (t.team_id = any (app.visible_teams('lead'))
    or t.org_id = any (app.visible_teams('admin'))))`

async function addFunctions(db: Kysely<unknown>): Promise<void> {
  // Under what people of the organisation may be called in a file, and in which teams they were analysts.
  await sql`create function app.move_in_people(team uuid)
    returns table (person_id uuid, name text, reference text, email text, team_id uuid, starts_on text, ends_on text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select p.person_id, p.name, p.reference, s.email, m.team_id, m.starts_on::text, m.ends_on::text
      from person p
      left join sign_in s on s.org_id = p.org_id and s.person_id = p.person_id
      left join membership m on m.org_id = p.org_id and m.person_id = p.person_id and m.role = 'analyst'
      where p.org_id = app.org() and ${allowed(sql`team`)}
    $$`.execute(db)
  await sql`create function app.write_move_in(org uuid, mover uuid, batch jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
      team uuid := (batch ->> 'teamId')::uuid;
      id uuid := (batch ->> 'moveInId')::uuid;
      replaced uuid[];
    begin
      insert into audit_log (org_id, entry_id, actor_id, action, entity_id, team_id, details)
      values (org, (batch ->> 'entryId')::uuid, mover, 'reviews.moveIn', id, team, batch -> 'counts');
      select coalesce(array_agg(v.version_id), '{}') into replaced from rubric_version v
      where v.org_id = org and v.team_id = team and v.state = 'published' and v.move_in_id is not null
        and v.rubric_id in (select (x ->> 'rubricId')::uuid from jsonb_array_elements(batch -> 'versions') x
          where (x ->> 'publish')::boolean);
      insert into move_in (org_id, move_in_id, team_id, source, files, counts, superseded, moved_by)
      values (org, id, team, batch ->> 'source', array(select jsonb_array_elements_text(batch -> 'files')),
        batch -> 'counts', replaced, mover);
      insert into rubric (org_id, rubric_id, team_id, move_in_id)
      select org, x::uuid, team, id from jsonb_array_elements_text(batch -> 'rubrics') x
      on conflict do nothing;
      update rubric_version v set state = 'archived', archived_at = clock_timestamp(), version = v.version + 1
      where v.org_id = org and v.version_id = any (replaced);
      insert into rubric_version (org_id, version_id, rubric_id, team_id, number, state, content, author_id, claimed_at,
        published_at, archived_at, move_in_id)
      select org, x."versionId", x."rubricId", team, x.place + coalesce((select max(v.number) from rubric_version v
          where v.org_id = org and v.rubric_id = x."rubricId"), 0),
        case when p.now then 'published' else 'archived' end, x.content, mover, now(), now(),
        case when p.now then null else now() end, id
      from jsonb_to_recordset(batch -> 'versions')
        as x ("versionId" uuid, "rubricId" uuid, place int, content jsonb, publish boolean)
      -- One that was written here meanwhile keeps its place.
      cross join lateral (select x.publish and not exists (select from rubric_version v where v.org_id = org
        and v.rubric_id = x."rubricId" and v.state = 'published') as now) p;
      insert into review (org_id, review_id, team_id, analyst_id, reviewer_id, by_machine, purpose, case_ref, version_id,
        score, raw_score, auto_fail, own_score, own_auto_fail, own_critical, published_at, claimed_at, delivered_at,
        move_in_id)
      select org, x."reviewId", team, x."analystId", x."reviewerId", x.machine, 'quality', x."caseRef", x."versionId",
        x.score, x."rawScore", x."autoFail", x."ownScore", x."ownAutoFail",
        array(select jsonb_array_elements_text(x."ownCritical")), x.at, x.at, x.at, id
      from jsonb_to_recordset(batch -> 'reviews') as x ("reviewId" uuid, "analystId" uuid, "reviewerId" uuid,
        machine boolean, "caseRef" text, "versionId" uuid, score float8, "rawScore" float8, "autoFail" boolean,
        "ownScore" float8, "ownAutoFail" boolean, "ownCritical" jsonb, at timestamptz);
      insert into review_rating (org_id, review_id, criterion_id, level, comment, causes, fault)
      select org, x."reviewId", x."criterionId", x.level, x.comment, '{}', x.fault
      from jsonb_to_recordset(batch -> 'ratings')
        as x ("reviewId" uuid, "criterionId" uuid, level float8, comment text, fault text);
      insert into review_dispute (org_id, dispute_id, review_id, criterion_id, team_id, analyst_id, reviewer_id,
        before_level, before_fault, asked_level, asked_fault, why, raised_at, claimed_at, due_at, state, decided_by,
        decided_at, reason, final_level, final_fault, move_in_id)
      select org, x."disputeId", r.review_id, x."criterionId", team, r.analyst_id, r.reviewer_id, x."beforeLevel",
        x."beforeFault", x."askedLevel", x."askedFault", x.why, x.at, x.at, x."dueAt", x.state, x."decidedBy",
        x."decidedAt", x.reason, x."finalLevel", x."finalFault", id
      from jsonb_to_recordset(batch -> 'disputes') as x ("disputeId" uuid, "reviewId" uuid, "criterionId" uuid,
        "beforeLevel" float8, "beforeFault" text, "askedLevel" float8, "askedFault" text, why text, at timestamptz,
        "dueAt" timestamptz, state text, "decidedBy" uuid, "decidedAt" timestamptz, reason text, "finalLevel" float8,
        "finalFault" text)
      join review r on r.org_id = org and r.review_id = x."reviewId";
      insert into review_rescore (org_id, review_id, decision_correct, score, raw_score, auto_fail, own_score,
        own_auto_fail, own_critical)
      select org, x."reviewId", null, x.score, x."rawScore", x."autoFail", x."ownScore", x."ownAutoFail",
        array(select jsonb_array_elements_text(x."ownCritical"))
      from jsonb_to_recordset(batch -> 'rescores') as x ("reviewId" uuid, score float8, "rawScore" float8,
        "autoFail" boolean, "ownScore" float8, "ownAutoFail" boolean, "ownCritical" jsonb)
      on conflict (org_id, review_id) do update set score = excluded.score, raw_score = excluded.raw_score,
        auto_fail = excluded.auto_fail, own_score = excluded.own_score, own_auto_fail = excluded.own_auto_fail,
        own_critical = excluded.own_critical;
      insert into calibration_round (org_id, round_id, team_id, title, level, options, deadline, seed, imported, made_by,
        created_at, closed_at, move_in_id)
      select org, x."roundId", team, x.title, 'ordinal', x.options, x.at, x.seed, true, mover, x.at, x.at, id
      from jsonb_to_recordset(batch -> 'rounds')
        as x ("roundId" uuid, title text, options jsonb, seed int, at timestamptz);
      insert into calibration_case (org_id, round_id, case_id, position, reference, description)
      select org, x."roundId", x."caseId", x.position, x.reference, x.description
      from jsonb_to_recordset(batch -> 'cases')
        as x ("roundId" uuid, "caseId" uuid, position int, reference text, description text);
      insert into calibration_rater (org_id, round_id, person_id, submitted_at, claimed_at)
      select org, x."roundId", x."personId", x.at, x.at
      from jsonb_to_recordset(batch -> 'raters') as x ("roundId" uuid, "personId" uuid, at timestamptz);
      insert into calibration_rating (org_id, round_id, case_id, person_id, value)
      select org, x."roundId", x."caseId", x."personId", x.value
      from jsonb_to_recordset(batch -> 'roundRatings')
        as x ("roundId" uuid, "caseId" uuid, "personId" uuid, value text);
      insert into move_in_item (org_id, team_id, source, kind, external_id, move_in_id, entity_id, content_hash, stored,
        out_of, reckoned, difference)
      select org, team, batch ->> 'source', x.kind, x."externalId", id, x."entityId", x.hash, x.stored, x."outOf",
        x.reckoned, x.difference
      from jsonb_to_recordset(batch -> 'items') as x (kind text, "externalId" text, "entityId" uuid, hash text,
        stored float8, "outOf" float8, reckoned float8, difference text);
      ${announced(sql`team`, sql`id`)}
    end $$`.execute(db)
  await sql`create function app.store_move_in(batch jsonb) returns void
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      if not ${allowed(sql`(batch ->> 'teamId')::uuid`)} then
        raise exception 'the actor neither leads the team nor administers' using errcode = 'insufficient_privilege';
      end if;
      if exists (select from jsonb_array_elements(batch -> 'reviews') x
        where (x ->> 'analystId')::uuid = app.actor()) then
        raise exception 'nobody moves in reviews of their own work' using errcode = 'insufficient_privilege';
      end if;
      perform app.write_move_in(app.org(), app.actor(), batch);
    end $$`.execute(db)
  // Returns what stands on it; nothing is taken back where anything does.
  await sql`create function app.revert_move_in(org uuid, mover uuid, id uuid) returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public as $$
    declare
      team uuid;
      stands jsonb;
      taken jsonb;
      replaced uuid[];
    begin
      select m.team_id, m.superseded, m.counts into team, replaced, taken from move_in m
      where m.org_id = org and m.move_in_id = id and m.undone_at is null for update;
      if not found then return null; end if;
      select jsonb_build_object(
        'replied', (select count(*) from review_reply p join review r on r.org_id = p.org_id and r.review_id = p.review_id
          where r.org_id = org and r.move_in_id = id),
        'disputed', (select count(*) from review_dispute d join review r on r.org_id = d.org_id and r.review_id = d.review_id
          where r.org_id = org and r.move_in_id = id
            and (d.move_in_id is distinct from id or d.version > 1)),
        'escalated', (select count(*) from escalation_link l join review r on r.org_id = l.org_id
          and r.review_id = l.review_id where r.org_id = org and r.move_in_id = id),
        'ledger', (select count(*) from policy_ledger_entry e where e.org_id = org
          and (e.review_id in (select r.review_id from review r where r.org_id = org and r.move_in_id = id)
            or e.entry_id in (select c.case_id from calibration_case c join calibration_round n on n.org_id = c.org_id
              and n.round_id = c.round_id where n.org_id = org and n.move_in_id = id))),
        'scored', (select count(*) from review r join rubric_version v on v.org_id = r.org_id
          and v.version_id = r.version_id where v.org_id = org and v.move_in_id = id
          and r.move_in_id is distinct from id),
        'revised', (select count(*) from rubric_version v join rubric b on b.org_id = v.org_id
          and b.rubric_id = v.rubric_id where b.org_id = org and b.move_in_id = id
          and v.move_in_id is distinct from id)) into stands;
      if exists (select from jsonb_each_text(stands) e where e.value::int > 0) then return stands; end if;
      delete from review_dispute d where d.org_id = org and d.move_in_id = id;
      delete from review_rescore p using review r
      where r.org_id = org and r.move_in_id = id and p.org_id = org and p.review_id = r.review_id;
      delete from review_rating p using review r
      where r.org_id = org and r.move_in_id = id and p.org_id = org and p.review_id = r.review_id;
      ${announced(sql`team`, sql`id`)}
      delete from review r where r.org_id = org and r.move_in_id = id;
      delete from calibration_rating p using calibration_round r
      where r.org_id = org and r.move_in_id = id and p.org_id = org and p.round_id = r.round_id;
      delete from calibration_rater p using calibration_round r
      where r.org_id = org and r.move_in_id = id and p.org_id = org and p.round_id = r.round_id;
      delete from calibration_case p using calibration_round r
      where r.org_id = org and r.move_in_id = id and p.org_id = org and p.round_id = r.round_id;
      delete from calibration_round r where r.org_id = org and r.move_in_id = id;
      delete from rubric_version v where v.org_id = org and v.move_in_id = id;
      delete from rubric b where b.org_id = org and b.move_in_id = id;
      perform set_config('app.move_in_reverts', 'on', true);
      update rubric_version v set state = 'published', archived_at = null, version = v.version + 1
      where v.org_id = org and v.version_id = any (replaced) and not exists (select from rubric_version o
        where o.org_id = org and o.rubric_id = v.rubric_id and o.state = 'published');
      perform set_config('app.move_in_reverts', 'off', true);
      delete from move_in_item i where i.org_id = org and i.move_in_id = id;
      update move_in m set undone_at = clock_timestamp(), undone_by = mover where m.org_id = org and m.move_in_id = id;
      insert into audit_log (org_id, entry_id, actor_id, action, entity_id, team_id, details)
      values (org, gen_random_uuid(), mover, 'reviews.moveIn.undo', id, team, taken);
      return '{}';
    end $$`.execute(db)
  await sql`create function app.undo_move_in(id uuid) returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      if not exists (select from move_in m where m.org_id = app.org() and m.move_in_id = id
        and ${allowed(sql`m.team_id`)}) then
        raise exception 'the actor neither leads the team nor administers' using errcode = 'insufficient_privilege';
      end if;
      return app.revert_move_in(app.org(), app.actor(), id);
    end $$`.execute(db)
  for (const name of [
    'move_in_people(uuid)',
    'write_move_in(uuid, uuid, jsonb)',
    'store_move_in(jsonb)',
    'revert_move_in(uuid, uuid, uuid)',
    'undo_move_in(uuid)',
  ])
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
  for (const name of ['move_in_people(uuid)', 'store_move_in(jsonb)', 'undo_move_in(uuid)'])
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
}

/** Tells the phones of who leads or manages the team, and of the analysts whose reviews came or went. */
const announced = (
  team: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
) => sql`insert into change (org_id, feature,
        team_id, person_id, subject_id)
      select org, f, ${team}, null::uuid, null::uuid from unnest(array['reviews', 'rubrics', 'calibration']) f
      union all
      select distinct org, 'reviews', null::uuid, r.analyst_id, r.analyst_id from review r
      where r.org_id = org and r.move_in_id = ${id};
      perform pg_notify('dure_change', org::text);`
