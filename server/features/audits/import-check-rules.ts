import { hash } from 'node:crypto'
import { rowIds } from '#server/lib/row-ids.ts'
import type { ImportField } from '#shared/audits/import-rules.ts'
import type { Refusal } from '#shared/audits/import-views.ts'
import { isAction, type Outcome, outcomeOf } from '#shared/audits/rules.ts'
import type { TableRow } from '#shared/tables/rows.ts'
import type { Analysts } from './import-analyst-rules.ts'
import { calendarIn, instantReader } from './import-date-rules.ts'
import type { DayOrder } from './import-date-shapes-rules.ts'
import type { Findings } from './import-findings-rules.ts'
import type { Policies } from './import-policy-rules.ts'
import type { NewAudit } from './import-queries.ts'
import { type DraftAudit, RowRefused, readRow } from './import-row-rules.ts'
import type { NewMachineDecision } from './machine-queries.ts'

const dayInMs = 86_400_000

export interface CheckedAudit {
  row: number
  line: number
  /** Milliseconds since the epoch of the decision. */
  at: number
  audit: NewAudit
  /** The day where the team is on which the platform was put right; null where the file does not say. */
  putRightOn: string | null
}

/** A decision that a machine made alone. */
export interface CheckedMachine extends Omit<CheckedAudit, 'audit'> {
  decision: NewMachineDecision
}

