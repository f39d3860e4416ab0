import { type Kysely, type Selectable, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import type { Pause } from '#shared/core/business-time.ts'
import type { Severity } from '#shared/escalations/step-rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import type { EscalationClockTable } from './table.ts'

/** Names one escalation, in the transaction of whoever works on it: an actor's or a job's. */
export interface EscalationRef {
  query: Kysely<Schema>
  org: string
  id: string
}
export type ClockRow = Selectable<EscalationClockTable>

export const clocksOf = ({ query, org, id }: EscalationRef): Promise<ClockRow[]> =>
  query
    .selectFrom('escalation_clock')
    .selectAll()
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .execute()

/**
 * Returns the spans in which each clock stood, in milliseconds since the epoch; a pause that lasts has no end. P0 is paused
 * for nobody: there only the time counts in which a clock was stopped.
 */
export async function standstillsOf(
  { query, org, id }: EscalationRef,
  severity: Severity,
): Promise<Map<ClockKind, Pause[]>> {
  const over = severity === 'P0' ? sql`c.stops` : sql`c.stops + c.pauses`
  const { rows } = await sql<{
    kind: ClockKind
    spans: { from: number; until: number }[]
    lasting: number | null
  }>`
    select c.kind,
      round(extract(epoch from case when c.stopped_at is null then c.paused_at end) * 1000)::float8 as lasting,
      coalesce((select jsonb_agg(jsonb_build_object('from', round(extract(epoch from lower(s)) * 1000),
        'until', round(extract(epoch from upper(s)) * 1000))) from unnest(${over}) s), '[]') as spans
    from escalation_clock c where c.org_id = ${org} and c.escalation_id = ${id}`.execute(query)
  return new Map(
    rows.map(({ kind, spans, lasting }) => [
      kind,
      lasting === null || severity === 'P0' ? spans : [...spans, { from: lasting, until: null }],
    ]),
  )
}

export interface NewClock {
  kind: ClockKind
  startedAt: string
  riskAt: string
  dueAt: string
  chainAt: string
  calendarMissing: boolean
}

/**
 * Starts it, or sets it to its new times. What it was told of before it is told of again only where the new time is
 * still to come.
 */
export async function putClock({ query, org, id }: EscalationRef, clock: NewClock): Promise<void> {
  const times = {
    started_at: clock.startedAt,
    risk_at: clock.riskAt,
    due_at: clock.dueAt,
    chain_at: clock.chainAt,
    calendar_missing: clock.calendarMissing,
  }
  await query
    .insertInto('escalation_clock')
    .values({
      org_id: org,
      escalation_id: id,
      kind: clock.kind,
      ...times,
      paused_at: null,
      stopped_at: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'escalation_id', 'kind']).doUpdateSet({
        ...times,
        stage: sql<number>`least(escalation_clock.stage, case when now() < excluded.risk_at then 0
          when now() < excluded.due_at then 1 when now() < excluded.chain_at then 2 else 3 end)`,
        late_holder_id: sql<
          string | null
        >`case when excluded.due_at < now() then escalation_clock.late_holder_id end`,
      }),
    )
    .execute()
}

/**
 * Stops these where they run; `timestamp` is ISO 8601, or now. A pause that lasts goes on for the escalation, and counts
 * for this clock up to here.
 */
export async function stopClocks(
  { query, org, id }: EscalationRef,
  kinds: readonly ClockKind[],
  timestamp?: string,
): Promise<void> {
  const stop = timestamp ? sql<string>`${timestamp}::timestamptz` : sql<string>`clock_timestamp()`
  await query
    .updateTable('escalation_clock')
    .set({
      stopped_at: stop,
      pauses: sql<string>`pauses + case when paused_at < ${stop} then tstzmultirange(tstzrange(paused_at, ${stop}))
        else '{}' end`,
    })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('kind', 'in', kinds)
    .where('stopped_at', 'is', null)
    .execute()
}

/** Those that stopped run again, and are told of again: once a cycle. What a pause that lasts holds stands on from now. */
export async function restartClocks(
  { query, org, id }: EscalationRef,
  kinds: readonly ClockKind[],
): Promise<void> {
  if (kinds.length === 0) return
  await query
    .updateTable('escalation_clock')
    .set({
      stopped_at: null,
      paused_at: sql<string | null>`case when paused_at is not null then now() end`,
      stops: sql<string>`stops + tstzmultirange(tstzrange(least(stopped_at, now()), now()))`,
      stage: 0,
    })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('kind', 'in', kinds)
    .where('stopped_at', 'is not', null)
    .execute()
}

/** Pauses the clocks that run. */
export async function pauseClocks({ query, org, id }: EscalationRef): Promise<void> {
  await query
    .updateTable('escalation_clock')
    .set({ paused_at: sql<string>`now()` })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('stopped_at', 'is', null)
    .where('paused_at', 'is', null)
    .execute()
}

/** Ends the pause of every clock; one that was stopped meanwhile stays so. False where none is paused. */
export async function resumeClocks({ query, org, id }: EscalationRef): Promise<boolean> {
  const resumed = await query
    .updateTable('escalation_clock')
    .set({
      paused_at: null,
      pauses: sql<string>`pauses + case when stopped_at is null
        then tstzmultirange(tstzrange(least(paused_at, now()), now())) else '{}' end`,
    })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('paused_at', 'is not', null)
    .executeTakeFirst()
  return resumed.numUpdatedRows > 0n
}

/** Keeps who has it now with every clock that has run out, before somebody else has it. */
export async function keepLateHolder({ query, org, id }: EscalationRef): Promise<void> {
  await query
    .updateTable('escalation_clock as c')
    .from('escalation as e')
    .set((eb) => ({ late_holder_id: eb.ref('e.holder_id') }))
    .whereRef('e.org_id', '=', 'c.org_id')
    .whereRef('e.escalation_id', '=', 'c.escalation_id')
    .where('c.org_id', '=', org)
    .where('c.escalation_id', '=', id)
    .where('c.late_holder_id', 'is', null)
    .where('c.stopped_at', 'is', null)
    .where('c.due_at', '<', sql<string>`now()`)
    .execute()
}

/** Days of the organisation for this zone, beside the public ones. */
export async function calendarDays({ query, org }: Pick<EscalationRef, 'query' | 'org'>, zone: string) {
  return await query
    .selectFrom('calendar_day')
    .select(['zone', 'day', 'works'])
    .where('org_id', '=', org)
    .where('zone', '=', zone)
    .execute()
}

/** When it began; undefined where no clock was started. */
export async function startOf(escalation: EscalationRef): Promise<string | undefined> {
  return (await clocksOf(escalation)).map((clock) => clock.started_at).sort()[0]
}

/** Returns the zone by whose working days a person's deadlines are counted. */
export async function zoneOf(db: ActorDb, person: string): Promise<string> {
  const { rows } = await sql<{ zone: string }>`select zone from app.zone_of(${db.org}, ${person})`.execute(
    db.query,
  )
  return rows[0]?.zone ?? 'UTC'
}
