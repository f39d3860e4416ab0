import type { ImportField } from '#shared/audits/import-rules.ts'
import { importFields, neededFields } from '#shared/audits/import-rules.ts'
import type { ColumnMapping, Refusal } from '#shared/audits/import-views.ts'
import { auditKinds, type DecidedBy, type Outcome, type VerifiedBy } from '#shared/audits/rules.ts'
import { AppError } from '#shared/core/errors.ts'
import { cleanCell, nameKey } from '#shared/tables/clean.ts'
import { type Column, columnsNamed, describeColumns } from '#shared/tables/header.ts'
import { saysNoValue } from '#shared/tables/no-value.ts'

/** Holds what a row says, before anybody asked whose it is and whether it is known. */
export interface DraftAudit {
  reference: string
  case_ref: string
  /** Reference or name, as the file has it; empty where a machine decided alone and the file does not name it. */
  analyst: string
  policy: string
  decision: string
  decided_at: string
  /** When the case came in, as the file has it. */
  arrived_at: string | null
  verified_decision: string | null
  /** How the file says that it was verified. */
  verified_by: VerifiedBy | null
  moderator_decision: string | null
  decided_by: DecidedBy | null
  /** The class that the file itself gives, where it gives one. */
  outcome: Outcome | null
  kind: (typeof auditKinds)[number]
  queue: string | null
  language: string | null
  targeted: boolean
  inclusion_probability: number | null
  /** When it was put right on the platform, as the file has it. */
  put_right_at: string | null
}

export type Refused = Omit<Refusal, 'row' | 'line'>

/** A row that cannot be taken, thrown while it is read. */
export class RowRefused extends Error {
  readonly refused: Refused
  constructor(reason: Refused['reason'], field: Refused['field'] = null, value: string | null = null) {
    super(reason)
    this.refused = { reason, field, value: value === null ? null : [...value].slice(0, 80).join('') }
  }
}

const longest = 200
const yes = new Set(['true', 't', 'yes', 'y', '1', 'o', '예', '네'])
const no = new Set(['', 'false', 'f', 'no', 'n', '0', 'x', '아니요', '아니오'])

/** Digits that a spreadsheet has cut off: 1.23457E+15. */
const shortened = /^\d(?:[.,]\d+)?e\+\d{2,}$/i

/**
 * Where each field stands in a row. INVALID where the mapping lacks a needed field, or names a column that is not there or
 * is there more than once.
 */
export function placesOf(columns: readonly Column[], mapping: ColumnMapping): Map<ImportField, number> {
  const places = new Map<ImportField, number>()
  for (const field of importFields) {
    const name = mapping[field]
    if (name === undefined) {
      if (!neededFields.includes(field)) continue
      throw new AppError('INVALID', { field, reason: 'import_field_unmapped' })
    }
    const [column, ...others] = columnsNamed(columns, name)
    if (!column) throw new AppError('INVALID', { field, reason: 'import_column_missing', values: { name } })
    if (others.length > 0) {
      const values = { names: describeColumns([column, ...others]) }
      throw new AppError('INVALID', { field, reason: 'import_column_twice', values })
    }
    places.set(field, column.place)
  }
  return places
}

/** Reads one row; throws RowRefused for the first thing that is wrong with it, in the order of the fields. */
export function readRow(
  fields: readonly string[],
  {
    places,
    columns,
    onNoValue,
  }: {
    places: ReadonlyMap<ImportField, number>
    columns: number
    onNoValue: (word: string) => void
  },
): DraftAudit {
  // A spreadsheet leaves out empty cells at the end of a row; one more than the header has means that cells have moved.
  if (fields.slice(columns).some((field) => cleanCell(field) !== ''))
    throw new RowRefused('wrong_number_of_columns', null, String(fields.length))
  const text = (field: ImportField): string => {
    const place = places.get(field)
    const value = place === undefined ? '' : cleanCell(fields[place] ?? '')
    if (value.length > longest) throw new RowRefused('too_long', field, value)
    return value
  }
  const needed = (field: ImportField): string => {
    const value = text(field)
    if (value === '') throw new RowRefused('missing', field)
    if (saysNoValue(value, 'needed')) throw new RowRefused('missing', field, value)
    return value
  }
  const named = (field: ImportField): string => {
    const value = needed(field)
    if (shortened.test(value)) throw new RowRefused('shortened_number', field, value)
    return value
  }
  const optional = (field: ImportField): string | null => {
    const value = text(field)
    if (value === '') return null
    if (!saysNoValue(value, 'optional')) return value
    onNoValue(value)
    return null
  }
  /** A machine decided, and no judgement of a person stands beside its decision. */
  const ofMachine = () => {
    const said = text('decided_by')
    if (said === '') return false
    const moderator = text('moderator_decision')
    const alone = moderator === '' || saysNoValue(moderator, 'optional')
    return alone && deciders[nameKey(said)] === 'automated'
  }
  const decider = () => {
    const value = text('analyst')
    return ofMachine() && (value === '' || saysNoValue(value, 'needed')) ? '' : named('analyst')
  }
  return {
    reference: named('reference'),
    case_ref: named('case_ref'),
    analyst: decider(),
    policy: needed('policy'),
    decision: needed('decision'),
    decided_at: needed('decided_at'),
    arrived_at: optional('arrived_at'),
    verified_decision: optional('verified_decision'),
    verified_by: verifiedByOf(optional('verified_by')),
    moderator_decision: optional('moderator_decision'),
    decided_by: decidedByOf(optional('decided_by')),
    outcome: outcomeLabelOf(optional('outcome')),
    kind: kindOf(optional('kind')),
    queue: optional('queue'),
    language: optional('language'),
    targeted: targetedOf(optional('targeted')),
    inclusion_probability: probabilityOf(optional('inclusion_probability')),
    put_right_at: optional('put_right_at'),
  }
}

