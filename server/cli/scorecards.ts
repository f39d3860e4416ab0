import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { type AnalystCounts, countsBetween } from '#server/features/scorecards/period-queries.ts'
import { noCounts } from '#shared/audits/rules.ts'
import { estimateOf, type Rate, rateOf } from '#shared/scorecards/rate-rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, dayOption, required, UsageError } from './program.ts'

export const scorecards: Command = {
  name: 'scorecards',
  usage: 'scorecards --team NAME --from DATE --to DATE [--json]',
  summary:
    'Each analyst of a team between two days of its zone, both included: n, correct, missed, over-enforced',
  async run(args, { config, say }) {
    const { values } = parseArgs({
      args,
      options: {
        team: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const team = required(values.team, '--team')
    const from = dayOption(values.from, '--from')
    const to = dayOption(values.to, '--to')
    if (from > to) throw new UsageError('--from is after --to')
    const rows = await withOwnerUrl(config, 'to read', (ownerUrl) =>
      withOwner(ownerUrl, (db) => countsBetween(db, { team, from, to })),
    )
    if (!rows) {
      throw new UsageError(`There is no team called ${team}, or more than one organisation has it`)
    }
    const cards = rows.map(({ analyst, n, correct, missed, over_enforced, ...sums }) => {
      const rate = accuracyOf({ n, correct, ...sums })
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

function accuracyOf({
  n,
  correct,
  drawn,
  w,
  w2,
  w_correct,
}: Pick<AnalystCounts, 'n' | 'correct' | 'drawn' | 'w' | 'w2' | 'w_correct'>): Rate {
  const none = { missed: 0, overEnforced: 0, acted: 0, missed2: 0, overEnforced2: 0, acted2: 0 }
  const weights = { ...none, drawn, w, w2, correct: w_correct }
  return rateOf({ ...noCounts, n, correct, ...(drawn > 0 ? { weights } : {}) }, 'accuracy')
}
