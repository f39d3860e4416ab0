import { sql } from 'kysely'
import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { SetCalendarDayInput } from '#shared/escalations/contracts.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'

export async function allCalendarDays(db: ActorDb) {
  return await db.query
    .selectFrom('calendar_day')
    .select(['zone', 'day', 'works', 'name', 'version'])
    .where('org_id', '=', db.org)
    .orderBy('day')
    .orderBy('zone')
    .execute()
}

/** Returns the zones of the teams that the actor may see. */
export async function zonesOfTeams(db: ActorDb): Promise<string[]> {
  const rows = await db.query
    .selectFrom('team')
    .select('zone')
    .distinct()
    .where('org_id', '=', db.org)
    .orderBy('zone')
    .execute()
  return rows.map(({ zone }) => zone)
}

export async function putCalendarDay(db: WriteDb, { zone, day, works, name }: SetCalendarDayInput) {
  const said = { works, name, by_id: db.person, applied_at: null }
  return await db.query
    .insertInto('calendar_day')
    .values({ org_id: db.org, zone, day, ...said })
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'zone', 'day'])
        .doUpdateSet({ ...said, version: sql<number>`calendar_day.version + 1` }),
    )
    .returning('version')
    .executeTakeFirstOrThrow()
}

/** Days that open clocks do not follow yet, claimed by this transaction. */
export async function claimNewDays(transaction: OwnerDb): Promise<{ org_id: string; zone: string }[]> {
  const { rows } = await sql<{ org_id: string; zone: string }>`with new as (
      select org_id, zone, day from calendar_day where applied_at is null limit 500 for update skip locked
    ), seen as (
      update calendar_day d set applied_at = clock_timestamp() from new
      where d.org_id = new.org_id and d.zone = new.zone and d.day = new.day returning d.org_id, d.zone
    ) select distinct org_id, zone from seen`.execute(transaction)
  return rows
}

/** Those whose clocks run in business time there, locked. */
export async function openInZone(transaction: OwnerDb, org: string, zone: string) {
  const { rows } = await sql<{ escalation_id: string; severity: Severity }>`
    select e.escalation_id, e.severity from escalation e
    where e.org_id = ${org} and e.zone = ${zone} and e.severity in ('P2', 'P3') and e.status <> 'closed'
      and exists (select from escalation_clock c where c.org_id = e.org_id and c.escalation_id = e.escalation_id
        and c.stopped_at is null)
    for no key update of e`.execute(transaction)
  return rows
}

/** Records in the audit trail, by nobody, that so many clocks follow another calendar. */
export async function logCalendar(transaction: OwnerDb, org: string, entry: { id: string; clocks: number }) {
  await transaction
    .insertInto('audit_log')
    .values({
      org_id: org,
      entry_id: entry.id,
      actor_id: null,
      action: 'escalations.calendarApplied',
      entity_id: null,
      team_id: null,
      details: JSON.stringify({ escalations: entry.clocks }),
    })
    .execute()
}
