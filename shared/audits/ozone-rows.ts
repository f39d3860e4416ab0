import type { OzoneDecision, OzoneFile } from '#shared/tables/ozone.ts'
import type { TableRow } from '#shared/tables/rows.ts'

/** Columns that are made of Ozone's events, by the names that are recognised. */
export const ozoneColumns = [
  ...['reference', 'case_ref', 'analyst', 'policy', 'decision', 'decided_at', 'verified_decision'],
  ...['verified_by', 'decided_by', 'language', 'targeted'],
]

/** Returns a row of each decision, and one without cells of each event that has not the shape of one: the import refuses those. */
export function ozoneRows({ decisions, broken }: OzoneFile): TableRow[] {
  const row = (place: number, fields: string[]) => ({ row: place, line: place, fields })
  return [
    ...decisions.map((decision) => row(decision.place, fieldsOf(decision))),
    ...broken.map((place) => row(place, [])),
  ].sort((a, b) => a.row - b.row)
}

/**
 * The row of a decision. Every one counts as picked by hand: only what was overturned is verified, and a rate of those would
 * say how often appeals succeed, not how often decisions are right.
 */
const fieldsOf = (decision: OzoneDecision): string[] => [
  `ozone/${decision.id}`,
  decision.case,
  decision.by,
  decision.policies.join('; ') || 'no policy',
  decision.decision,
  decision.at,
  decision.overturned?.word ?? '',
  decision.overturned?.by ?? '',
  decision.decidedBy ?? '',
  decision.language ?? '',
  'yes',
]
