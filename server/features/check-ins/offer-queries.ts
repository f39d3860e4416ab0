import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { offerDays } from '#shared/check-ins/rules.ts'

export interface OfferRow {
  offer_id: string
  person_id: string
  person_name: string
  lead_id: string
  lead_name: string
  offered_at: string
}

const offers = sql`select o.offer_id, o.person_id, coalesce(p.name, '') as person_name, o.lead_id,
    coalesce(l.name, '') as lead_name, o.offered_at
  from talk_offer o
  left join person p on p.org_id = o.org_id and p.person_id = o.person_id
  left join person l on l.org_id = o.org_id and l.person_id = o.lead_id`

/** It is recent, and the person has not asked whoever made it since. */
const stands = sql`o.offered_at > now() - ${sql.lit(offerDays)} * interval '1 day'
  and not exists (select 1 from talk_request r where r.org_id = o.org_id and r.asker_id = o.person_id
    and r.addressee_id = o.lead_id and (r.asked_at >= o.offered_at or r.state in ('asked', 'answered')))`

/** Returns the offers to the actor that stand, newest first. */
export async function offersTo(db: ActorDb): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`${offers} where o.org_id = ${db.org} and o.person_id = ${db.person}
    and ${stands} order by o.offered_at desc`.execute(db.query)
  return rows
}

/** Returns every offer to the actor that is kept, newest first. */
export async function allOffersTo(db: ActorDb): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`${offers} where o.org_id = ${db.org} and o.person_id = ${db.person}
    order by o.offered_at desc`.execute(db.query)
  return rows
}

/** Returns when the actor made the offer to this person that stands; undefined where none does. */
export async function offeredTo(db: ActorDb, personId: string): Promise<string | undefined> {
  const { rows } = await sql<OfferRow>`${offers} where o.org_id = ${db.org} and o.lead_id = ${db.person}
    and o.person_id = ${personId} and ${stands} order by o.offered_at desc limit 1`.execute(db.query)
  return rows[0]?.offered_at
}

/** Returns those of these offers that the actor may see. */
export async function notifiedOffers(db: ActorDb, offerIds: readonly string[]): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`${offers} where o.org_id = ${db.org}
    and o.offer_id = any (${offerIds}::uuid[])`.execute(db.query)
  return rows
}

/** Holds what decides whether the actor may offer a person to talk: a check-in of theirs that the actor may read. */
export interface OfferFacts {
  team_id: string
  in_team: boolean
  /** The person asks the actor to talk already. */
  asks: boolean
}

export async function offerFacts(db: WriteDb, personId: string): Promise<OfferFacts | undefined> {
  const { rows } = await sql<OfferFacts>`select c.team_id,
      exists (select 1 from app.membership_today m where m.org_id = c.org_id and m.team_id = c.team_id
        and m.person_id = c.person_id) as in_team,
      exists (select 1 from talk_request r where r.org_id = c.org_id and r.asker_id = c.person_id
        and r.addressee_id = c.reader_id and r.state in ('asked', 'answered')) as asks
    from check_in c
    where c.org_id = ${db.org} and c.person_id = ${personId} and c.reader_id = ${db.person} and c.audience = 'lead'
    order by c.at desc limit 1`.execute(db.query)
  return rows[0]
}

/** Returns when it was made; undefined where an offer of this id exists. */
export async function insertOffer(
  db: WriteDb,
  { offerId, personId, teamId }: { offerId: string; personId: string; teamId: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('talk_offer')
    .values({
      ...{ org_id: db.org, offer_id: offerId, person_id: personId, lead_id: db.person, team_id: teamId },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('offered_at')
    .executeTakeFirst()
  return row?.offered_at
}
