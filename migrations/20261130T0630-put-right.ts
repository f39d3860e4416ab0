import { type Kysely, sql } from 'kysely'

/**
 * Decisions that a verification found wrong, and whether each was put right on the platform. The database opens one whenever
 * a verified decision is not the moderator's or the analyst's, closes it when a later verification says that nothing is
 * wrong, and keeps what was said of it before: whichever way a verification comes, it does so in its transaction.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  // item_id: of the audit or of the machine's decision. put_to: the decision that the platform was put to.
  await sql`create table put_right (
    org_id uuid not null,
    item_id uuid not null,
    team_id uuid not null,
    audit_id uuid,
    decision_id uuid,
    analyst_id uuid,
    state text not null default 'open' check (state in ('open', 'done', 'not_needed', 'withdrawn')),
    reason text check (reason in ('gone', 'not_carried_out', 'same_effect', 'policy_changed')),
    opened_at timestamptz not null default now(),
    done_on date,
    put_to text,
    set_by uuid,
    set_at timestamptz,
    import_id uuid,
    version int not null default 1,
    primary key (org_id, item_id),
    foreign key (org_id, team_id) references team,
    foreign key (org_id, audit_id) references audit on delete cascade deferrable initially deferred,
    foreign key (org_id, decision_id) references machine_decision on delete cascade deferrable initially deferred,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, set_by) references person,
    check (item_id = coalesce(audit_id, decision_id) and (audit_id is null) <> (decision_id is null)),
    check ((audit_id is null) = (analyst_id is null)),
    check ((state = 'not_needed') = (reason is not null)),
    check (state <> 'done' or (done_on is not null and put_to is not null))
  )`.execute(db)
  await sql`create index put_right_open on put_right (org_id, team_id, opened_at, item_id) where state = 'open'`.execute(
    db,
  )
  await sql`create index put_right_set on put_right (org_id, team_id, set_at desc, item_id) where state <> 'open'`.execute(
    db,
  )
  await sql`create index put_right_audit on put_right (org_id, audit_id) where audit_id is not null`.execute(
    db,
  )
  await sql`create index put_right_decision on put_right (org_id, decision_id) where decision_id is not null`.execute(
    db,
  )
  await sql`create index put_right_import on put_right (org_id, import_id) where import_id is not null`.execute(
    db,
  )
  await sql`create table put_right_event (
    org_id uuid not null,
    event_id uuid not null default gen_random_uuid(),
    item_id uuid not null,
    team_id uuid not null,
    analyst_id uuid,
    version int not null,
    state text not null,
    reason text,
    done_on date,
    put_to text,
    set_by uuid,
    import_id uuid,
    at timestamptz not null default clock_timestamp(),
    primary key (org_id, event_id),
    unique (org_id, item_id, version),
    foreign key (org_id, item_id) references put_right on delete cascade,
    foreign key (org_id, team_id) references team,
    foreign key (org_id, analyst_id) references person,
    foreign key (org_id, set_by) references person
  )`.execute(db)

  for (const table of ['put_right', 'put_right_event']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
    await sql`create policy read on ${name} for select to dure_app
      using (${inOrg} and (${led} or analyst_id = ${actor}))`.execute(db)
    await sql`grant select on ${name} to dure_app`.execute(db)
  }
  await sql`create policy answer on put_right for update to dure_app
    using (${inOrg} and ${led} and state <> 'withdrawn')
    with check (${inOrg} and ${led} and state <> 'withdrawn' and set_by = ${actor})`.execute(db)
  await sql`grant update (state, reason, done_on, put_to, set_by, set_at, import_id, version) on put_right to dure_app`.execute(
    db,
  )

  for (const [name, { table, key, analyst, wrong }] of Object.entries(sources)) {
    const found = sql`c.kind in ('audit', 'appeal') and c.verified_decision is not null`
    const items = sql`select c.org_id, ${sql.ref(`c.${key}`)}, c.team_id, ${sql.ref(`c.${key}`)}, ${sql.raw(analyst)}`
    const columns = sql`org_id, item_id, team_id, ${sql.ref(key)}, analyst_id`
    await sql`create function app.${sql.raw(name)}() returns trigger
      language plpgsql security definer set search_path = pg_catalog, public as $$
      begin
        insert into put_right (${columns})
        ${items} from changed c where ${found} and ${sql.raw(wrong)}
        on conflict do nothing;
        if tg_op = 'UPDATE' then
          -- Again wrong, or wrong with what the platform was put to.
          update put_right p set state = 'open', opened_at = now(), version = p.version + 1
          from changed c
          where p.org_id = c.org_id and p.item_id = ${sql.ref(`c.${key}`)} and p.state in ('withdrawn', 'done')
            and c.verified_decision is not null and ${stillWrong(wrong)};
          update put_right p set reason = null, version = p.version + 1,
            state = case when p.put_to is not null and c.verified_decision is not null then 'done' else 'withdrawn' end
          from changed c
          where p.org_id = c.org_id and p.item_id = ${sql.ref(`c.${key}`)} and p.state in ('open', 'not_needed')
            and (c.verified_decision is null or not ${stillWrong(wrong)});
        end if;
        return null;
      end $$`.execute(db)
    for (const [trigger, event] of [
      ['put_right_of_new', 'insert'],
      ['put_right_of_changed', 'update'],
    ] as const)
      await sql`create trigger ${sql.ref(trigger)} after ${sql.raw(event)} on ${sql.table(table)}
        referencing new table as changed for each statement execute function app.${sql.raw(name)}()`.execute(
        db,
      )
    // The clock of what was found wrong before there was one begins today.
    await sql`insert into put_right (${columns})
      ${items} from ${sql.table(table)} c where ${found} and ${sql.raw(wrong)}`.execute(db)
  }
  await sql`create function app.keep_put_right() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public as $$
    begin
      insert into put_right_event (org_id, item_id, team_id, analyst_id, version, state, reason, done_on, put_to, set_by,
        import_id)
      values (new.org_id, new.item_id, new.team_id, new.analyst_id, new.version, new.state, new.reason, new.done_on,
        new.put_to, case when new.set_at is distinct from old.set_at then new.set_by end,
        case when new.set_at is distinct from old.set_at then new.import_id end);
      return null;
    end $$`.execute(db)
  await sql`create trigger keep after update on put_right for each row when (new.version > old.version)
    execute function app.keep_put_right()`.execute(db)
  // For who leads or manages the team: numbers, and no case.
  await sql`create function app.put_right_counts(team uuid, since timestamptz)
    returns table (machine boolean, state text, opened_at timestamptz, done_on date, n int)
    language sql stable security definer set search_path = pg_catalog, public as $$
      select p.decision_id is not null, p.state, p.opened_at, p.done_on, count(*)::int from put_right p
      where p.org_id = app.org() and p.team_id = team and p.team_id = any (app.visible_teams())
        and (p.state = 'open' or (p.state in ('done', 'not_needed') and p.set_at >= since))
      group by 1, 2, 3, 4
    $$`.execute(db)
  for (const name of [...Object.keys(sources).map((name) => `${name}()`), 'keep_put_right()', counts])
    await sql`revoke all on function app.${sql.raw(name)} from public`.execute(db)
  await sql`grant execute on function app.${sql.raw(counts)} to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [name, { table }] of Object.entries(sources)) {
    await sql`drop trigger put_right_of_new on ${sql.table(table)}`.execute(db)
    await sql`drop trigger put_right_of_changed on ${sql.table(table)}`.execute(db)
    await sql`drop function app.${sql.raw(name)}()`.execute(db)
  }
  await sql`drop function app.${sql.raw(counts)}`.execute(db)
  await sql`drop table put_right_event, put_right`.execute(db)
  await sql`drop function app.keep_put_right()`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const led = sql`team_id = any ((select app.visible_teams('lead'))::uuid[])`
const counts = 'put_right_counts(uuid, timestamptz)'

/** Labels are compared without case and outer space, as everywhere. */
const differs = (a: string, b: string) => `coalesce(lower(btrim(${a})) <> lower(btrim(${b})), false)`

/** By the function of their triggers: a moderator's or an analyst's decision may have reached the platform, or a machine's. */
const sources = {
  open_put_right: {
    table: 'audit',
    key: 'audit_id',
    analyst: 'c.analyst_id',
    wrong: `(${differs('c.decision', 'c.verified_decision')} or ${differs('c.moderator_decision', 'c.verified_decision')})`,
  },
  open_machine_put_right: {
    table: 'machine_decision',
    key: 'decision_id',
    analyst: 'null::uuid',
    wrong: differs('c.decision', 'c.verified_decision'),
  },
} as const

/** The decision that the platform was put to stands there from then on. */
const stillWrong = (wrong: string) =>
  sql.raw(`case when p.put_to is null then ${wrong} else ${differs('p.put_to', 'c.verified_decision')} end`)
