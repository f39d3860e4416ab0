import { type RawBuilder, sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'

/** A due date of which its person has not been reminded. */
export interface OpenDue {
  org_id: string
  person_id: string
  kind: 'action_due' | 'inherited_due' | 'follow_up_due'
  /** The note; of what was inherited the analyst, because the note is closed. */
  entity_id: string
  /** The action, or the note. */
  ref_id: string
  due_on: string
  zone: string
  quiet_from: string | null
  quiet_until: string | null
}

/** Days that a due date is looked back to: a fortnight away, and a weekend on both sides. */
const daysBack = 21

/**
 * Lists what is due around today: to the analyst where the note is shared, to its author while they lead the team, and after
 * that to who leads it then, where the author was to do it and the analyst is in the team.
 */
export async function openDues(db: OwnerDb, now: string): Promise<OpenDue[]> {
  const leads = sql`exists (select from app.membership_today m where m.org_id = n.org_id and m.person_id = n.author_id
    and m.team_id = n.team_id and m.role = 'lead')`
  const isNear = (
    day: RawBuilder<unknown>,
  ) => sql`${day} between (${now}::timestamptz at time zone 'utc')::date
      - ${sql.lit(daysBack)} and (${now}::timestamptz at time zone 'utc')::date + 1`
  const isOpen = sql`${isNear(sql`i.due_on`)} and i.removed_at is null and d.done_at is null`
  const isUnreminded = (
    person: RawBuilder<unknown>,
  ) => sql`not exists (select from action_reminder r where r.org_id = i.org_id
    and r.action_id = i.action_id and r.person_id = ${person} and r.due_on >= i.due_on)`
  const { rows } = await sql<OpenDue>`with due as (
      select d.org_id, d.owner_id as person_id, 'action_due' as kind, i.note_id as entity_id, i.action_id as ref_id,
        i.due_on::text as due_on
      from action_item i join action_state d using (org_id, action_id) join note n using (org_id, note_id)
      where ${isOpen} and ${isUnreminded(sql`d.owner_id`)}
        and ((d.owner_id = n.subject_id and n.audience <> 'me') or (d.owner_id = n.author_id and ${leads}))
      union all
      select distinct d.org_id, l.person_id, 'inherited_due', n.subject_id, i.action_id, i.due_on::text
      from action_item i join action_state d using (org_id, action_id) join note n using (org_id, note_id)
      join app.membership_today l on l.org_id = n.org_id and l.team_id = n.team_id and l.role = 'lead'
      where ${isOpen} and ${isUnreminded(sql`l.person_id`)} and d.owner_id = n.author_id and n.audience <> 'me'
        and l.person_id <> n.subject_id and not ${leads}
        and exists (select from app.membership_today a where a.org_id = n.org_id and a.person_id = n.subject_id
          and a.team_id = n.team_id and a.role = 'analyst')
      union all
      select n.org_id, n.author_id, 'follow_up_due', n.note_id, n.note_id, n.follow_up_on::text
      from note n
      where ${isNear(sql`n.follow_up_on`)} and n.followed_up_at is null
        and (n.reminded_for is null or n.reminded_for < n.follow_up_on) and ${leads}
    )
    select due.*, z.zone, p.quiet_from, p.quiet_until
    from due join person p using (org_id, person_id) cross join lateral app.zone_of(due.org_id, due.person_id) z`.execute(
    db,
  )
  return rows
}

export interface ShiftSpan {
  org_id: string
  person_id: string
  kind: 'work' | 'absence'
  starts_at: string
  ends_at: string
}

/** Returns the shifts and absences of these people from `since` on. */
export async function shiftsOf(
  db: OwnerDb,
  people: readonly Pick<OpenDue, 'org_id' | 'person_id'>[],
  since: string,
): Promise<ShiftSpan[]> {
  const { rows } = await sql<ShiftSpan>`select s.org_id, s.person_id, s.kind, s.starts_at, s.ends_at
    from (select distinct org_id, person_id
      from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p (org_id uuid, person_id uuid)) p
    join shift s using (org_id, person_id) where s.ends_at > ${since}`.execute(db)
  return rows
}

/** Marks these as reminded of and returns those that were not yet, whichever process is quicker. */
export async function claimDues(transaction: OwnerDb, dues: readonly OpenDue[]): Promise<OpenDue[]> {
  const followUps = dues.filter(({ kind }) => kind === 'follow_up_due')
  const actions = dues.filter(({ kind }) => kind !== 'follow_up_due')
  const claimed = new Set([
    ...(await claimActions(transaction, actions)),
    ...(await claimFollowUps(transaction, followUps)),
  ])
  return dues.filter((due) => claimed.has(keyOf(due)))
}

type Claimed = Pick<OpenDue, 'org_id' | 'ref_id' | 'person_id'>
const keyOf = ({ org_id, ref_id, person_id }: Claimed) => `${org_id} ${ref_id} ${person_id}`

/** Claims reminders of actions in one order for everybody, so that two processes never wait for each other at once. */
async function claimActions(transaction: OwnerDb, dues: readonly OpenDue[]): Promise<string[]> {
  const { rows } = await sql<Claimed>`insert into action_reminder as k (org_id, action_id, person_id, due_on)
    select r.org_id, r.ref_id, r.person_id, r.due_on
    from jsonb_to_recordset(${JSON.stringify(dues)}::jsonb) as r (org_id uuid, ref_id uuid, person_id uuid, due_on date)
    order by r.org_id, r.ref_id, r.person_id
    on conflict (org_id, action_id, person_id) do update set due_on = excluded.due_on where k.due_on < excluded.due_on
    returning k.org_id, k.action_id as ref_id, k.person_id`.execute(transaction)
  return rows.map(keyOf)
}

/** Claims follow-ups, and leaves to another process what it works on. */
async function claimFollowUps(transaction: OwnerDb, dues: readonly OpenDue[]): Promise<string[]> {
  const { rows } = await sql<Claimed>`with claimed as materialized (
      select n.org_id, n.note_id, n.author_id, r.due_on
      from jsonb_to_recordset(${JSON.stringify(dues)}::jsonb) as r (org_id uuid, ref_id uuid, due_on date)
      join note n on n.org_id = r.org_id and n.note_id = r.ref_id
      where n.reminded_for is null or n.reminded_for < r.due_on
      for update of n skip locked
    )
    update note n set reminded_for = c.due_on from claimed c
    where n.org_id = c.org_id and n.note_id = c.note_id
    returning n.org_id, n.note_id as ref_id, n.author_id as person_id`.execute(transaction)
  return rows.map(keyOf)
}
