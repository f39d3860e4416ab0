import { parseArgs } from 'node:util'
import { accuracyCounts } from '#server/features/scorecards/period-queries.ts'
import { estimateOf, rateOf } from '#shared/scorecards/rate-rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import type { Command } from './program.ts'
import { countsOfTeamDays, teamDaysOptions } from './team-days.ts'

export const scorecards: Command = {
  name: 'scorecards',
  usage: 'scorecards --team NAME --from DATE --to DATE [--json]',
  summary:
    'Each analyst of a team between two days of its zone, both included: n, correct, missed, over-enforced',
  async run(args, { config, say }) {
    const { values } = parseArgs({
      args,
      options: teamDaysOptions,
    })
    const rows = await countsOfTeamDays(config, values)
    const cards = rows.map((row) => {
      const { analyst, n, correct, missed, over_enforced } = row
      const rate = rateOf(accuracyCounts(row), 'accuracy')
      const { x, n: effective } = estimateOf(rate)
      // Under ten audits a percentage says more than is known.
      const interval = effective >= percentageFloor ? wilson(x, effective) : null
      return {
        analyst,
        n,
        correct,
        missed,
        overEnforced: over_enforced,
        accuracy: interval ? x / effective : null,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        ...(rate.kind === 'weighted' ? { effectiveN: rate.effectiveN } : {}),
        ...(rate.kind === 'refused' ? { refused: rate.reason } : {}),
      }
    })
    if (values.json) say(JSON.stringify(cards))
    else {
      for (const card of cards) {
        const percent = (share: number) => `${(share * 100).toFixed(1)} %`
        const figure =
          card.accuracy !== null && card.low !== null && card.high !== null
            ? `${percent(card.accuracy)} (${percent(card.low)} to ${percent(card.high)})`
            : card.refused
              ? 'no percentage: chances of being drawn vary and some are not known'
              : 'too few for a percentage'
        say(
          `${card.analyst}  ${card.correct} of ${card.n} right, ${card.missed} missed, ${card.overEnforced} over-enforced  ${figure}`,
        )
      }
    }
    return 0
  },
}
