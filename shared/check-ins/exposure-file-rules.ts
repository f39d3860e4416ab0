import { cleanCell, nameKey } from '#shared/tables/clean.ts'
import { saysNoValue } from '#shared/tables/no-value.ts'
import { type ExposureSeverity, fileEntryLimit, type Harm, longestEntry } from './exposure-rules.ts'
import type { ExposureEntry } from './exposure-views.ts'

/** Lists the columns of a file of exposure; its severity may be missing. */
export const exposureColumns = ['date', 'minutes', 'kind', 'severity'] as const
export type ExposureColumn = (typeof exposureColumns)[number]
type Places = Record<Exclude<ExposureColumn, 'severity'>, number> & { severity: number | undefined }

/** Says what is wrong with a row of a file, and with the file as a whole. */
export type RowFault = 'broken' | 'date' | 'future' | 'minutes' | 'kind' | 'severity' | 'twice'
export interface FaultyRow {
  row: number
  fault: RowFault
  /** The cell as it was read; for a row that stands twice, the number of the first. */
  value: string
}
export interface FileEntry extends Pick<ExposureEntry, 'day' | 'harm' | 'minutes' | 'severity'> {
  row: number
}

const keysOf = (spellings: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(spellings).flatMap(([value, names]) => names.map((name) => [nameKey(name), value])))

const columnNames = keysOf({
  date: ['date', 'day', '날짜', '일자', '일시', '근무일'],
  minutes: [
    'minutes',
    'min',
    'mins',
    'duration',
    'time',
    '분',
    '시간',
    '시간(분)',
    '노출 시간',
    '노출 시간(분)',
  ],
  kind: [
    'kind',
    'harm',
    'type',
    'category',
    'content',
    '종류',
    '유형',
    '콘텐츠 종류',
    '콘텐츠 유형',
    '카테고리',
  ],
  severity: ['severity', 'level', 'intensity', '심각도', '강도', '수위'],
})
const harmNames = keysOf({
  violence: ['violence', 'violent', 'graphic violence', 'gore', '폭력', '폭력성', '잔혹', '고어'],
  self_harm: ['self_harm', 'self-harm', 'self harm', 'suicide', '자해', '자살', '자해·자살', '자살·자해'],
  sexual: ['sexual', 'sexual content', 'nudity', 'adult', '성적 콘텐츠', '성적', '음란', '성인물', '선정성'],
  child_safety: ['child_safety', 'child safety', 'csam', 'csea', '아동 안전', '아동 성착취', '아동'],
  hate: ['hate', 'hate speech', '혐오', '증오', '혐오 표현', '혐오 발언'],
  harassment: ['harassment', 'bullying', '괴롭힘', '모욕', '따돌림'],
  terrorism: ['terrorism', 'terror', 'extremism', '테러', '극단주의'],
  other: ['other', 'others', 'etc', '그 밖', '기타', '그외'],
} satisfies Record<Harm, readonly string[]>)
const severityNames = keysOf({
  low: ['low', 'mild', '1', '낮음', '하', '약함'],
  medium: ['medium', 'middle', 'moderate', '2', '보통', '중', '중간'],
  high: ['high', 'severe', '3', '높음', '상', '강함', '심함'],
} satisfies Record<ExposureSeverity, readonly string[]>)

const isHarm = (name: string | undefined): name is Harm => name !== undefined && name in harmValues
const harmValues = Object.fromEntries([...harmNames.values()].map((name) => [name, true]))
const isSeverity = (name: string | undefined): name is ExposureSeverity =>
  name === 'low' || name === 'medium' || name === 'high'

/** Finds the columns by their names in Korean or English. Returns those that are missing where one is. */
export function placesOf(header: readonly string[]): { places: Places } | { missing: ExposureColumn[] } {
  const found = new Map<string, number>()
  for (const [place, name] of header.entries()) {
    const column = columnNames.get(nameKey(name))
    if (column !== undefined && !found.has(column)) found.set(column, place)
  }
  const [date, minutes, kind] = [found.get('date'), found.get('minutes'), found.get('kind')]
  if (date === undefined || minutes === undefined || kind === undefined)
    return { missing: (['date', 'minutes', 'kind'] as const).filter((column) => !found.has(column)) }
  return { places: { date, minutes, kind, severity: found.get('severity') } }
}

