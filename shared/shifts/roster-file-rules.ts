import { cleanCell, nameKey } from '#shared/tables/clean.ts'
import { columnsOf } from '#shared/tables/header.ts'
import type { Table } from '#shared/tables/read-table.ts'
import type { TableRow } from '#shared/tables/rows.ts'
import { kindOf } from './kind-rules.ts'
import { rosterKey } from './roster-rules.ts'
import { type EntryKind, endDayOf } from './rules.ts'

/** Lists what a column of a roster can be. The first two are needed. */
export const rosterFields = ['person', 'date', 'from', 'to', 'kind', 'last_date'] as const
export type RosterField = (typeof rosterFields)[number]
const neededFields: readonly RosterField[] = ['person', 'date']

/** Names of columns that are recognised, in both languages. */
const usualNames: Record<RosterField, readonly string[]> = {
  person: [
    ...['email', 'e-mail', 'mail', 'email address', 'work email', 'reference', 'person', 'name', 'full name'],
    ...['employee', 'employee id', 'id', 'analyst', 'staff', 'agent'],
    ...['이메일', '이메일 주소', '메일', '사번', '직원 번호', '번호', '이름', '성명', '담당자', '근무자'],
  ],
  date: [
    ...['date', 'day', 'start date', 'first day', 'from date', 'shift date'],
    ...['날짜', '일자', '근무일', '시작일', '근무 일자'],
  ],
  from: [
    'from',
    'start',
    'start time',
    'begin',
    'begins',
    '시작',
    '시작 시각',
    '시작 시간',
    '출근',
    '출근 시각',
    '출근 시간',
  ],
  to: [
    'to',
    'until',
    'end',
    'end time',
    'ends',
    '종료',
    '끝',
    '종료 시각',
    '종료 시간',
    '퇴근',
    '퇴근 시각',
    '퇴근 시간',
  ],
  kind: ['kind', 'type', 'category', 'status', '구분', '종류', '유형', '근무 구분', '근무 형태', '상태'],
  last_date: [
    'last date',
    'last day',
    'end date',
    'to date',
    'until date',
    '종료일',
    '마지막 날',
    '끝나는 날',
  ],
}

export type RosterRefusal =
  | 'missing'
  | 'bad_date'
  | 'bad_time'
  | 'bad_kind'
  | 'order'
  | 'too_long'
  | 'twice'
  | 'unreadable'
  | 'no_person'
  | 'no_times'
  | 'unknown_zone'
  | 'unknown_person'
  | 'several_people'

/** A row of a table or an event of a calendar, before its person is known. */
export interface RosterRow {
  /** As a spreadsheet counts it; of a calendar, its event's number. */
  row: number
  /** The word for the person; null where the file does not say it. */
  called: string | null
  kind: EntryKind
  firstDay: string
  from: string | null
  lastDay: string
  until: string | null
  /** Null for the person's own. */
  zone: string | null
}
export interface RefusedRow {
  row: number
  field: RosterField | null
  reason: RosterRefusal
  value: string | null
}

/** A roster, read whole; `missing` are columns that it needs and lacks. */
export interface RosterFile {
  missing: RosterField[]
  rows: RosterRow[]
  refused: RefusedRow[]
  /** The name that the file gives itself. */
  name: string | null
}

class Refused extends Error {
  readonly field: RosterField
  readonly reason: RosterRefusal
  constructor(field: RosterField, reason: RosterRefusal) {
    super(reason)
    this.field = field
    this.reason = reason
  }
}

/** Rows that are read of a file. */
const largest = 10_000

/** Reads a table of shifts and absences. What a row says a second time is refused, not counted twice. */
export async function readRoster({ header, rows }: Pick<Table, 'header' | 'rows'>): Promise<RosterFile> {
  const places = placesIn(header)
  const file: RosterFile = {
    missing: neededFields.filter((field) => !places.has(field)),
    ...{ rows: [], refused: [], name: null },
  }
  if (file.missing.length > 0) {
    await rows.return(undefined)
    return file
  }
  const seen = new Set<string>()
  for await (const batch of rows) {
    if (file.rows.length > largest) break
    for (const row of batch) {
      const read = readRow(row, places)
      if ('reason' in read) file.refused.push(read)
      else keepOnce(file, read, seen)
    }
  }
  return file
}

/** Adds a row unless the file has said the same already. */
export function keepOnce(file: RosterFile, row: RosterRow, seen: Set<string>): void {
  const key = `${nameKey(row.called ?? '')}\n${rosterKey({ ...row, zone: row.zone ?? '' })}`
  if (seen.has(key)) file.refused.push({ row: row.row, field: null, reason: 'twice', value: row.called })
  else file.rows.push(row)
  seen.add(key)
}

