import type { Scope } from '#server/core/scope.ts'
import {
  columnMapping,
  type ImportBatch,
  type ImportsView,
  importSettings,
} from '#shared/audits/import-views.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { policiesOfOrg } from './import-queries.ts'
import { type BatchRow, importsOfTeam } from './undo-queries.ts'

/** Returns a team's imports with what its next one begins with; for leads of the team. */
export async function readImports(
  { db, actor }: Scope,
  { teamId }: { teamId: string },
): Promise<ImportsView> {
  if (!can(actor, 'team.import', { teamId })) throw new AppError('NOT_FOUND')
  const target = { org: db.org, actor: db.person, query: db.query }
  const [rows, policies] = [await importsOfTeam(target, teamId), await policiesOfOrg(target)]
  return {
    imports: rows.map(batchOf),
    policies: policies.map(({ code, name_ko, name_en }) => ({ code, nameKo: name_ko, nameEn: name_en })),
    kept: keptOf(rows.find(({ undone_at }) => undone_at === null)),
  }
}

function batchOf(row: BatchRow): ImportBatch {
  const { import_id, file_name, at, imported_by, imported_by_name, read_rows, undone_at } = row
  const { added, machines, updated, unchanged, refused } = row
  return {
    importId: import_id,
    fileName: file_name,
    at,
    by: imported_by === null ? null : { personId: imported_by, name: imported_by_name ?? '' },
    read: read_rows,
    added,
    machines,
    updated,
    unchanged,
    refused,
    undoneAt: undone_at,
  }
}

/** Rows of before there were settings have none. */
function keptOf(row: BatchRow | undefined): ImportsView['kept'] {
  const mapping = columnMapping.safeParse(row?.mapping)
  if (!mapping.success) return null
  const settings = importSettings.safeParse(row?.settings)
  const violating: unknown = Reflect.get(Object(row?.settings), 'violating')
  return {
    mapping: mapping.data,
    violating: typeof violating === 'string' ? violating : null,
    settings: settings.success ? settings.data : {},
  }
}