/** Reads a day whose year stands first: 2026-11-30, 2026.11.30, 2026년 11월 30일, 20261130, with a time behind it or not. */
function readDay(cell: string): string | undefined {
  const [, year, month, date] =
    /^(\d{4})[-./년\s]+(\d{1,2})[-./월\s]+(\d{1,2})\D?(?:[\sT].*)?$/.exec(cell) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(cell) ??
    []
  if (!year || !month || !date || year < '1970' || year >= '2200') return undefined
  try {
    const day = { year: Number(year), month: Number(month), day: Number(date) }
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Reads minutes: 90, 90분, 1:30, 1시간 30분, 1 h 30 min. */
function readMinutes(cell: string): number | undefined {
  const alone = /^(\d{1,4})\s*(?:분|m|min|mins|minutes)?$/i.exec(cell)
  const [, hours = '0', rest = '0'] =
    /^(\d{1,2}):(\d{2})$/.exec(cell) ??
    /^(\d{1,2})\s*(?:시간|h|hr|hours?)(?:\s*(\d{1,2})\s*(?:분|m|min)?)?$/i.exec(cell) ??
    []
  const minutes = alone ? Number(alone[1]) : Number(hours) * 60 + Number(rest)
  return minutes >= 1 && minutes <= longestEntry ? minutes : undefined
}

type Row = { row: number } & ({ fields: readonly string[] } | { problem: string })

function readRow(row: Row, places: Places, today: string): FileEntry | FaultyRow {
  if ('problem' in row) return { row: row.row, fault: 'broken', value: '' }
  const cell = (place: number | undefined) => cleanCell(place === undefined ? '' : (row.fields[place] ?? ''))
  const faulty = (fault: RowFault, value: string): FaultyRow => ({ row: row.row, fault, value })
  const [date, long, kind, level] = [
    ...[cell(places.date), cell(places.minutes), cell(places.kind), cell(places.severity)],
  ]
  const day = readDay(date ?? '')
  if (day === undefined) return faulty('date', date ?? '')
  if (day > today) return faulty('future', date ?? '')
  const minutes = readMinutes(long ?? '')
  if (minutes === undefined) return faulty('minutes', long ?? '')
  const harm = harmNames.get(nameKey(kind ?? ''))
  if (!isHarm(harm)) return faulty('kind', kind ?? '')
  const severity = saysNoValue(level ?? '', 'optional') ? null : severityNames.get(nameKey(level ?? ''))
  if (severity !== null && !isSeverity(severity)) return faulty('severity', level ?? '')
  return { row: row.row, day, harm, minutes, severity }
}

/** Holds the effect of reading a file in, before anything is done. */
export interface ExposurePlan {
  /** New, or read in before with other values. */
  added: FileEntry[]
  changed: { entry: FileEntry; before: ExposureEntry }[]
  /** Rows that the record holds as they are. */
  same: number
  faulty: FaultyRow[]
  /** More is to be taken than can be at once. */
  tooMany: boolean
}

/**
 * Reads rows of a file and compares them with the record: a day and a kind stand once among what was read in, so that a file
 * that is read in twice changes nothing.
 */
export function planOf(
  rows: readonly Row[],
  { places, today, entries }: { places: Places; today: string; entries: readonly ExposureEntry[] },
): ExposurePlan {
  const keyOf = ({ day, harm }: Pick<FileEntry, 'day' | 'harm'>) => `${day} ${harm}`
  const known = new Map(
    entries.filter(({ source }) => source === 'file').map((entry) => [keyOf(entry), entry]),
  )
  const own = new Set(
    entries
      .filter(({ source }) => source === 'own')
      .map((entry) => `${keyOf(entry)} ${entry.minutes} ${entry.severity}`),
  )
  const first = new Map<string, number>()
  const plan: ExposurePlan = { added: [], changed: [], same: 0, faulty: [], tooMany: false }
  for (const row of rows) {
    const read = readRow(row, places, today)
    if ('fault' in read) {
      plan.faulty.push(read)
      continue
    }
    // The person entered just this by themselves.
    if (own.has(`${keyOf(read)} ${read.minutes} ${read.severity}`)) {
      plan.same += 1
      continue
    }
    const earlier = first.get(keyOf(read))
    if (earlier !== undefined) {
      plan.faulty.push({ row: read.row, fault: 'twice', value: String(earlier) })
      continue
    }
    first.set(keyOf(read), read.row)
    const before = known.get(keyOf(read))
    if (!before) plan.added.push(read)
    else if (before.minutes === read.minutes && before.severity === read.severity) plan.same += 1
    else plan.changed.push({ entry: read, before })
  }
  plan.tooMany = plan.added.length + plan.changed.length > fileEntryLimit
  return plan
}
