import { type Kysely, sql } from 'kysely'

/**
 * Escalations: the current row, its events (append-only), clocks, pauses, links, requests and decisions. Whether something
 * is approved is written by the owner's job alone, once a decision has taken effect; the app can neither approve nor
 * close what needed an approval, whoever asks it to. Words about child safety are few and lead nowhere, in every table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)

  await sql`create table escalation (
    org_id uuid not null references org,
    escalation_id uuid not null,
    team_id uuid not null,
    raiser_id uuid not null,
    subject_id uuid,
    kind text not null check (kind in ('safety', 'policy_gap', 'tool_fault', 'appeal', 'people')),
    category text check (category in ('child_safety', 'life_at_risk', 'intimate_image', 'terrorism', 'other')),
    severity text not null check (severity in ('P0', 'P1', 'P2', 'P3')),
    status text not null check (status in ('draft', 'submitted', 'acknowledged', 'awaiting_approval', 'approved',
      'rejected', 'in_progress', 'resolved', 'closed', 'reopened')),
    function text check (function in ('policy', 'product', 'data', 'engineering', 'legal', 'wellbeing')),
    summary text not null check (length(summary) between 1 and 200),
    details text check (length(details) between 1 and 4000),
    case_reference text check (case_reference ~ '^[[:alnum:]][[:alnum:]_#-]{0,63}$'),
    holder_id uuid,
    zone text not null check (length(zone) between 1 and 64),
    created_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz not null,
    submitted_at timestamptz,
    changed_at timestamptz not null default clock_timestamp(),
    resolved_at timestamptz,
    resolution text check (length(resolution) between 1 and 4000),
    what_changed text check (length(what_changed) between 1 and 2000),
    follow_ups jsonb not null default '[]',
    merged_into_id uuid,
    child_safety boolean not null generated always as (coalesce(category = 'child_safety', false)) stored,
    content_version int not null default 1,
    approved_version int,
    rejected_version int,
    cycle int not null default 1,
    version int not null default 1,
    primary key (org_id, escalation_id),
    unique (org_id, escalation_id, child_safety),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, raiser_id) references person,
    foreign key (org_id, subject_id) references person,
    foreign key (org_id, holder_id) references person,
    foreign key (org_id, merged_into_id) references escalation,
    check ((kind = 'safety') = (category is not null)),
    check (status = 'closed' or (status = 'draft') = (submitted_at is null)),
    check (not coalesce(category = 'child_safety', false) or (details is null and case_reference is not null
      and length(summary) <= 200 and summary !~* ${leads})),
    check (not coalesce(category = 'child_safety', false) or coalesce(resolution, '') || ' ' || coalesce(what_changed, '')
      || ' ' || follow_ups::text !~* ${leads})
  )`.execute(db)
  await sql`create index escalation_open on escalation (org_id, team_id) where status <> 'closed'`.execute(db)
  await sql`create index escalation_team on escalation (org_id, team_id, changed_at desc, escalation_id)`.execute(
    db,
  )
  await sql`create index escalation_raiser on escalation (org_id, raiser_id, changed_at desc)`.execute(db)
  await sql`create index escalation_holder on escalation (org_id, holder_id) where status <> 'closed'`.execute(
    db,
  )
  await sql`create index escalation_function on escalation (org_id, function, changed_at desc)
    where function is not null`.execute(db)

  /** Of whom each escalation is, so that words that hang on it can be held to the rule of child safety. */
  const ofEscalation = sql`foreign key (org_id, escalation_id, child_safety)
    references escalation (org_id, escalation_id, child_safety) on update cascade`

  // Who has had something to do with it. Watching is being told.
  await sql`create table escalation_party (
    org_id uuid not null,
    escalation_id uuid not null,
    person_id uuid not null,
    watching boolean not null default false,
    primary key (org_id, escalation_id, person_id),
    foreign key (org_id, escalation_id) references escalation,
    foreign key (org_id, person_id) references person
  )`.execute(db)
  await sql`create index escalation_party_person on escalation_party (org_id, person_id)`.execute(db)

  await sql`create table escalation_event (
    org_id uuid not null,
    event_id uuid not null,
    escalation_id uuid not null,
    kind text not null,
    at timestamptz not null default clock_timestamp(),
    actor_id uuid,
    other_id uuid,
    words text check (length(words) between 1 and 4000),
    code text check (length(code) between 1 and 64),
    child_safety boolean not null,
    primary key (org_id, event_id),
    ${ofEscalation},
    foreign key (org_id, actor_id) references person,
    foreign key (org_id, other_id) references person,
    check (not child_safety or words is null or (length(words) <= 200 and words !~* ${leads}))
  )`.execute(db)
  await sql`create index escalation_event_of on escalation_event (org_id, escalation_id, at)`.execute(db)

  await sql`create table escalation_link (
    org_id uuid not null,
    link_id uuid not null,
    escalation_id uuid not null,
    kind text not null check (kind in ('case', 'note', 'escalation')),
    audit_id uuid,
    note_id uuid,
    other_id uuid,
    label text not null check (length(label) between 1 and 200),
    child_safety boolean not null check (not child_safety),
    primary key (org_id, link_id),
    ${ofEscalation},
    foreign key (org_id, audit_id) references audit,
    foreign key (org_id, note_id) references note,
    foreign key (org_id, other_id) references escalation,
    check ((kind = 'case') = (audit_id is not null)),
    check ((kind = 'note') = (note_id is not null)),
    check ((kind = 'escalation') = (other_id is not null))
  )`.execute(db)
  await sql`create index escalation_link_of on escalation_link (org_id, escalation_id)`.execute(db)

  // stage: how far it has been told of (at risk, overdue, further up). next_at: when it is to be told of next.
  await sql`create table escalation_clock (
    org_id uuid not null,
    escalation_id uuid not null,
    kind text not null check (kind in ('acknowledge', 'decide', 'confirm')),
    started_at timestamptz not null,
    risk_at timestamptz not null,
    due_at timestamptz not null,
    chain_at timestamptz not null,
    paused_at timestamptz,
    stopped_at timestamptz,
    calendar_missing boolean not null default false,
    stage smallint not null default 0 check (stage between 0 and 3),
    next_at timestamptz generated always as (case when stopped_at is null and paused_at is null
      then case stage when 0 then risk_at when 1 then due_at when 2 then chain_at end end) stored,
    primary key (org_id, escalation_id, kind),
    foreign key (org_id, escalation_id) references escalation,
    check (risk_at <= due_at and due_at <= chain_at)
  )`.execute(db)
  await sql`create index escalation_clock_next on escalation_clock (next_at) where next_at is not null`.execute(
    db,
  )

  // 'resolved': the time from a resolution to its reopening does not count.
  await sql`create table escalation_pause (
    org_id uuid not null,
    pause_id uuid not null,
    escalation_id uuid not null,
    reason text not null check (reason in ('information', 'outside_body', 'legal', 'release', 'resolved')),
    from_at timestamptz not null default clock_timestamp(),
    until_at timestamptz,
    by_id uuid not null,
    primary key (org_id, pause_id),
    foreign key (org_id, escalation_id) references escalation,
    foreign key (org_id, by_id) references person,
    check (until_at >= from_at)
  )`.execute(db)
  await sql`create unique index escalation_pause_open on escalation_pause (org_id, escalation_id)
    where until_at is null`.execute(db)
  await sql`create index escalation_pause_of on escalation_pause (org_id, escalation_id)`.execute(db)

  await sql`create table escalation_request (
    org_id uuid not null,
    request_id uuid not null,
    escalation_id uuid not null,
    author_id uuid not null,
    at timestamptz not null default clock_timestamp(),
    question text not null check (length(question) between 1 and 200),
    recommendation text not null check (length(recommendation) between 1 and 2000),
    if_approved text not null check (length(if_approved) between 1 and 500),
    if_rejected text not null check (length(if_rejected) between 1 and 500),
    content_version int not null,
    state text not null default 'open' check (state in ('open', 'approved', 'rejected', 'voided')),
    child_safety boolean not null,
    primary key (org_id, request_id),
    ${ofEscalation},
    foreign key (org_id, author_id) references person,
    check (not child_safety or (length(recommendation) <= 200 and length(if_approved) <= 200 and length(if_rejected) <= 200
      and question || ' ' || recommendation || ' ' || if_approved || ' ' || if_rejected !~* ${leads}))
  )`.execute(db)
  await sql`create unique index escalation_request_open on escalation_request (org_id, escalation_id)
    where state = 'open'`.execute(db)
  await sql`create index escalation_request_of on escalation_request (org_id, escalation_id, at)`.execute(db)

  // Once a place, once a person, once for each person acted for; what was taken back leaves the place free.
  await sql`create table escalation_decision (
    org_id uuid not null,
    decision_id uuid not null,
    escalation_id uuid not null,
    request_id uuid not null,
    place smallint not null check (place in (1, 2)),
    decider_id uuid not null,
    for_id uuid,
    role text not null check (role in ('lead', 'manager')),
    verdict text not null check (verdict in ('approve', 'reject')),
    reason text check (length(reason) between 1 and 2000),
    content_version int not null,
    at timestamptz not null default clock_timestamp(),
    takes_effect_at timestamptz not null,
    undone_at timestamptz,
    effected_at timestamptz,
    alone boolean not null default false,
    child_safety boolean not null,
    primary key (org_id, decision_id),
    ${ofEscalation},
    foreign key (org_id, request_id) references escalation_request,
    foreign key (org_id, decider_id) references person,
    foreign key (org_id, for_id) references person,
    check (verdict = 'approve' or reason is not null),
    check (for_id <> decider_id),
    check (undone_at is null or effected_at is null),
    check (not child_safety or reason is null or (length(reason) <= 200 and reason !~* ${leads}))
  )`.execute(db)
  await sql`create unique index escalation_decision_place on escalation_decision (org_id, request_id, place)
    where undone_at is null`.execute(db)
  await sql`create unique index escalation_decision_person on escalation_decision (org_id, request_id, decider_id)
    where undone_at is null`.execute(db)
  await sql`create unique index escalation_decision_for on escalation_decision
    (org_id, request_id, (coalesce(for_id, decider_id))) where undone_at is null`.execute(db)
  await sql`create index escalation_decision_due on escalation_decision (takes_effect_at)
    where undone_at is null and effected_at is null`.execute(db)
  await sql`create index escalation_decision_of on escalation_decision (org_id, escalation_id)`.execute(db)

  await sql`create table delegation (
    org_id uuid not null references org,
    delegation_id uuid not null,
    from_id uuid not null,
    to_id uuid not null,
    role text not null check (role in ('lead', 'manager')),
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    primary key (org_id, delegation_id),
    foreign key (org_id, from_id) references person,
    foreign key (org_id, to_id) references person,
    check (from_id <> to_id),
    check (ends_at > starts_at)
  )`.execute(db)
  await sql`create index delegation_to on delegation (org_id, to_id, ends_at)`.execute(db)
  await sql`create index delegation_from on delegation (org_id, from_id, ends_at)`.execute(db)

  // Days that an organisation takes off, or works, beside the public calendar. applied_at: open clocks follow it.
  await sql`create table calendar_day (
    org_id uuid not null references org,
    zone text not null check (length(zone) between 1 and 64),
    day date not null,
    works boolean not null,
    name text not null check (length(name) between 1 and 100),
    by_id uuid not null,
    applied_at timestamptz,
    version int not null default 1,
    primary key (org_id, zone, day),
    foreign key (org_id, by_id) references person
  )`.execute(db)
  await sql`create index calendar_day_new on calendar_day (org_id) where applied_at is null`.execute(db)

  const today = sql`(now() at time zone o.zone)::date`
  const holds = sql`m.starts_on <= ${today} and (m.ends_on is null or m.ends_on > ${today})`

  // Teams in which the actor stands for somebody else today. Both must hold the role themselves, so that what was
  // handed on cannot be handed on again.
  await sql`create function app.acting() returns table (from_id uuid, team_id uuid, role text)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive held as (
        select d.from_id, m.team_id, d.role
        from delegation d
        join org o on o.org_id = d.org_id
        join membership m on m.org_id = d.org_id and m.person_id = d.from_id and m.role = d.role and ${holds}
        where d.org_id = app.org() and d.to_id = app.actor() and d.starts_at <= now() and d.ends_at > now()
          and (d.ended_at is null or d.ended_at > now())
          and exists (select from membership m where m.org_id = d.org_id and m.person_id = d.to_id and m.role = d.role
            and ${holds})
        union
        select h.from_id, t.team_id, h.role from team t join held h on t.parent_id = h.team_id
        where h.role = 'manager' and t.org_id = app.org()
      ) select from_id, team_id, role from held
    $$`.execute(db)

  // Everybody who leads or manages the team today, acts for one of them, or is of the function. Colleagues are told to
  // colleagues; somebody who is only a partner is told of their own function alone.
  await sql`create function app.escalation_people(team uuid, fn text)
    returns table (person_id uuid, role text, for_id uuid)
    language sql stable security definer set search_path = pg_catalog, public as $$
      with recursive above as (
        select t.team_id, t.parent_id, 0 as height from team t where t.org_id = app.org() and t.team_id = team
        union all
        select t.team_id, t.parent_id, a.height + 1 from team t join above a on t.team_id = a.parent_id
        where t.org_id = app.org() and a.height < 20
      ), today as (
        select m.* from membership m join org o on o.org_id = m.org_id where m.org_id = app.org() and ${holds}
      ), standing as (
        select m.person_id, m.role from today m join above a on a.team_id = m.team_id
        where m.role = 'manager' or (m.role = 'lead' and a.height = 0)
      ), people as (
        select person_id, role, null::uuid as for_id from standing
        union
        select d.to_id, d.role, d.from_id from delegation d
        join standing s on s.person_id = d.from_id and s.role = d.role
        join today m on m.person_id = d.to_id and m.role = d.role
        where d.org_id = app.org() and d.starts_at <= now() and d.ends_at > now()
          and (d.ended_at is null or d.ended_at > now())
      )
      select person_id, role, for_id from people where app.visible_teams('staff') <> '{}'
      union
      select m.person_id, 'partner', null from today m where m.role = 'partner' and m.function = fn
        and (app.visible_teams('staff') <> '{}'
          or exists (select from today me where me.person_id = app.actor() and me.role = 'partner' and me.function = fn))
    $$`.execute(db)

  await sql`create function app.role_holders(held text) returns setof uuid
    language sql stable security definer set search_path = pg_catalog, public as $$
      select distinct m.person_id from membership m join org o on o.org_id = m.org_id
      where m.org_id = app.org() and m.role = held and held in ('lead', 'manager') and ${holds}
        and exists (select from membership m where m.org_id = app.org() and m.person_id = app.actor() and m.role = held
          and ${holds})
    $$`.execute(db)
  for (const name of ['acting()', 'escalation_people(uuid, text)', 'role_holders(text)']) {
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
    await sql`grant execute on function app.${sql.raw(name)} to dure_app`.execute(db)
  }

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
  const ofTeam = sql`team_id = any (array(select a.team_id from app.acting() a)
    || (select app.visible_teams())::uuid[])`
  const member = sql`team_id = any ((select app.visible_teams('member'))::uuid[])`
  const routed = sql`function in (select m.function from membership m join org o on o.org_id = m.org_id
    where m.org_id = (select app.org()) and m.person_id = ${actor} and m.role = 'partner' and ${holds})`

  // Who raised it; who leads or manages the team or acts for them; the function that it is routed to. Whom it is about
  // does not see it, whatever else they are. A draft is its writer's alone.
  const readers = sql`${inOrg} and (raiser_id = ${actor}
    or (subject_id is distinct from ${actor} and submitted_at is not null and (${ofTeam} or ${routed})))`
  await sql`create policy read on escalation for select to dure_app using (${readers})`.execute(db)
  await sql`create policy raise on escalation for insert to dure_app with check (${inOrg} and raiser_id = ${actor}
    and (${member} or ${managed}) and status in ('draft', 'submitted')
    and approved_version is null and rejected_version is null)`.execute(db)
  await sql`create policy work on escalation for update to dure_app using (${readers})
    with check (${inOrg}
      and (status <> 'approved' or approved_version = content_version)
      and (status <> 'rejected' or rejected_version = content_version)
      and (merged_into_id is not null or case severity
        when 'P3' then true
        when 'P0' then status <> 'closed' or approved_version = content_version or resolved_at is null
        else status not in ('in_progress', 'resolved') or approved_version = content_version end))`.execute(
    db,
  )
  await sql`grant select, insert on escalation to dure_app`.execute(db)
  await sql`grant update (subject_id, kind, category, severity, status, function, summary, details, case_reference, holder_id,
    submitted_at, changed_at, resolved_at, resolution, what_changed, follow_ups, merged_into_id, content_version, cycle,
    version) on escalation to dure_app`.execute(db)

  // What hangs on an escalation is seen by who sees it: the subselect runs under the reader's own policies.
  const on = (table: string, and = sql`true`) => sql`exists (select 1 from escalation e
    where e.org_id = ${sql.ref(`${table}.org_id`)} and e.escalation_id = ${sql.ref(`${table}.escalation_id`)} and ${and})`
  for (const table of ['party', 'event', 'link', 'clock', 'pause', 'request'].map(
    (name) => `escalation_${name}`,
  ))
    await sql`create policy read on ${sql.table(table)} for select to dure_app using (${inOrg} and ${on(table)})`.execute(
      db,
    )
  const writers = {
    escalation_party: sql`true`,
    escalation_event: sql`actor_id = ${actor} and kind not in ('approved', 'rejected', 'at_risk', 'overdue')`,
    escalation_link: sql`true`,
    escalation_clock: sql`true`,
    escalation_pause: sql`by_id = ${actor}`,
    escalation_request: sql`author_id = ${actor} and state = 'open'`,
  }
  for (const [table, check] of Object.entries(writers))
    await sql`create policy write on ${sql.table(table)} for insert to dure_app
      with check (${inOrg} and ${check} and ${
        table === 'escalation_request'
          ? on(table, sql`e.content_version = escalation_request.content_version and e.${ofTeam}`)
          : on(table)
      })`.execute(db)
  await sql`create policy own on escalation_party for update to dure_app using (${inOrg} and ${on('escalation_party')})
    with check (${inOrg})`.execute(db)
  await sql`create policy work on escalation_clock for update to dure_app using (${inOrg} and ${on('escalation_clock')})
    with check (${inOrg})`.execute(db)
  await sql`create policy resume on escalation_pause for update to dure_app
    using (${inOrg} and until_at is null and ${on('escalation_pause')})
    with check (${inOrg} and until_at is not null)`.execute(db)
  await sql`create policy void on escalation_request for update to dure_app
    using (${inOrg} and state = 'open' and ${on('escalation_request')})
    with check (${inOrg} and state = 'voided')`.execute(db)
  await sql`grant select, insert on escalation_party, escalation_event, escalation_link, escalation_clock,
    escalation_pause, escalation_request to dure_app`.execute(db)
  await sql`grant update (watching) on escalation_party to dure_app`.execute(db)
  await sql`grant update (started_at, risk_at, due_at, chain_at, paused_at, stopped_at, calendar_missing, stage)
    on escalation_clock to dure_app`.execute(db)
  await sql`grant update (until_at) on escalation_pause to dure_app`.execute(db)
  await sql`grant update (state) on escalation_request to dure_app`.execute(db)

  // A decision that waits for its effect is known to who gave it and to those who might have.
  await sql`create policy read on escalation_decision for select to dure_app using (${inOrg} and (decider_id = ${actor}
    or (undone_at is null and ${on('escalation_decision', sql`(effected_at is not null or e.${ofTeam})`)})))`.execute(
    db,
  )
  const stands = sql`case when for_id is null
    then (role = 'manager' and e.${managed}) or (role = 'lead' and e.${led})
    else for_id not in (e.raiser_id, r.author_id) and e.subject_id is distinct from for_id
      and (for_id, e.team_id, role) in (select a.from_id, a.team_id, a.role from app.acting() a) end`
  await sql`create policy decide on escalation_decision for insert to dure_app with check (${inOrg}
    and decider_id = ${actor} and undone_at is null and effected_at is null and not alone
    and takes_effect_at >= clock_timestamp() + interval '8 seconds'
    and exists (select 1 from escalation e join escalation_request r using (org_id, escalation_id)
      where e.org_id = escalation_decision.org_id and e.escalation_id = escalation_decision.escalation_id
        and r.request_id = escalation_decision.request_id and r.state = 'open'
        and e.content_version = escalation_decision.content_version
        and r.content_version = escalation_decision.content_version
        and (e.status = 'awaiting_approval' or e.severity = 'P0')
        and decider_id not in (e.raiser_id, r.author_id) and e.subject_id is distinct from decider_id and ${stands}))`.execute(
    db,
  )
  await sql`create policy undo on escalation_decision for update to dure_app
    using (${inOrg} and decider_id = ${actor} and undone_at is null and effected_at is null
      and takes_effect_at > clock_timestamp())
    with check (${inOrg} and decider_id = ${actor} and undone_at is not null)`.execute(db)
  await sql`grant select, insert, update (undone_at) on escalation_decision to dure_app`.execute(db)

  await sql`create policy read on delegation for select to dure_app
    using (${inOrg} and ${actor} in (from_id, to_id))`.execute(db)
  await sql`create policy give on delegation for insert to dure_app with check (${inOrg} and from_id = ${actor}
    and ended_at is null and from_id in (select app.role_holders(role)) and to_id in (select app.role_holders(role)))`.execute(
    db,
  )
  await sql`create policy take_back on delegation for update to dure_app
    using (${inOrg} and from_id = ${actor} and ended_at is null)
    with check (${inOrg} and from_id = ${actor} and ended_at is not null)`.execute(db)
  await sql`grant select, insert, update (ended_at) on delegation to dure_app`.execute(db)

  const isAdmin = sql`org_id = any ((select app.visible_teams('admin'))::uuid[])`
  await sql`create policy read on calendar_day for select to dure_app using (${inOrg} and ${actor} is not null)`.execute(
    db,
  )
  await sql`create policy add on calendar_day for insert to dure_app
    with check (${inOrg} and ${isAdmin} and by_id = ${actor} and applied_at is null)`.execute(db)
  await sql`create policy change on calendar_day for update to dure_app
    using (${inOrg} and ${isAdmin}) with check (${inOrg} and by_id = ${actor} and applied_at is null)`.execute(
    db,
  )
  await sql`grant select, insert, update (works, name, by_id, applied_at, version) on calendar_day to dure_app`.execute(
    db,
  )

  // A partner knows the names of those who had something to do with what is routed to them.
  await sql`create policy routed on person for select to dure_app using (${inOrg} and exists (
    select 1 from escalation_party x where x.org_id = person.org_id and x.person_id = person.person_id))`.execute(
    db,
  )
}

/** What could lead to a picture: a scheme, a host name with a path, a data address, markup. */
const leads = sql.lit('(://|\\mwww\\.|\\mdata:|\\m[a-z0-9-]+\\.[a-z]{2,}/|<[a-z!/])')

const tables = [
  'escalation',
  'escalation_party',
  'escalation_event',
  'escalation_link',
  'escalation_clock',
  'escalation_pause',
  'escalation_request',
  'escalation_decision',
  'delegation',
  'calendar_day',
]

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop policy routed on person`.execute(db)
  await sql`drop table calendar_day, delegation, escalation_decision, escalation_request, escalation_pause,
    escalation_clock, escalation_link, escalation_event, escalation_party, escalation cascade`.execute(db)
  await sql`drop function app.acting(), app.escalation_people(uuid, text), app.role_holders(text)`.execute(db)
}
