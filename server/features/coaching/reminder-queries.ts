import { type RawBuilder, sql } from 'kysely'
import type { OwnerDb } from '#server/db/database.ts'

/** A due date that its person was not reminded of yet. */
export interface OpenDue {
  org_id: string
  person_id: string
  kind: 'action_due' | 'follow_up_due'
  note_id: string
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
 * Lists what is due around today to somebody who may read the note: the analyst where it is shared, its author while they lead
 * the team.
 */
export async function openDues(db: OwnerDb, now: string): Promise<OpenDue[]> {
  const leads = sql`exists (select from app.membership_today m where m.org_id = n.org_id and m.person_id = n.author_id
    and m.team_id = n.team_id and m.role = 'lead')`
  const isNear = (
    day: RawBuilder<unknown>,
  ) => sql`${day} between (${now}::timestamptz at time zone 'utc')::date
      - ${sql.lit(daysBack)} and (${now}::timestamptz at time zone 'utc')::date + 1`
  const { rows } = await sql<OpenDue>`with due as (
      select d.org_id, d.owner_id as person_id, 'action_due' as kind, i.note_id, i.action_id as ref_id, i.due_on::text as due_on
      from action_item i join action_state d using (org_id, action_id) join note n using (org_id, note_id)
      where ${isNear(sql`i.due_on`)} and i.removed_at is null and d.done_at is null
        and (d.reminded_for is null or d.reminded_for < i.due_on)
        and ((d.owner_id = n.subject_id and n.audience <> 'me') or (d.owner_id = n.author_id and ${leads}))
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

/** Marks these as reminded of and returns those that were not yet; what another process works on is left to it. */
export async function claimDues(transaction: OwnerDb, dues: readonly OpenDue[]): Promise<OpenDue[]> {
  const claim = async (
    kind: OpenDue['kind'],
    table: 'action_state' | 'note',
    id: 'action_id' | 'note_id',
  ) => {
    const ours = dues.filter((due) => due.kind === kind)
    if (ours.length === 0) return []
    const { rows } = await sql<{ org_id: string; ref_id: string }>`with claimed as materialized (
        select t.org_id, t.${sql.ref(id)} as ref_id, r.due_on
        from jsonb_to_recordset(${JSON.stringify(ours)}::jsonb) as r (org_id uuid, ref_id uuid, due_on date)
        join ${sql.table(table)} t on t.org_id = r.org_id and t.${sql.ref(id)} = r.ref_id
        where t.reminded_for is null or t.reminded_for < r.due_on
        for update of t skip locked
      )
      update ${sql.table(table)} t set reminded_for = c.due_on from claimed c
      where t.org_id = c.org_id and t.${sql.ref(id)} = c.ref_id returning t.org_id, c.ref_id`.execute(
      transaction,
    )
    const claimed = new Set(rows.map(({ org_id, ref_id }) => `${org_id} ${ref_id}`))
    return ours.filter(({ org_id, ref_id }) => claimed.has(`${org_id} ${ref_id}`))
  }
  const actions = await claim('action_due', 'action_state', 'action_id')
  return [...actions, ...(await claim('follow_up_due', 'note', 'note_id'))]
}
