import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { signalsOfTeam } from '#server/features/scorecards/facade.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, dayOption, required, UsageError } from './program.ts'

export const signals: Command = {
  name: 'signals',
  usage: 'signals --team NAME [--as-of DATE] [--json]',
  summary:
    'Analysts of a team whose errors of the last four complete weeks are more than their baseline, or are back within it: what Today shows their lead. --as-of replays what there was at the end of that day',
  async run(args, { config, say }) {
    const { values } = parseArgs({
      args,
      options: { team: { type: 'string' }, 'as-of': { type: 'string' }, json: { type: 'boolean' } },
    })
    const team = required(values.team, '--team')
    const day = values['as-of'] === undefined ? undefined : dayOption(values['as-of'], '--as-of')
    const found = await withOwnerUrl(config, 'to read', (ownerUrl) =>
      withOwner(ownerUrl, (db) => signalsOfTeam(db, { team, day })),
    )
    if (!found) throw new UsageError(`There is no team called ${team}, or more than one organisation has it`)
    const rows = found.map(({ analyst, signal }) => rowOf(analyst, signal))
    if (values.json) say(JSON.stringify(rows))
    else for (const row of rows) say(lineOf(row))
    if (!values.json && rows.length === 0) say('Nothing is worth a look.')
    return 0
  },
}

function rowOf(analyst: string, signal: Signal) {
  const { kind, since, from, to, x, n, baseline, provisional, basis, p, missed, overEnforced, cause } = signal
  return {
    ...{
      analyst,
      kind,
      since,
      cause: cause && { stratum: cause.stratum, code: cause.code, x: cause.x, n: cause.n },
    },
    ...{ x, n, baseline, provisional, p, from, to },
    ...{ baselineSince: basis.since, baselineWhy: basis.why, baselineSaidOn: basis.saidOn },
    ...{ missed, overEnforced, wrongSelection: x - missed - overEnforced },
  }
}

const reasons = { first_weeks: 'first weeks', year: '52 weeks over', draw: 'audits drawn in another way' }

function lineOf({
  analyst,
  kind,
  since,
  cause,
  x,
  n,
  baseline,
  provisional,
  baselineSince,
  baselineWhy,
  baselineSaidOn,
  p,
}: ReturnType<typeof rowOf>): string {
  const message = kind === 'recovery' ? 'back within the baseline' : 'more errors than the baseline'
  const explained = cause ? `, ${cause.x} of them in ${cause.n} of the ${cause.stratum} ${cause.code}` : ''
  const why = baselineWhy === 'word' ? `a lead's word on ${baselineSaidOn}` : reasons[baselineWhy]
  const usual = `${(baseline * 100).toFixed(1)} %${provisional ? ', provisional' : ''} since ${baselineSince} (${why})`
  return `${analyst}  ${message} since ${since}: ${x} of ${n} wrong, baseline ${usual}, p ${p.toPrecision(2)}${explained}`
}
