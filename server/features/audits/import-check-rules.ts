import { hash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { CsvRow } from '#server/lib/csv.ts'
import type { ImportField } from '#shared/audits/import-rules.ts'
import type { Refusal } from '#shared/audits/import-views.ts'
import { outcomeOf } from '#shared/audits/rules.ts'
import type { Analysts } from './import-analyst-rules.ts'
import { instantOf } from './import-date-rules.ts'
import type { NewAudit } from './import-queries.ts'
import { type DraftAudit, RowRefused, readRow } from './import-row-rules.ts'

const dayInMs = 86_400_000

export interface CheckedAudit {
  /** Line of the file. */
  row: number
  /** Milliseconds since the epoch of the decision. */
  at: number
  audit: NewAudit
}

export interface CheckedRows {
  good: CheckedAudit[]
  refused: Refusal[]
  /** Persons to be made before the good rows can be stored. */
  newPeople: { personId: string; reference: string }[]
}

export interface CheckOptions {
  teamId: string
  zone: string
  violating: string
  /** Decisions up to a day after this moment are taken: clocks and zones of files are not exact. */
  now: number
  createPeople: boolean
  places: ReadonlyMap<ImportField, number>
  columns: number
}

/** Checks everything about rows that can be told without looking at the stored audits. */
export function checkRows(rows: readonly CsvRow[], analysts: Analysts, options: CheckOptions): CheckedRows {
  const checked: CheckedRows = { good: [], refused: [], newPeople: [] }
  for (const row of rows) {
    try {
      if ('problem' in row) throw new RowRefused(row.problem)
      const draft = readRow(row.line, row.fields, options)
      const timestamp = momentOf(draft, options)
      const analyst = analystOf(draft, timestamp, { analysts, checked, options })
      checked.good.push({
        row: row.line,
        at: timestamp,
        audit: auditOf(draft, { at: timestamp, analyst, options }),
      })
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error
      checked.refused.push({ row: row.line, ...error.refused })
    }
  }
  return checked
}

function momentOf(draft: DraftAudit, { zone, now }: CheckOptions): number {
  const timestamp = instantOf(draft.decided_at, zone)
  if (timestamp === undefined) throw new RowRefused('bad_date', 'decided_at', draft.decided_at)
  if (timestamp > now + dayInMs) throw new RowRefused('future_date', 'decided_at', draft.decided_at)
  return timestamp
}

function analystOf(
  draft: DraftAudit,
  timestamp: number,
  { analysts, checked, options }: { analysts: Analysts; checked: CheckedRows; options: CheckOptions },
): string {
  const known = analysts.on(draft.analyst, timestamp)
  if (known) return known
  const admitted = options.createPeople ? analysts.admit(draft.analyst, timestamp) : undefined
  if (!admitted) throw new RowRefused('unknown_analyst', 'analyst', draft.analyst)
  if (admitted.isNew) checked.newPeople.push({ personId: admitted.personId, reference: draft.analyst })
  return admitted.personId
}

function auditOf(
  draft: DraftAudit,
  { at, analyst, options }: { at: number; analyst: string; options: CheckOptions },
): NewAudit {
  const { row: _, analyst: __, ...fields } = draft
  const audit = {
    ...fields,
    team_id: options.teamId,
    analyst_id: analyst,
    decided_at: new Date(at).toISOString(),
    outcome: outcomeOf(draft.decision, draft.verified_decision, options.violating),
    verified_by: verifiedBy(draft),
  }
  return { ...audit, audit_id: uuidv7(), content_hash: contentHash(audit) }
}

function verifiedBy({ kind, verified_decision }: DraftAudit): NewAudit['verified_by'] {
  if (verified_decision === null) return null
  return kind === 'appeal' ? 'appeal_outcome' : 'gold'
}

/** Returns the hash of everything that the row says, in one order, whatever the order of the file's columns; in hex. */
export function contentHash(audit: Omit<NewAudit, 'audit_id' | 'content_hash'>): string {
  return hash(
    'sha256',
    JSON.stringify([
      audit.team_id,
      audit.analyst_id,
      audit.kind,
      audit.case_ref,
      audit.policy,
      audit.queue,
      audit.language,
      audit.moderator_decision,
      audit.decision,
      audit.verified_decision,
      audit.outcome,
      audit.targeted,
      audit.inclusion_probability,
      audit.decided_at,
    ]),
  )
}