function placesIn(header: TableRow | undefined): Map<RosterField, number> {
  const columns = header && 'fields' in header ? columnsOf(header.fields) : []
  const places = new Map<RosterField, number>()
  // In the order of the names: an address says more surely who is meant than a name.
  for (const field of rosterFields)
    for (const known of usualNames[field].map(nameKey)) {
      const found = columns.find(({ name }) => nameKey(name) === known)
      if (found && !places.has(field)) places.set(field, found.place)
    }
  return places
}

function readRow(row: TableRow, places: ReadonlyMap<RosterField, number>): RosterRow | RefusedRow {
  if ('problem' in row) return { row: row.row, field: null, reason: 'unreadable', value: null }
  const cell = (field: RosterField) => cleanCell(row.fields[places.get(field) ?? -1] ?? '')
  try {
    const called = filled('person', cell('person'))
    if (called.length > 200) throw new Refused('person', 'too_long')
    const firstDay = dayOf('date', filled('date', cell('date')))
    const [from, until] = [timeOf('from', cell('from')), timeOf('to', cell('to'))]
    const word = cell('kind')
    const kind = word === '' ? 'work' : kindOf(word)
    if (!kind) throw new Refused('kind', 'bad_kind')
    const last = cell('last_date') === '' ? null : dayOf('last_date', cell('last_date'))
    return { row: row.row, called, kind, zone: null, ...spanOf(kind, { firstDay, from, until, last }) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { field, reason } = error
    return { row: row.row, field, reason, value: cell(field).slice(0, 80) || null }
  }
}

interface Cells {
  firstDay: string
  from: string | null
  until: string | null
  last: string | null
}
type Spanned = Pick<RosterRow, 'firstDay' | 'from' | 'lastDay' | 'until'>

function spanOf(kind: EntryKind, { firstDay, from, until, last }: Cells): Spanned {
  if (kind === 'off') return { firstDay, from: null, lastDay: firstDay, until: null }
  if (kind === 'work' && from === null) throw new Refused('from', 'missing')
  if (from !== null && until === null) throw new Refused('to', 'missing')
  if (from === null && until !== null) throw new Refused('from', 'missing')
  const night = from !== null && until !== null ? endDayOf(firstDay, from, until) : firstDay
  const lastDay = last ?? night
  if (lastDay < firstDay) throw new Refused('last_date', 'order')
  if (kind === 'work' && lastDay !== night) throw new Refused('last_date', 'order')
  if (lastDay === firstDay && from !== null && until !== null && until <= from)
    throw new Refused('to', 'order')
  return { firstDay, from, lastDay, until }
}

function filled(field: RosterField, value: string): string {
  if (value === '') throw new Refused(field, 'missing')
  return value
}

/** Excel counts days from here. */
const excelEpoch = '1899-12-30'

/** Year, month and day in this order, whatever stands between them, or a day number of Excel. */
function dayOf(field: RosterField, value: string): string {
  const number = /^(\d{5})(\.\d+)?$/.exec(value)?.[1]
  if (number)
    return Temporal.PlainDate.from(excelEpoch)
      .add({ days: Number(number) })
      .toString()
  const found = /^(\d{4})\D{0,3}(\d{1,2})\D{0,3}(\d{1,2})(\D.*)?$/.exec(value)
  const day = found && [found[1], found[2]?.padStart(2, '0'), found[3]?.padStart(2, '0')].join('-')
  try {
    return Temporal.PlainDate.from(day ?? '').toString()
  } catch (error) {
    if (error instanceof RangeError) throw new Refused(field, 'bad_date')
    throw error
  }
}

const forenoon = /(오전|am|a\.m\.)/iu
const afternoon = /(오후|pm|p\.m\.)/iu

/** Reads 9:00, 09:00:00, 오후 6:00, 6 pm, 18시 30분, 0900, 24:00 and a fraction of a day. */
function timeOf(field: RosterField, value: string): string | null {
  if (value === '') return null
  const fraction = /^0?\.\d+$/.test(value) || value === '0' ? Math.round(Number(value) * 1440) : undefined
  if (fraction !== undefined) return wall(Math.floor(fraction / 60), fraction % 60)
  // A workbook gives a time as a day and a time.
  const text = value.replace(/^\d{4}-\d{2}-\d{2}[T ]/, '')
  const found =
    /(\d{1,2})\s*[:시.]\s*(\d{1,2})?/u.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text) ?? /(\d{1,2})/.exec(text)
  const [hour, minute] = [Number(found?.[1] ?? Number.NaN), Number(found?.[2] ?? 0)]
  const half = forenoon.test(text) ? 0 : afternoon.test(text) ? 12 : undefined
  const isNamed = half !== undefined || /[:시]/u.test(text) || /^\d{4}$/.test(text)
  const limit = half === undefined ? 24 : 12
  if (!found || !isNamed || !(hour <= limit) || minute > 59 || (hour === 24 && minute > 0))
    throw new Refused(field, 'bad_time')
  return wall(half === undefined ? hour % 24 : (hour % 12) + half, minute)
}

const wall = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