export interface CheckedRows {
  good: CheckedAudit[]
  machines: CheckedMachine[]
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
  const instantOf = instantReader(options.zone, options.dayOrder)
  const dayOf = calendarIn(options.zone)
  const newId = rowIds()
  /** Persons whom this file makes. */
  const made = new Set<string>()
  return (rows) => {
    const checked: CheckedRows = { good: [], machines: [], refused: [], newPeople: [] }
    for (const row of rows) {
      const place = { row: row.row, line: row.line }
      try {
        if ('problem' in row) throw new RowRefused(row.problem)
        const onNoValue = (word: string) => findings.count('noValues', word)
        const draft = readRow(row.fields, { ...options, onNoValue })
        countVerdicts(draft, findings)
        const timestamp = momentOf(draft, instantOf, options)
        const arrivedAt = arrivalOf(draft, timestamp, { instantOf, options })
        const putRightOn = putRightDay(draft, { instantOf, dayOf }, options)
        const policy = policyOf(draft, timestamp, options)
        if (isMachines(draft, options)) {
          const decision = machineDecisionOf({ ...draft, policy }, { at: timestamp, newId, options })
          checked.machines.push({ ...place, at: timestamp, decision, putRightOn })
          continue
        }
        const analyst = analystOf(draft, timestamp, { checked, made, options })
        const audit = auditOf(draft, { at: timestamp, arrivedAt, analyst, policy, newId, options })
        checked.good.push({ ...place, at: timestamp, audit, putRightOn })
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

type InstantOf = ReturnType<typeof instantReader>

const momentOf = (draft: DraftAudit, instantOf: InstantOf, options: CheckOptions): number =>
  instantIn('decided_at', draft.decided_at, instantOf, options)

/** @throws RowRefused for what is no date, which of two a date is, and a date to come. */
function instantIn(
  field: 'decided_at' | 'arrived_at' | 'put_right_at',
  value: string,
  instantOf: InstantOf,
  { now, findings }: CheckOptions,
): number {
  const timestamp = instantOf(value)
  if (timestamp === 'ambiguous') {
    findings.ambiguousDate(value)
    throw new RowRefused('ambiguous_date', field, value)
  }
  if (timestamp === undefined) throw new RowRefused('bad_date', field, value)
  if (timestamp > now + dayInMs) throw new RowRefused('future_date', field, value)
  return timestamp
}

/** @throws RowRefused for what is no date, and for what came in after it was decided. */
function arrivalOf(
  { arrived_at: said }: DraftAudit,
  decidedAt: number,
  { instantOf, options }: { instantOf: InstantOf; options: CheckOptions },
): string | null {
  if (said === null) return null
  const timestamp = instantIn('arrived_at', said, instantOf, options)
  if (timestamp > decidedAt) throw new RowRefused('arrived_after_decision', 'arrived_at', said)
  return new Date(timestamp).toISOString()
}

function putRightDay(
  { put_right_at: said }: DraftAudit,
  read: { instantOf: InstantOf; dayOf: ReturnType<typeof calendarIn> },
  options: CheckOptions,
): string | null {
  if (said === null) return null
  return read.dayOf(instantIn('put_right_at', said, read.instantOf, options)).day
}

function policyOf(draft: DraftAudit, timestamp: number, options: CheckOptions): string {
  const { policies, findings } = options
  const code = policies.codeOf(draft.policy)
  if (code === undefined) {
    findings.count('unknownPolicies', draft.policy)
    // The row asks about its analyst too: both are answered before the next check.
    if (!isMachines(draft, options)) refuseUnknown(draft, timestamp, options)
    throw new RowRefused('unknown_policy', 'policy', draft.policy)
  }
  if (policies.isNew(code)) findings.count('newPolicies', code)
  return code
}

/**
 * Returns whether a machine decided and nobody judged its decision: no analyst is named, or one that is nobody of the
 * organisation, which is what the file calls the machine. Of a bot that is a person in Dure the row is that person's.
 */
const isMachines = (
  { analyst, decided_by, moderator_decision }: DraftAudit,
  { analysts }: CheckOptions,
): boolean =>
  decided_by === 'automated' && moderator_decision === null && (analyst === '' || analysts.isNobody(analyst))

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
  {
    at,
    arrivedAt,
    analyst,
    policy,
    newId,
    options,
  }: Decided & { arrivedAt: string | null; analyst: string; policy: string },
): NewAudit {
  const { decision, moderator_decision } = draft
  // Written out: to copy an object without one of its keys costs more than all that is done with a row.
  const audit = {
    audit_id: newId(),
    team_id: options.teamId,
    analyst_id: analyst,
    kind: draft.kind,
    reference: draft.reference,
    case_ref: draft.case_ref,
    policy,
    queue: draft.queue,
    language: draft.language,
    moderator_decision,
    decided_by: draft.decided_by,
    decision,
    verified_decision: draft.verified_decision,
    verified_by: verifiedBy(draft),
    outcome: outcomeWith(draft, options.violating),
    targeted: draft.targeted,
    inclusion_probability: draft.inclusion_probability,
    acted: isAction(decision, options.violating),
    moderator_acted: moderator_decision === null ? null : isAction(moderator_decision, options.violating),
    decided_at: new Date(at).toISOString(),
    arrived_at: arrivedAt,
    content_hash: '',
  }
  audit.content_hash = contentHash(audit)
  return audit
}

/** What a decision is made with, beside its row. */
interface Decided {
  /** Milliseconds since the epoch. */
  at: number
  newId: () => string
  options: CheckOptions
}

function machineDecisionOf(draft: DraftAudit, { at, newId, options }: Decided): NewMachineDecision {
  const {
    analyst,
    decided_by,
    moderator_decision,
    arrived_at: _arrived,
    put_right_at: _said,
    ...fields
  } = draft
  const tool = analyst === '' ? null : analyst
  const known = {
    ...fields,
    team_id: options.teamId,
    decided_at: new Date(at).toISOString(),
    outcome: outcomeWith(draft, options.violating),
    verified_by: verifiedBy(draft),
  }
  const audit = { ...known, analyst_id: tool ?? '', decided_by, moderator_decision }
  return {
    ...known,
    tool,
    decision_id: newId(),
    acted: isAction(draft.decision, options.violating),
    content_hash: contentHash(audit),
  }
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

/**
 * Returns the hash of everything that the row says of the decision, in one order, whatever the order of the file's columns; in
 * hex. When the case came in is no part of it: a file that has the column now tells no other decision.
 */
export function contentHash(
  audit: Omit<NewAudit, 'audit_id' | 'content_hash' | 'acted' | 'moderator_acted' | 'arrived_at'>,
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
