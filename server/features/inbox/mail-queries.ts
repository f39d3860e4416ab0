import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Schema } from '#server/db/schema.ts'
import type { Locale } from '#shared/people/views.ts'

/** News that an e-mail to one person speaks for. */
export interface PersonNotifications {
  org: string
  person: string
  urgent: boolean
  inboxIds: readonly string[]
}

/** Minutes between two e-mails to one person, unless something is urgent: what comes meanwhile is in the next. */
const distance = sql`interval '10 minutes'`

/**
 * Lets an e-mail speak for these news: the one that waits for the person, unless it may have been sent already, or a new one. One that
 * waits is as young as its newest news, so that it is not given up with what waited for a day. In the transaction that decides over their push, so that neither is done without the other.
 */
export async function queueMail(
  transaction: Kysely<Schema>,
  { org, person, urgent, inboxIds }: PersonNotifications,
): Promise<void> {
  const { rows } = await sql<{ mail_id: string }>`update mail set urgent = urgent or ${urgent},
      due_at = case when ${urgent} then least(due_at, clock_timestamp()) else due_at end,
      created_at = clock_timestamp()
    where org_id = ${org} and mail_id = (
      select mail_id from mail where org_id = ${org} and person_id = ${person} and sent_at is null
        and given_up_at is null and lease_id is null and unsure = 0 order by created_at limit 1 for update skip locked)
    returning mail_id`.execute(transaction)
  const mailId = rows[0]?.mail_id ?? (await insertMail(transaction, { org, person, urgent }))
  await sql`update inbox set mail_id = ${mailId} where org_id = ${org} and inbox_id = any (${inboxIds}::uuid[])`.execute(
    transaction,
  )
}

async function insertMail(
  transaction: Kysely<Schema>,
  { org, person, urgent }: Omit<PersonNotifications, 'inboxIds'>,
): Promise<string> {
  const mailId = uuidv7()
  await sql`insert into mail (org_id, mail_id, person_id, urgent, due_at)
    select ${org}::uuid, ${mailId}::uuid, ${person}::uuid, ${urgent}::boolean, case when ${urgent} then clock_timestamp()
      else greatest(clock_timestamp(), max(sent_at) + ${distance}) end
    from mail where org_id = ${org} and person_id = ${person}`.execute(transaction)
  return mailId
}

export interface DueMail {
  org_id: string
  mail_id: string
  created_at: string
  attempts: number
  /** How often the server may have taken it. */
  unsure: number
  urgent: boolean
  locale: Locale
  /** The account's address; null where there is none any more. */
  address: string | null
  /** False once all that it speaks for was read, the person wants no e-mail, or has no role any more. */
  wanted: boolean
}

/** A lease lapses so soon after who holds it died. */
const leaseFor = sql`interval '30 seconds'`

/** Leases e-mails that are due and that nobody else sends, what is urgent and then what is oldest first. */
export async function leaseMail(
  db: Kysely<Schema>,
  { leaseId, limit }: { leaseId: string; limit: number },
): Promise<DueMail[]> {
  const { rows } = await sql<DueMail>`
    with due as materialized (
      select org_id, mail_id from mail
      where sent_at is null and given_up_at is null and due_at <= clock_timestamp()
        and (leased_until is null or leased_until < clock_timestamp())
      order by urgent desc, due_at limit ${limit} for update skip locked
    ), leased as (
      update mail m set lease_id = ${leaseId}::uuid, leased_until = clock_timestamp() + ${leaseFor}
      from due where m.org_id = due.org_id and m.mail_id = due.mail_id
      returning m.org_id, m.mail_id, m.person_id, m.created_at, m.attempts, m.unsure, m.urgent)
    select l.org_id, l.mail_id, l.created_at, l.attempts, l.unsure, l.urgent, p.locale,
      (select s.email from sign_in s where s.org_id = l.org_id and s.person_id = l.person_id
        order by s.changed_at desc limit 1) as address,
      exists (select from inbox i where i.org_id = l.org_id and i.mail_id = l.mail_id and i.read_at is null)
        and exists (select from notification_choice c
          where c.org_id = l.org_id and c.person_id = l.person_id and c.email)
        and exists (select from app.membership_today m where m.org_id = l.org_id and m.person_id = l.person_id)
        as wanted
    from leased l join person p on p.org_id = l.org_id and p.person_id = l.person_id
    order by l.urgent desc, l.created_at`.execute(db)
  return rows
}

