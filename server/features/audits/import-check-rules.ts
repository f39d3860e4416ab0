import { hash } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { ImportField } from '#shared/audits/import-rules.ts'
import type { Refusal } from '#shared/audits/import-views.ts'
import { isAction, type Outcome, outcomeOf } from '#shared/audits/rules.ts'
import type { TableRow } from '#shared/tables/rows.ts'
import type { Analysts } from './import-analyst-rules.ts'
import { instantOf } from './import-date-rules.ts'
import type { DayOrder } from './import-date-shapes-rules.ts'
import type { Findings } from './import-findings-rules.ts'
import type { Policies } from './import-policy-rules.ts'
import type { NewAudit } from './import-queries.ts'
import { type DraftAudit, RowRefused, readRow } from './import-row-rules.ts'

const dayInMs = 86_400_000

export interface CheckedAudit {
  row: number
  line: number
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
  dayOrder: DayOrder | undefined
  /** Decisions up to a day after this moment are taken: clocks and zones of files are not exact. */
  now: number
  places: ReadonlyMap<ImportField, number>
  columns: number
  analysts: Analysts
  policies: Policies
  findings: Findings
}

/** Checks everything about rows that can be told without looking at the stored audits. */
export function rowChecker(options: CheckOptions): (rows: readonly TableRow[]) => CheckedRows {
  const { findings } = options
  /** Persons whom this file makes. */
  const made = new Set<string>()
  return (rows) => {
    const checked: CheckedRows = { good: [], refused: [], newPeople: [] }
    for (const row of rows) {
      const place = { row: row.row, line: row.line }
      try {
        if ('problem' in row) throw new RowRefused(row.problem)
        const onNoValue = (word: string) => findings.count('noValues', word)
        const draft = readRow(row.fields, { ...options, onNoValue })
        countVerdicts(draft, findings)
        const timestamp = momentOf(draft, options)
        const policy = policyOf(draft, timestamp, options)
        const analyst = analystOf(draft, timestamp, { checked, made, options })
        const audit = auditOf({ ...draft, policy }, { at: timestamp, analyst, options })
        checked.good.push({ ...place, at: timestamp, audit })
      } catch (error) {
        if (!(error instanceof RowRefused)) throw error
        checked.refused.push(refusalAt(place, error.refused))
      }
    }
    return checked
  }
}

/** Returns a refusal with the row; the line beside it only where it is another number. */
export const refusalAt = (
  { row, line }: { row: number; line: number },
  refused: Omit<Refusal, 'row' | 'line'>,
): Refusal => ({ row, ...(line === row ? {} : { line }), ...refused })

function countVerdicts(draft: DraftAudit, findings: Findings): void {
  findings.verdict('decision', draft.decision)
  if (draft.verified_decision !== null) findings.verdict('verified_decision', draft.verified_decision)
  if (draft.moderator_decision !== null) findings.verdict('moderator_decision', draft.moderator_decision)
}

function momentOf(draft: DraftAudit, { zone, now, dayOrder, findings }: CheckOptions): number {
  const timestamp = instantOf(draft.decided_at, zone, dayOrder)
  if (timestamp === 'ambiguous') {
    findings.ambiguousDate(draft.decided_at)
    throw new RowRefused('ambiguous_date', 'decided_at', draft.decided_at)
  }
  if (timestamp === undefined) throw new RowRefused('bad_date', 'decided_at', draft.decided_at)
  if (timestamp > now + dayInMs) throw new RowRefused('future_date', 'decided_at', draft.decided_at)
  return timestamp
}

function policyOf(draft: DraftAudit, timestamp: number, options: CheckOptions): string {
  const { policies, findings } = options
  const code = policies.codeOf(draft.policy)
  if (code === undefined) {
    findings.count('unknownPolicies', draft.policy)
    // The row asks about its analyst too: both are answered before the next check.
    refuseUnknown(draft, timestamp, options)
    throw new RowRefused('unknown_policy', 'policy', draft.policy)
  }
  if (policies.isNew(code)) findings.count('newPolicies', code)
  return code
}

/** Where the findings count the rows of whom an import does not take. */
const notAdmitted = { nobody: 'unknownPeople', earlier: 'earlierPeople', absent: 'absentPeople' } as const

/** @throws RowRefused for an analyst who is not in the team on that day and is not taken into it. */
function refuseUnknown(
  { analyst: called }: DraftAudit,
  timestamp: number,
  { analysts, findings }: CheckOptions,
): void {
  findings.name(called)
  if (analysts.on(called, timestamp)) return
  const instead = analysts.severalCalled(called)
  if (instead) {
    findings.sameName(called, instead)
    throw new RowRefused('several_analysts', 'analyst', called)
  }
  const obstacle = analysts.obstacle(called, timestamp)
  if (!obstacle) return
  findings.count(notAdmitted[obstacle], called)
  throw new RowRefused(obstacle === 'nobody' ? 'unknown_analyst' : 'analyst_not_in_team', 'analyst', called)
}

function analystOf(
  draft: DraftAudit,
  timestamp: number,
  { checked, made, options }: { checked: CheckedRows; made: Set<string>; options: CheckOptions },
): string {
  const { analysts, findings } = options
  refuseUnknown(draft, timestamp, options)
  const known = analysts.on(draft.analyst, timestamp)
  if (known) return known
  const admitted = analysts.admit(draft.analyst, timestamp)
  if (!admitted) throw new RowRefused('unknown_analyst', 'analyst', draft.analyst)
  if (admitted.isNew) {
    checked.newPeople.push({ personId: admitted.personId, reference: draft.analyst })
    made.add(admitted.personId)
  }
  if (made.has(admitted.personId)) findings.count('newPeople', draft.analyst)
  return admitted.personId
}

function auditOf(
  draft: DraftAudit,
  { at, analyst, options }: { at: number; analyst: string; options: CheckOptions },
): NewAudit {
  const { analyst: _, ...fields } = draft
  const audit = {
    ...fields,
    team_id: options.teamId,
    analyst_id: analyst,
    decided_at: new Date(at).toISOString(),
    outcome: outcomeWith(draft, options.violating),
    verified_by: verifiedBy(draft),
    acted: isAction(draft.decision, options.violating),
    moderator_acted:
      draft.moderator_decision === null ? null : isAction(draft.moderator_decision, options.violating),
  }
  return { ...audit, audit_id: uuidv7(), content_hash: contentHash(audit) }
}

/** The class that the file gives must be the one that follows from its decisions; an error of the tools follows from none. */
function outcomeWith({ decision, verified_decision, outcome }: DraftAudit, violating: string): Outcome {
  const found = outcomeOf(decision, verified_decision, violating)
  if (outcome === null || outcome === found || outcome === 'unverified') return found
  if (outcome === 'technical' || found === 'unverified') return outcome
  throw new RowRefused('bad_value', 'outcome', outcome)
}

function verifiedBy({ kind, verified_decision, verified_by }: DraftAudit): NewAudit['verified_by'] {
  if (verified_decision === null) return null
  if (verified_by !== null) return verified_by
  return kind === 'appeal' ? 'appeal_outcome' : 'gold'
}

/** Returns the hash of everything that the row says, in one order, whatever the order of the file's columns; in hex. */
export function contentHash(
  audit: Omit<NewAudit, 'audit_id' | 'content_hash' | 'acted' | 'moderator_acted'>,
): string {
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
      // Rows of before there was this column keep their hash.
      ...(audit.decided_by === null ? [] : [audit.decided_by]),
    ]),
  )
}
