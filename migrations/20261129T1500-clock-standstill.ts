import { type Kysely, sql } from 'kysely'

/**
 * The time during which a clock stood lies with the clock itself, and nowhere else: `pauses` and `stops` hold the times
 * that are over, `paused_at` and `stopped_at` begin the one that lasts. A range of ranges counts an instant once,
 * however many reasons it had. The table of pauses knew nothing of a clock that stood because it was decided or closed,
 * and a clock that was decided while paused kept a pause that nobody could end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table escalation_clock
    add column pauses tstzmultirange not null default '{}',
    add column stops tstzmultirange not null default '{}',
    add column late_holder_id uuid,
    add foreign key (org_id, late_holder_id) references person`.execute(db)
  await sql`comment on column escalation_clock.late_holder_id is
    'Who had the escalation when this clock ran out, from the moment that somebody else has it.'`.execute(db)
  const spans = (which: ReturnType<typeof sql>) => sql`coalesce((
    select range_agg(tstzrange(p.from_at, p.until_at)) from escalation_pause p
    where p.org_id = c.org_id and p.escalation_id = c.escalation_id and p.until_at is not null and ${which}), '{}')`
  await sql`update escalation_clock c set pauses = ${spans(sql`p.reason <> 'resolved'`)},
    stops = ${spans(sql`p.reason = 'resolved'`)},
    paused_at = case when exists (select from escalation_pause p where p.org_id = c.org_id
      and p.escalation_id = c.escalation_id and p.until_at is null) then paused_at end`.execute(db)
  await sql`drop table escalation_pause`.execute(db)
  await sql`grant update (pauses, stops, late_holder_id) on escalation_clock to dure_app`.execute(db)
}

/** Gives back the table of pauses, with what the clock to decide knows of them; who made them is not known any more. */
export async function down(db: Kysely<unknown>): Promise<void> {
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
  await sql`insert into escalation_pause (org_id, pause_id, escalation_id, reason, from_at, until_at, by_id)
    select c.org_id, gen_random_uuid(), c.escalation_id, s.reason, s.from_at, s.until_at, e.raiser_id
    from escalation_clock c join escalation e using (org_id, escalation_id), lateral (
      select 'information' as reason, lower(r) as from_at, upper(r) as until_at from unnest(c.pauses) r
      union all select 'resolved', lower(r), upper(r) from unnest(c.stops) r
      union all select 'information', c.paused_at, null where c.paused_at is not null) s
    where c.kind = 'decide'`.execute(db)
  await sql`alter table escalation_pause enable row level security`.execute(db)
  await sql`alter table escalation_pause force row level security`.execute(db)
  await sql`create policy owner on escalation_pause for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  const inOrg = sql`org_id = (select app.org())`
  const seen = sql`exists (select 1 from escalation e
    where e.org_id = escalation_pause.org_id and e.escalation_id = escalation_pause.escalation_id)`
  await sql`create policy read on escalation_pause for select to dure_app using (${inOrg} and ${seen})`.execute(
    db,
  )
  await sql`create policy write on escalation_pause for insert to dure_app
    with check (${inOrg} and by_id = (select app.actor()) and ${seen})`.execute(db)
  await sql`create policy resume on escalation_pause for update to dure_app
    using (${inOrg} and until_at is null and ${seen}) with check (${inOrg} and until_at is not null)`.execute(
    db,
  )
  await sql`grant select, insert, update (until_at) on escalation_pause to dure_app`.execute(db)
  await sql`alter table escalation_clock drop column pauses, drop column stops, drop column late_holder_id`.execute(
    db,
  )
}
