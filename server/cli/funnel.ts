import { parseArgs } from 'node:util'
import { accuracyCounts } from '#server/features/scorecards/period-queries.ts'
import { type Compared, comparisonOf } from '#shared/scorecards/comparison-rules.ts'
import { type Command, UsageError } from './program.ts'
import { countsOfTeamDays, teamDaysOptions } from './team-days.ts'

export const funnel: Command = {
  name: 'funnel',
  usage: 'funnel --team NAME --from DATE --to DATE [--centre SHARE] [--json]',
  summary:
    'The accuracy of a team’s analysts between two days against the limits that chance allows, around the team’s own rate or --centre (0.95 for instance); by name, never by figure',
  async run(args, { config, say }) {
    const { values } = parseArgs({
      args,
      options: { ...teamDaysOptions, centre: { type: 'string' } },
    })
    const centre = values.centre === undefined ? undefined : Number(values.centre)
    if (centre !== undefined && !(centre > 0 && centre < 1))
      throw new UsageError('--centre is a share between 0 and 1, such as 0.95')
    const rows = await countsOfTeamDays(config, values)
    const people = rows.map((row) => ({ personId: row.analyst, counts: accuracyCounts(row) }))
    const comparison = comparisonOf(people, { measure: 'accuracy', centre })
    const found = comparison.kind === 'funnel' ? { centre: comparison.centre, tau: comparison.tau } : {}
    const analysts = comparison.people.map(({ personId, value, n, position, side }) => ({
      ...{ analyst: personId, n, accuracy: value, position, side: position === null ? null : side },
    }))
    if (values.json) say(JSON.stringify({ kind: comparison.kind, ...found, analysts }))
    else {
      if (comparison.kind === 'funnel')
        say(`Around ${percent(comparison.centre)}, tau ${(comparison.tau * 100).toFixed(2)} points`)
      else say('No funnel: it needs eight people with ten audits each, and some who differ.')
      for (const person of comparison.people) say(lineOf(person))
    }
    return 0
  },
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

function lineOf({ personId, value, n, position, side, rate }: Compared): string {
  if (value === null) return `${personId}  ${rate.x} of ${rate.n} right, too few or no percentage`
  const beyond = { beyond95: '95 %', beyond998: '99.8 %' }
  const where =
    position === null
      ? 'not judged'
      : position === 'inside'
        ? 'inside'
        : `${side === 'low' ? 'below' : 'above'} the ${beyond[position]} limit`
  return `${personId}  ${percent(value)} of ${n}  ${where}`
}
