import { type RawBuilder, sql } from 'kysely'
import type { WriteDb } from '#server/db/actor-db.ts'

/** A lead's word: its first week and the first that knows it, by their numbers, and the day that it was said where the team is. */
export type PackedRenewal = [from: number, known: number, saidOn: string]

/** Lists what leads said of the baseline of somebody in the team `t` until a moment, in that order; null where nobody did. */
export const renewalsOf = (
  org: unknown,
  { analyst, instant }: { analyst: RawBuilder<unknown>; instant: RawBuilder<unknown> },
) => sql`(
      select json_agg(json_build_array((r.from_week - t.signal_week) / 7, (r.known_week - t.signal_week) / 7,
        (r.said_at at time zone t.zone)::date) order by r.known_week, r.said_at)
      from baseline_renewal r
      where r.org_id = ${org} and r.team_id = t.team_id and r.analyst_id = ${analyst} and r.said_at <= ${instant}
        and r.known_week >= t.signal_week
    ) as renewals`

/** Keeps a lead's word. Returns when; undefined where one was said of the same weeks already. */
export async function insertRenewal(
  db: WriteDb,
  renewal: { teamId: string; personId: string; fromWeek: string; knownWeek: string },
): Promise<string | undefined> {
  const row = await db.query
    .insertInto('baseline_renewal')
    .values({
      ...{ org_id: db.org, team_id: renewal.teamId, analyst_id: renewal.personId, said_by: db.person },
      ...{ from_week: renewal.fromWeek, known_week: renewal.knownWeek },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('said_at')
    .executeTakeFirst()
  return row?.said_at
}
