import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { trendsOfTeam } from '#server/features/scorecards/facade.ts'
import { estimateOf, type Rate } from '#shared/scorecards/rate-rules.ts'
import {
  countsWithin,
  leakOf,
  type TrendGroup,
  trendDimensions,
  trendGroups,
  trendRateOf,
  trendWeeks,
  versionChanges,
} from '#shared/scorecards/trend-rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const trends: Command = {
  name: 'trends',
  usage: `trends --team NAME --by ${trendDimensions.join('|')} [--weeks 1-13] [--json]`,
  summary:
    'Wrong decisions of a team by policy, queue, language within its queue, or kind of error, in the last 13 weeks of data or fewer; where they are more frequent than in the rest, and each policy version before and after',
  async run(args, { config, say }) {
    const { values } = parseArgs({
      args,
      options: {
        team: { type: 'string' },
        by: { type: 'string' },
        weeks: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const team = required(values.team, '--team')
    const by = trendDimensions.find((known) => known === values.by)
    if (!by) throw new UsageError(`--by is one of ${trendDimensions.join(', ')}`)
    const weeks = Number(values.weeks ?? trendWeeks)
    if (!Number.isInteger(weeks) || weeks < 1 || weeks > trendWeeks)
      throw new UsageError(`--weeks is a number from 1 to ${trendWeeks}`)
    const found = await withOwnerUrl(config, 'to read', (ownerUrl) =>
      withOwner(ownerUrl, (db) => trendsOfTeam(db, team)),
    )
    if (!found) throw new UsageError(`There is no team called ${team}, or more than one organisation has it`)
    const groups = trendGroups(found.people, by)
    const report = {
      ...{ team, by, weeks, dataThrough: found.dataThrough },
      parts: groups.flatMap((group) => rowsOf(group, weeks)),
      machines: trendGroups(found.machines, by).flatMap((group) => rowsOf(group, weeks)),
      ...(by === 'error' ? {} : { apart: apartIn(groups, weeks) }),
      ...(by === 'policy' ? { versions: versionsOf(found) } : {}),
    }
    if (values.json) say(JSON.stringify(report))
    else {
      for (const row of report.parts) say(lineOf(row))
      for (const row of report.machines) say(`machines  ${lineOf(row)}`)
      if (report.apart)
        say(
          report.apart.part
            ? `Apart from the rest: ${report.apart.part}`
            : `No part is apart: ${report.apart.kind}`,
        )
    }
    return 0
  },
}

function rateOf(rate: Rate) {
  const { x, n } = estimateOf(rate)
  // Under ten audits a percentage says more than is known.
  const interval = n >= percentageFloor ? wilson(x, n) : null
  return {
    ...{ x: rate.x, n: rate.n, share: interval ? x / n : null },
    ...{ low: interval?.low ?? null, high: interval?.high ?? null },
    ...(rate.kind === 'weighted' ? { effectiveN: rate.effectiveN } : {}),
    ...(rate.kind === 'refused' ? { refused: rate.reason } : {}),
  }
}

const rowsOf = ({ queue, parts }: TrendGroup, weeks: number) =>
  parts.map((part) => ({
    ...(queue === null ? {} : { queue }),
    part: part.code,
    ...rateOf(trendRateOf(part.measure, countsWithin(part, weeks))),
  }))

function apartIn(groups: readonly TrendGroup[], weeks: number) {
  const leak = leakOf(groups, weeks)
  if (leak.kind !== 'apart') return { ...leak, part: null }
  const { kind, group, part, difference, compared, smallest } = leak
  return { kind, queue: group.queue, part: part.code, ...difference, compared, smallest }
}

const versionsOf = (found: Parameters<typeof versionChanges>[0]) =>
  versionChanges(found).map(({ before, after, others, ...change }) => ({
    ...change,
    before: rateOf(before),
    after: rateOf(after),
    others: { before: rateOf(others.before), after: rateOf(others.after) },
  }))

function lineOf({ queue, part, x, n, share, low, high }: ReturnType<typeof rowsOf>[number]): string {
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`
  const figure =
    share !== null && low !== null && high !== null
      ? `${percent(share)} (${percent(low)} to ${percent(high)})`
      : 'no percentage'
  const name = [queue, part].filter((named) => named !== undefined).map((named) => named || '(not stated)')
  return `${name.join(' / ')}  ${x} of ${n} wrong  ${figure}`
}
