import { createHash } from 'node:crypto'
import type { Decision } from './audits.ts'
import { type Calendar, iso, midnightInSeoul } from './calendar.ts'
import type { MakeId } from './identity.ts'
import { violating } from './judgement.ts'
import type { AuditingTeam } from './people.ts'
import type { RowOf } from './rows.ts'

/** Each week's audits and appeals as one imported file; feedback and policy questions were entered by hand. */
export function importsOf(
  team: AuditingTeam,
  decisions: readonly Decision[],
  { org, id, calendar, by }: { org: string; id: MakeId; calendar: Calendar; by: string },
): RowOf<'audit_import'>[] {
  const imported = decisions.filter(
    ({ row, team: rowTeam }) => rowTeam === team && (row.kind === 'audit' || row.kind === 'appeal'),
  )
  const weeks = Map.groupBy(imported, ({ day }) => calendar.weeks[calendar.weekOf(day)] ?? day)
  return [...weeks].map(([monday, rows]) => {
    const import_id = id('import', team, monday)
    for (const { row } of rows) row.import_id = import_id
    const last = Math.max(...rows.map(({ at }) => at))
    return {
      org_id: org,
      import_id,
      team_id: id('team', team),
      imported_by: id('person', by),
      file_name: `${team}-${monday}.csv`,
      file_hash: createHash('sha256')
        .update(rows.map(({ row }) => row.reference).join())
        .digest(),
      mapping,
      read_rows: rows.length,
      added: rows.length,
      machines: 0,
      unchanged: 0,
      refused: 0,
      refusals: [],
      updated: 0,
      settings: { violating },
      made: {},
      undone_at: null,
      undone_by: null,
      at: iso(Math.min(last + 45 * 60_000, midnightInSeoul(calendar.today) - 1_000)),
    }
  })
}

const mapping = {
  reference: 'audit_ref',
  case_ref: 'case_ref',
  analyst: 'analyst',
  policy: 'policy',
  decision: 'decision',
  decided_at: 'decided_at',
  verified_decision: 'verified_decision',
  moderator_decision: 'moderator_decision',
  kind: 'kind',
  queue: 'queue',
  language: 'language',
  targeted: 'targeted',
  inclusion_probability: 'inclusion_probability',
}
