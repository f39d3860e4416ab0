import { type Kysely, sql } from 'kysely'

/**
 * Web Push: the installation's one pair of VAPID keys, the devices that take pushes, what is on its way to them, and the
 * hours in which a person wants none. A device's subscription ends with its session.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`alter table person
    add column quiet_from time default '22:00',
    add column quiet_until time default '08:00',
    add constraint person_quiet check ((quiet_from is null) = (quiet_until is null) and quiet_from <> quiet_until)`.execute(
    db,
  )
  await sql`grant update (quiet_from, quiet_until) on person to dure_app`.execute(db)

  // Whether open phones were told; what is held back for later is told of when its time comes.
  await sql`alter table inbox add column told boolean not null default true`.execute(db)
  await sql`grant insert (told) on inbox to dure_app`.execute(db)

  await sql`create unique index session_device on session (org_id, session_id)`.execute(db)

  // One for all organisations: browsers subscribe to a server, and do not know who is on it.
  await sql`create table push_key (
    only_one boolean primary key default true check (only_one),
    public_key text not null,
    private_key text not null,
    created_at timestamptz not null default now()
  )`.execute(db)

  await sql`create table push_subscription (
    org_id uuid not null,
    subscription_id uuid not null,
    person_id uuid not null,
    session_id uuid not null,
    endpoint text not null check (length(endpoint) <= 1000),
    p256dh text not null,
    auth text not null,
    created_at timestamptz not null default now(),
    primary key (org_id, subscription_id),
    unique (org_id, session_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, session_id) references session (org_id, session_id) on delete cascade
  )`.execute(db)
  await sql`create index push_subscription_person on push_subscription (org_id, person_id)`.execute(db)

  await sql`create table push_delivery (
    org_id uuid not null,
    inbox_id uuid not null,
    subscription_id uuid not null,
    due_at timestamptz not null default clock_timestamp(),
    attempts int not null default 0,
    primary key (org_id, inbox_id, subscription_id),
    foreign key (org_id, inbox_id) references inbox on delete cascade,
    foreign key (org_id, subscription_id) references push_subscription on delete cascade
  )`.execute(db)
  await sql`create index push_delivery_due on push_delivery (due_at)`.execute(db)
  await sql`create index push_delivery_subscription on push_delivery (org_id, subscription_id)`.execute(db)

  for (const table of ['push_key', 'push_subscription', 'push_delivery']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }

  // The private key is the owner's alone.
  await sql`create policy read on push_key for select to dure_app using ((select app.actor()) is not null)`.execute(
    db,
  )
  await sql`grant select (only_one, public_key) on push_key to dure_app`.execute(db)
  const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
  await sql`create policy own on push_subscription for all to dure_app using (${own}) with check (${own})`.execute(
    db,
  )
  await sql`grant select, insert, delete on push_subscription to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`drop table push_delivery, push_subscription, push_key`.execute(db)
  await sql`drop index session_device`.execute(db)
  await sql`alter table inbox drop column told`.execute(db)
  await sql`alter table person drop constraint person_quiet, drop column quiet_from, drop column quiet_until`.execute(
    db,
  )
}
