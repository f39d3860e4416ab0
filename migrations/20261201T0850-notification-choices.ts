import { type Kysely, sql } from 'kysely'

/**
 * When and how a person is notified: per group of kinds at once, in a daily digest or not at all, and by e-mail too. E-mails
 * wait in a table of their own, written in the transaction that decides over the push of the same news.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table notification_choice (
    org_id uuid not null,
    person_id uuid not null,
    email boolean not null default false,
    digest_at time not null default '09:00',
    timings jsonb not null default '{}' check (jsonb_typeof(timings) = 'object'),
    version int not null default 1,
    primary key (org_id, person_id),
    foreign key (org_id, person_id) references person
  )`.execute(db)

  // An e-mail stays for a while once it was sent, so that the next one keeps its distance; its address is the account's.
  await sql`create table mail (
    org_id uuid not null,
    mail_id uuid not null,
    person_id uuid not null,
    urgent boolean not null default false,
    created_at timestamptz not null default clock_timestamp(),
    due_at timestamptz not null default clock_timestamp(),
    attempts int not null default 0,
    unsure int not null default 0,
    lease_id uuid,
    leased_until timestamptz,
    sent_at timestamptz,
    given_up_at timestamptz,
    reason text check (length(reason) <= 100),
    primary key (org_id, mail_id),
    foreign key (org_id, person_id) references person,
    check ((lease_id is null) = (leased_until is null)),
    check (sent_at is null or given_up_at is null),
    check (given_up_at is null or reason is not null)
  )`.execute(db)
  await sql`create index mail_due on mail (due_at) where sent_at is null and given_up_at is null`.execute(db)
  await sql`create index mail_person on mail (org_id, person_id, created_at desc)`.execute(db)
  // No reference: a backup has the news and leaves the e-mails out.
  await sql`alter table inbox add column mail_id uuid`.execute(db)
  await sql`create index inbox_mail on inbox (org_id, mail_id) where mail_id is not null`.execute(db)

  for (const table of ['notification_choice', 'mail']) {
    const name = sql.table(table)
    await sql`alter table ${name} enable row level security`.execute(db)
    await sql`alter table ${name} force row level security`.execute(db)
    await sql`create policy owner on ${name} for all to dure_owner using (true) with check (true)`.execute(db)
  }
  const own = sql`org_id = (select app.org()) and person_id = (select app.actor())`
  await sql`create policy own on notification_choice for all to dure_app using (${own}) with check (${own})`.execute(
    db,
  )
  await sql`grant select, insert (org_id, person_id, email, digest_at, timings),
    update (email, digest_at, timings, version) on notification_choice to dure_app`.execute(db)

  // A browser that replaces its address keeps its row, and with it the pushes that are on their way.
  await sql`grant update (session_id, endpoint, p256dh, auth) on push_subscription to dure_app`.execute(db)

  // A push is given up a day after it went out: what waited longer for a digest, a shift or an absence is still sent.
  await sql`alter table push_delivery add column created_at timestamptz not null default clock_timestamp()`.execute(
    db,
  )

  await sql`alter table installation add column mail_from text`.execute(db)
  await sql`create function app.sends_mail() returns boolean language sql stable security definer
    set search_path = pg_catalog, public as $$
      select exists (select from public.installation where mail_from is not null) $$`.execute(db)
  await sql`revoke execute on function app.sends_mail() from public`.execute(db)
  await sql`grant execute on function app.sends_mail() to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`drop function app.sends_mail()`.execute(db)
  await sql`alter table installation drop column mail_from`.execute(db)
  await sql`alter table push_delivery drop column created_at`.execute(db)
  await sql`revoke update (session_id, endpoint, p256dh, auth) on push_subscription from dure_app`.execute(db)
  await sql`alter table inbox drop column mail_id`.execute(db)
  await sql`drop table mail, notification_choice`.execute(db)
}