const kindLabels: Readonly<Record<string, DraftAudit['kind']>> = {
  검수: 'audit',
  감사: 'audit',
  이의: 'appeal',
  이의제기: 'appeal',
  피드백: 'feedback',
  정책질의: 'policy_question',
  정책문의: 'policy_question',
}

function kindOf(value: string | null): DraftAudit['kind'] {
  if (value === null) return 'audit'
  const word = value.toLowerCase().replace(/[ -]/g, '_')
  const known = auditKinds.find((kind) => kind === word) ?? kindLabels[nameKey(value)]
  if (!known) throw new RowRefused('bad_value', 'kind', value)
  return known
}

const verifications: Readonly<Record<string, VerifiedBy>> = {
  ...{ gold: 'gold', goldlabel: 'gold', 정답: 'gold', 기준답: 'gold' },
  ...{ secondreview: 'second_review', 재검수: 'second_review', '2차검수': 'second_review' },
  ...{ appealoutcome: 'appeal_outcome', appeal: 'appeal_outcome' },
  ...{ 이의결과: 'appeal_outcome', 이의신청결과: 'appeal_outcome' },
}

function verifiedByOf(value: string | null): VerifiedBy | null {
  if (value === null) return null
  const verification = verifications[nameKey(value)]
  if (!verification) throw new RowRefused('bad_value', 'verified_by', value)
  return verification
}

const deciders: Readonly<Record<string, DecidedBy>> = {
  ...{
    person: 'person',
    human: 'person',
    manual: 'person',
    moderator: 'person',
    사람: 'person',
    수동: 'person',
  },
  ...{
    automated: 'automated',
    automatic: 'automated',
    auto: 'automated',
    machine: 'automated',
    ai: 'automated',
  },
  ...{ model: 'automated', bot: 'automated', 자동: 'automated', 자동화: 'automated', 기계: 'automated' },
  ...{ assisted: 'assisted', hybrid: 'assisted', semiautomated: 'assisted', humanintheloop: 'assisted' },
  ...{ 보조: 'assisted', 반자동: 'assisted', 사람과기계: 'assisted' },
}

function decidedByOf(value: string | null): DecidedBy | null {
  if (value === null) return null
  const decider = deciders[nameKey(value)]
  if (!decider) throw new RowRefused('bad_value', 'decided_by', value)
  return decider
}

const outcomeLabels: Readonly<Record<string, Outcome>> = {
  ...{
    correct: 'correct',
    right: 'correct',
    agree: 'correct',
    정확: 'correct',
    일치: 'correct',
    정답: 'correct',
  },
  ...{ missed: 'missed', miss: 'missed', underenforced: 'missed', falsenegative: 'missed', 미조치: 'missed' },
  ...{ overenforced: 'over_enforced', overenforcement: 'over_enforced', falsepositive: 'over_enforced' },
  ...{ 과잉조치: 'over_enforced', 과잉: 'over_enforced', 누락: 'missed', underenforcement: 'missed' },
  ...{
    wrongselection: 'other_error',
    wrongpolicy: 'other_error',
    othererror: 'other_error',
    선택오류: 'other_error',
  },
  ...{ 잘못된선택: 'other_error', 기타오류: 'other_error', 다른오류: 'other_error' },
  ...{ technical: 'technical', technicalerror: 'technical', 기술오류: 'technical', 기술문제: 'technical' },
}

function outcomeLabelOf(value: string | null): Outcome | null {
  if (value === null) return null
  const outcome = outcomeLabels[nameKey(value)]
  if (!outcome) throw new RowRefused('bad_value', 'outcome', value)
  return outcome
}

function targetedOf(value: string | null): boolean {
  const folded = (value ?? '').toLowerCase()
  if (!yes.has(folded) && !no.has(folded)) throw new RowRefused('bad_value', 'targeted', value)
  return yes.has(folded)
}

function probabilityOf(value: string | null): number | null {
  if (value === null) return null
  const percent = /^(.+?)\s?%$/.exec(value)
  const probability = percent ? Number(percent[1]) / 100 : Number(value)
  if (!(probability > 0 && probability <= 1))
    throw new RowRefused('bad_value', 'inclusion_probability', value)
  return probability
}