/** Keeps what a lease still holds from lapsing. */
export async function renewMailLease(db: Kysely<Schema>, leaseId: string): Promise<void> {
  await db
    .updateTable('mail')
    .set({ leased_until: sql`clock_timestamp() + ${leaseFor}` })
    .where('lease_id', '=', leaseId)
    .execute()
}

type MailRef = Pick<DueMail, 'org_id' | 'mail_id'>

const leased = (db: Kysely<Schema>, { org_id, mail_id }: MailRef, leaseId: string) =>
  db
    .updateTable('mail')
    .where('org_id', '=', org_id)
    .where('mail_id', '=', mail_id)
    .where('lease_id', '=', leaseId)

/** Notes that the server took it. */
export async function markSent(db: Kysely<Schema>, mail: MailRef, leaseId: string): Promise<void> {
  await leased(db, mail, leaseId)
    .set({
      ...{ lease_id: null, leased_until: null, reason: null },
      sent_at: sql`clock_timestamp()`,
      attempts: sql`attempts + 1`,
    })
    .execute()
}

/** Deletes one that is not wanted any more. */
export async function deleteMail(
  db: Kysely<Schema>,
  { org_id, mail_id }: MailRef,
  leaseId: string,
): Promise<void> {
  await db
    .deleteFrom('mail')
    .where('org_id', '=', org_id)
    .where('mail_id', '=', mail_id)
    .where('lease_id', '=', leaseId)
    .execute()
}

/** Gives one back, to be tried again after so many seconds; `unsure`: the server may have taken it. */
export async function postponeMail(
  db: Kysely<Schema>,
  mail: MailRef,
  { leaseId, seconds, reason, unsure }: { leaseId: string; seconds: number; reason: string; unsure: boolean },
): Promise<void> {
  await leased(db, mail, leaseId)
    .set({
      ...{ lease_id: null, leased_until: null, reason },
      due_at: sql`clock_timestamp() + ${seconds} * interval '1 second'`,
      attempts: sql`attempts + 1`,
      unsure: sql`unsure + ${unsure ? 1 : 0}::int`,
    })
    .execute()
}

/** Gives one up; the record stays for whoever runs the server. */
export async function giveUpMail(
  db: Kysely<Schema>,
  mail: MailRef,
  { leaseId, reason }: { leaseId: string; reason: string },
): Promise<void> {
  await leased(db, mail, leaseId)
    .set({
      ...{ lease_id: null, leased_until: null, reason },
      given_up_at: sql`clock_timestamp()`,
      attempts: sql`attempts + 1`,
    })
    .execute()
}

/** Gives up what has waited for a day, also where nothing sends e-mail any more. Returns how many there were. */
export async function giveUpOldMail(db: Kysely<Schema>): Promise<number> {
  const { numAffectedRows } =
    await sql`update mail set given_up_at = clock_timestamp(), lease_id = null, leased_until = null,
      reason = coalesce(reason, 'not sent within a day')
    where sent_at is null and given_up_at is null and created_at < clock_timestamp() - interval '24 hours'
      and (leased_until is null or leased_until < clock_timestamp())`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

export interface MailReport {
  /** The sender; null where this installation sends none. */
  from: string | null
  waiting: number
  /** In the last ninety days. */
  givenUp: number
  lastGivenUpAt: string | null
  lastReason: string | null
}

/** Returns what became of the installation's e-mails, for `dure doctor`; undefined before the schema has them. */
export async function mailReport(db: Kysely<Schema>): Promise<MailReport | undefined> {
  const { rows: known } = await sql<{
    there: boolean
  }>`select to_regclass('mail') is not null as there`.execute(db)
  if (!known[0]?.there) return undefined
  const { rows } = await sql<MailReport>`select (select mail_from from installation) as from,
      count(*) filter (where sent_at is null and given_up_at is null)::int as waiting,
      count(given_up_at)::int as "givenUp", max(given_up_at) as "lastGivenUpAt",
      (array_agg(reason order by given_up_at desc) filter (where given_up_at is not null))[1] as "lastReason"
    from mail`.execute(db)
  return rows[0]
}
