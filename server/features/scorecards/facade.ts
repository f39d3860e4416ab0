import type { ActorDb } from '#server/db/actor-db.ts'
import type { OwnerDb } from '#server/db/database.ts'
import type { TeamTrends } from '#shared/scorecards/trend-views.ts'
import type { AnalystScorecard, Signal } from '#shared/scorecards/views.ts'
import { referencesOf, teamNamed } from './period-queries.ts'
import { figuresAt, figuresOfAnalyst } from './queries.ts'
import { signalsAt } from './signal-views.ts'
import { strataAsOwner } from './stratum-queries.ts'
import { trendsAsOwner } from './trend-queries.ts'
import { viewOfTrends } from './trend-views.ts'
import { scorecardOf } from './views.ts'

/**
 * Returns a person's scorecard in the team of today, in a transaction that an emergency access opened; null where they
 * audit in none.
 */
export async function scorecardInEmergency(db: ActorDb, personId: string): Promise<AnalystScorecard | null> {
  const row = await figuresOfAnalyst(db, personId, null)
  return row ? await scorecardOf(db, row) : null
}

/**
 * As the owner: what Today shows of the team of that name, now or at the end of an earlier day of its zone, by what imports call
 * each analyst. Undefined where no team, or more than one, has the name.
 */
export async function signalsOfTeam(
  db: OwnerDb,
  { team, day }: { team: string; day: string | undefined },
): Promise<{ analyst: string; signal: Signal }[] | undefined> {
  const found = await teamNamed(db, team)
  if (!found) return undefined
  const people = await figuresAt(db, {
    org: found.org_id,
    team: found.team_id,
    instant: instantOf(day, found.zone),
  })
  const signals = await signalsAt(people, (worries) => strataAsOwner(db, found.org_id, worries))
  const names = await referencesOf(
    db,
    found.org_id,
    signals.map(({ personId }) => personId),
  )
  return signals
    .map((signal) => ({ analyst: names.get(signal.personId) ?? signal.personId, signal }))
    .sort((a, b) => a.analyst.localeCompare(b.analyst, 'en'))
}

/** As the owner: the trends of the team of that name, as its lead reads them. Undefined where no team, or more than one, has the name. */
export async function trendsOfTeam(db: OwnerDb, team: string): Promise<TeamTrends | undefined> {
  const found = await teamNamed(db, team)
  const row = found && (await trendsAsOwner(db, { org: found.org_id, team: found.team_id }))
  return row && viewOfTrends(row, false)
}

/** The end of a day, or the present where that comes first. */
function instantOf(day: string | undefined, zone: string): string {
  const now = Temporal.Now.instant()
  if (day === undefined) return now.toString()
  const end = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).toInstant()
  return (Temporal.Instant.compare(end, now) < 0 ? end : now).toString()
}
