import { type Kysely, sql } from 'kysely'

/**
 * Offers to talk, by whom a check-in is shared with to who shared it. Nobody but the two sees one; whether it led to
 * anything is told by a request to talk alone, and letting it be leaves no trace.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = '5s'`.execute(db)
  await sql`create table talk_offer (
    org_id uuid not null references org,
    offer_id uuid not null,
    person_id uuid not null,
    lead_id uuid not null,
    team_id uuid not null,
    offered_at timestamptz not null default clock_timestamp(),
    primary key (org_id, offer_id),
    foreign key (org_id, person_id) references person,
    foreign key (org_id, lead_id) references person,
    foreign key (org_id, team_id) references team,
    check (person_id <> lead_id)
  )`.execute(db)
  await sql`create index talk_offer_person on talk_offer (org_id, person_id, offered_at desc)`.execute(db)

  await sql`alter table talk_offer enable row level security`.execute(db)
  await sql`alter table talk_offer force row level security`.execute(db)
  await sql`create policy owner on talk_offer for all to dure_owner using (true) with check (true)`.execute(
    db,
  )
  await sql`create policy own on talk_offer for select to dure_app
    using (${inOrg} and person_id = ${actor})`.execute(db)
  await sql`create policy offered on talk_offer for select to dure_app
    using (${inOrg} and lead_id = ${actor} and ${above} and ${inTeam})`.execute(db)
  // The check-in's own policies say whether the actor is its reader today.
  await sql`create policy offer on talk_offer for insert to dure_app
    with check (${inOrg} and lead_id = ${actor} and person_id <> ${actor} and exists (select 1 from check_in c
      where c.org_id = talk_offer.org_id and c.person_id = talk_offer.person_id and c.reader_id = ${actor}
        and c.audience = 'lead' and c.team_id = talk_offer.team_id))`.execute(db)
  await sql`grant select, insert on talk_offer to dure_app`.execute(db)
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`delete from expired_row where place = 'talk_offer'`.execute(db)
  await sql`drop table talk_offer`.execute(db)
}

const inOrg = sql`org_id = (select app.org())`
const actor = sql`(select app.actor())`
const above = sql`team_id = any ((select app.visible_teams())::uuid[])`
/** The person stands in that team today. */
const inTeam = sql`exists (select 1 from app.membership_today m
  where m.org_id = talk_offer.org_id and m.team_id = talk_offer.team_id and m.person_id = talk_offer.person_id)`
