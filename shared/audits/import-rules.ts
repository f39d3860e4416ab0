import { nameKey } from '#shared/tables/clean.ts'
import { alikeColumns, type Column, columnsNamed, distinctNames } from '#shared/tables/header.ts'
import type { ColumnMapping } from './import-views.ts'

/** Lists what a column of a file can be. The first six are needed. */
export const importFields = [
  'reference',
  'case_ref',
  'analyst',
  'policy',
  'decision',
  'decided_at',
  'arrived_at',
  'verified_decision',
  'verified_by',
  'moderator_decision',
  'decided_by',
  'outcome',
  'kind',
  'queue',
  'language',
  'targeted',
  'inclusion_probability',
  'put_right_at',
] as const
export type ImportField = (typeof importFields)[number]
export const neededFields: readonly ImportField[] = [
  'reference',
  'case_ref',
  'analyst',
  'policy',
  'decision',
  'decided_at',
]

/** Names of columns that are recognised, the likelier first: what the screen itself calls them, and the usual ones. */
const usualNames: Record<ImportField, readonly string[]> = {
  reference: [
    ...['audit_ref', 'reference', 'ref', 'audit_id', 'audit reference', 'audit_no', 'review_id'],
    ...['검수 번호', '감사 번호', '검수 ID', '감사 ID', '참조', '참조 번호', '검수 참조'],
  ],
  case_ref: [
    ...['case_ref', 'case', 'case_id', 'case reference', 'case_no', 'content_id', 'ticket_id'],
    ...['사례 번호', '사례', '사건', '사건 번호', '케이스', '케이스 번호', '사례 ID', '건 번호'],
  ],
  analyst: [
    ...['analyst', 'analyst_id', 'rater', 'QA analyst', 'analyst name', 'qa', 'reviewer', 'auditor'],
    ...['QA 담당자', '담당자', '검수자', '분석가', '평가자', '담당자명', '검수 담당자', '감사자'],
  ],
  policy: ['policy', 'policy_code', 'policy name', 'policies', '정책', '정책명', '정책 코드', '위반 정책'],
  decision: [
    ...['decision', 'analyst_decision', "the analyst's decision", 'analyst verdict', 'verdict', 'label'],
    ...[
      'QA 담당자의 판정',
      '판정',
      '결정',
      '담당자 판정',
      '담당자 결정',
      '검수 판정',
      '검수 결과',
      'QA 판정',
    ],
  ],
  decided_at: [
    ...[
      'decided_at',
      'audited_at',
      'date',
      'date of the decision',
      'decision time',
      'decision date',
      'timestamp',
    ],
    ...[
      '판정 일시',
      '일시',
      '결정 일시',
      '검수 일시',
      '판정일',
      '결정일',
      '검수일',
      '날짜',
      '판정 시각',
      '감사일',
    ],
  ],
  arrived_at: [
    ...[
      'arrived_at',
      'received_at',
      'arrival time',
      'when it arrived',
      'queued_at',
      'enqueued_at',
      'assigned_at',
    ],
    ...['접수 일시', '접수 시각', '도착 일시', '접수일', '배정 일시', '인입 일시', '들어온 시각'],
  ],
  verified_decision: [
    ...[
      'gold_decision',
      'verified_decision',
      'verified',
      'gold',
      'verified verdict',
      'gold label',
      'final decision',
    ],
    ...['검증된 판정', '검증 판정', '정답', '검증 결과', '최종 판정', '최종 결정', '검증 결정', '확정 판정'],
  ],
  verified_by: [
    ...['verified_by', 'how it was verified', 'verification', 'verification method', 'verification source'],
    ...['검증 방법', '검증 근거', '검증 출처'],
  ],
  moderator_decision: [
    ...['moderator_decision', 'original_decision', "the moderator's decision", 'moderator verdict'],
    ...['모더레이터의 판정', '모더레이터 판정', '원판정', '원결정', '모더레이터 결정', '최초 판정'],
  ],
  decided_by: [
    ...[
      'decided_by',
      'who made that decision',
      'who decided',
      'decision maker',
      'decision_source',
      'automation',
    ],
    ...['판정 주체', '결정 주체', '처리 주체', '자동 여부'],
  ],
  outcome: [
    'outcome',
    'outcome class',
    'result',
    'error_type',
    '결과',
    '판정 결과 구분',
    '결과 구분',
    '오류 유형',
  ],
  kind: ['kind', 'type', '종류', '유형', '구분'],
  queue: ['queue', 'queue name', '큐', '대기열', '업무 큐'],
  language: ['language', 'lang', 'locale', '언어'],
  targeted: ['targeted', 'picked by hand', '지정 검수 여부', '지정 검수', '지정 여부'],
  inclusion_probability: ['inclusion_probability', 'pi', 'inclusion probability', '추출 확률', '표집 확률'],
  put_right_at: [
    ...['put_right_at', 'put right on the platform', 'corrected_at', 'date corrected', 'reversed_at'],
    ...['플랫폼 조치일', '플랫폼 조치 확인일', '시정일', '정정일', '조치 완료일'],
  ],
}

/** Returns the mapping that a file's own column names suggest; a name that several columns share suggests none. */
export function suggestMapping(columns: readonly string[]): ColumnMapping {
  const { mapping } = recognise(columnsFrom(columns))
  return mapping
}

const columnsFrom = (names: readonly string[]): Column[] =>
  names.map((name, place) => ({ name, letter: '', place }))

export interface Recognised {
  mapping: ColumnMapping
  /** Fields that several columns of one name could fill. */
  ambiguous: { field: ImportField; columns: Column[] }[]
}

/** Recognises columns by their names, in Korean and English, without regard to case, blanks and hyphens. */
export function recognise(columns: readonly Column[]): Recognised {
  const names = distinctNames(columns)
  const alike = alikeColumns(columns)
  const byKey = Map.groupBy(columns, ({ name }) => nameKey(name))
  const mapping: ColumnMapping = {}
  const ambiguous: Recognised['ambiguous'] = []
  for (const field of importFields) {
    const found = usualNames[field].map((name) => byKey.get(nameKey(name))).find((some) => some !== undefined)
    const [column] = found ?? []
    if (!column) continue
    const sharing = alike.find((some) => some.includes(column))
    if (sharing) ambiguous.push({ field, columns: sharing })
    else mapping[field] = names[columns.indexOf(column)] ?? column.name
  }
  return { mapping, ambiguous }
}

/** Returns the parts of a kept mapping that this file has columns for, and the file's own suggestions for the rest. */
export function withKept(columns: readonly Column[], kept: ColumnMapping): ColumnMapping {
  const { mapping } = recognise(columns)
  const names = distinctNames(columns)
  for (const field of importFields) {
    const [column, ...others] = kept[field] === undefined ? [] : columnsNamed(columns, kept[field])
    if (column && others.length === 0) mapping[field] = names[columns.indexOf(column)] ?? column.name
  }
  return mapping
}

export const refusalReasons = [
  'missing',
  'unknown_analyst',
  'analyst_not_in_team',
  'several_analysts',
  'unknown_policy',
  'bad_date',
  'ambiguous_date',
  'future_date',
  'arrived_after_decision',
  'bad_value',
  'shortened_number',
  'too_long',
  'duplicate_in_file',
  'reference_has_other_content',
  'settled_by_recheck',
  'wrong_number_of_columns',
  'broken_quotes',
  'wrong_encoding',
] as const
