import { type Kysely, type Selectable, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { WriteDb } from '#server/db/actor-db.ts'
import type { Schema } from '#server/db/schema.ts'
import type { PauseReason } from '#shared/escalations/rules.ts'
import type { ClockKind } from '#shared/escalations/views.ts'
import type { EscalationClockTable } from './table.ts'

/** Of one escalation, in the transaction of whoever works on it: an actor's or a job's. */
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

export async function pausesOf({ query, org, id }: EscalationRef) {
  return await query
    .selectFrom('escalation_pause')
    .select(['from_at', 'until_at', 'reason'])
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .orderBy('from_at')
    .execute()
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
      }),
    )
    .execute()
}

/** Stops these where they run; `at` is ISO 8601, or now. */
export async function stopClocks(
  { query, org, id }: EscalationRef,
  kinds: readonly ClockKind[],
  timestamp?: string,
): Promise<void> {
  await query
    .updateTable('escalation_clock')
    .set({ stopped_at: timestamp ?? sql<string>`clock_timestamp()` })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('kind', 'in', kinds)
    .where('stopped_at', 'is', null)
    .execute()
}

/** Those that stopped run again, and are told of again: once a cycle. */
export async function restartClocks(
  { query, org, id }: EscalationRef,
  kinds: readonly ClockKind[],
): Promise<void> {
  await query
    .updateTable('escalation_clock')
    .set({ stopped_at: null, stage: 0 })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('kind', 'in', kinds)
    .execute()
}

export async function setPaused({ query, org, id }: EscalationRef, paused: boolean): Promise<void> {
  await query
    .updateTable('escalation_clock')
    .set({ paused_at: paused ? sql<string>`clock_timestamp()` : null })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('stopped_at', 'is', null)
    .execute()
}

/** From now, or from `from`. */
export async function openPause(
  db: WriteDb,
  id: string,
  pause: { reason: PauseReason | 'resolved'; from?: string },
): Promise<void> {
  await db.query
    .insertInto('escalation_pause')
    .values({
      org_id: db.org,
      pause_id: uuidv7(),
      escalation_id: id,
      reason: pause.reason,
      by_id: db.person,
      until_at: null,
      ...(pause.from ? { from_at: pause.from } : {}),
    })
    .execute()
}

/** False where none is open. */
export async function endPause({ query, org, id }: EscalationRef): Promise<boolean> {
  const ended = await query
    .updateTable('escalation_pause')
    .set({ until_at: sql<string>`clock_timestamp()` })
    .where('org_id', '=', org)
    .where('escalation_id', '=', id)
    .where('until_at', 'is', null)
    .executeTakeFirst()
  return ended.numUpdatedRows > 0n
}

/** Days of the organisation for this zone, beside the public ones. */
export async function calendarDays({ query, org }: Pick<EscalationRef, 'query' | 'org'>, zone: string) {
  return await query
    .selectFrom('calendar_day')
    .select(['day', 'works'])
    .where('org_id', '=', org)
    .where('zone', '=', zone)
    .execute()
}

/** When it began; undefined where no clock was started. */
export async function startOf(escalation: EscalationRef): Promise<string | undefined> {
  return (await clocksOf(escalation)).map((clock) => clock.started_at).sort()[0]
}
