import type { ActorDb } from '#server/db/actor-db.ts'
import { causeOf } from '#shared/scorecards/cause-rules.ts'
import { findingOf } from '#shared/scorecards/signal-rules.ts'
import type { Signal } from '#shared/scorecards/views.ts'
import type { AnalystRow, PersonRow } from './queries.ts'
import { findingsOf, knownFindings, type PersonFinding, signalOf, watchedIn } from './signal-rules.ts'
import { type StratumRow, strataOfSignals } from './stratum-queries.ts'

type ReadStrata = (signals: readonly Signal[]) => Promise<readonly StratumRow[]>

/** Returns what in the data of these people is worth a look, each with its cause: their strata are read only then. */
export const signalsOf = (db: ActorDb, people: readonly PersonRow[]): Promise<Signal[]> =>
  withCauses(knownFindings(people), (signals) => strataOfSignals(db, signals))

/** Returns the same from rows of an earlier moment, of which nothing is remembered. */
export const signalsAt = (people: readonly PersonRow[], readStrata: ReadStrata): Promise<Signal[]> =>
  withCauses(findingsOf(people), readStrata)

/** Returns what is worth a look in one person's data, measured as in the list of the team. */
export function signalsOfAnalyst(db: ActorDb, row: AnalystRow): Promise<Signal[]> {
  const finding = findingOf(watchedIn(row))
  const findings = finding ? [{ row, weeks: row.own_weeks ?? [], finding }] : []
  return withCauses(findings, (signals) => strataOfSignals(db, signals))
}

async function withCauses(findings: readonly PersonFinding[], readStrata: ReadStrata): Promise<Signal[]> {
  const signals = findings.map(signalOf)
  const worries = signals.filter(({ kind }) => kind === 'more_errors')
  if (worries.length === 0) return signals
  const strata = await readStrata(worries)
  return signals.map((signal) => {
    if (signal.kind === 'recovery') return signal
    const own = strata.filter((row) => row.analyst_id === signal.personId && row.team_id === signal.teamId)
    const cause = causeOf(signal, own)
    if (!cause) return signal
    const { stratum, code, nameKo, nameEn, x, n } = cause
    return { ...signal, cause: { stratum, code, nameKo, nameEn, x, n } }
  })
}
