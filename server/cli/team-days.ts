import { withOwner } from '#server/db/database.ts'
import { countsBetween } from '#server/features/scorecards/period-queries.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, dayOption, required, UsageError } from './program.ts'

/** The options of a command that reads a team's counts between two days. */
export const teamDaysOptions = {
  team: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** Reads each analyst's counts between two days of the team's zone, both included. UsageError for days or a team that cannot be. */
export async function countsOfTeamDays(
  config: Parameters<Command['run']>[1]['config'],
  values: { team?: string | undefined; from?: string | undefined; to?: string | undefined },
) {
  const team = required(values.team, '--team')
  const from = dayOption(values.from, '--from')
  const to = dayOption(values.to, '--to')
  if (from > to) throw new UsageError('--from is after --to')
  const rows = await withOwnerUrl(config, 'to read', (ownerUrl) =>
    withOwner(ownerUrl, (db) => countsBetween(db, { team, from, to })),
  )
  if (!rows) throw new UsageError(`There is no team called ${team}, or more than one organisation has it`)
  return rows
}
