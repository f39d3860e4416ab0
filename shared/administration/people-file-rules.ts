import { isTeamRole, type Role } from '#shared/people/role-rules.ts'
import type { Locale } from '#shared/people/views.ts'
import { cleanCell, nameKey } from '#shared/tables/clean.ts'
import { columnsOf } from '#shared/tables/header.ts'
import type { Table } from '#shared/tables/read-table.ts'
import type { TableRow } from '#shared/tables/rows.ts'

/** Lists what a column of a file of people can be. The first three are needed. */
export const peopleFields = ['email', 'name', 'team', 'role', 'language', 'first_day'] as const
export type PeopleField = (typeof peopleFields)[number]
const neededFields: readonly PeopleField[] = ['email', 'name', 'team']

/** Names of columns that are recognised, in both languages. */
const usualNames: Record<PeopleField, readonly string[]> = {
  email: [
    'email',
    'e-mail',
    'mail',
    'email address',
    'work email',
    '이메일',
    '이메일 주소',
    '업무용 이메일',
    '메일',
  ],
  name: ['name', 'full name', 'person', '이름', '성명', '성함'],
  team: ['team', 'team name', '팀', '팀명', '팀 이름', '소속', '소속 팀'],
  role: ['role', '역할', '직책', '직무'],
  language: ['language', 'lang', 'locale', '언어', '사용 언어', '처음 사용할 언어'],
  first_day: [
    'first day',
    'first_day',
    'start',
    'start date',
    'starts on',
    '시작일',
    '첫날',
    '첫 근무일',
    '입사일',
  ],
}

/** A partner is of a function, which such a file does not say. */
const roleNames: Partial<Record<Role, readonly string[]>> = {
  analyst: ['analyst', 'QA analyst', 'qa', 'QA 담당자', '담당자', 'QA 애널리스트', '애널리스트', '검수자'],
  lead: ['lead', 'team lead', '리드', '팀 리드', '팀장'],
  manager: ['manager', '매니저'],
  admin: ['admin', 'administrator', '관리자'],
}
const languageNames: Record<Locale, readonly string[]> = {
  ko: ['ko', 'kr', 'korean', '한국어', '한글'],
  en: ['en', 'english', '영어'],
}

type PeopleRefusal =
  | 'missing'
  | 'bad_email'
  | 'bad_role'
  | 'bad_language'
  | 'bad_date'
  | 'too_long'
  | 'twice'
  | 'unreadable'
  | 'unknown_team'
  | 'known_name'

export interface PersonRow {
  /** As a spreadsheet counts it. */
  row: number
  email: string
  name: string
  /** The name of the team; null for a role that is held in none. */
  team: string | null
  role: Role
  /** Null where the file does not say it. */
  locale: Locale | null
  startsOn: string | null
}
export interface RefusedPerson {
  row: number
  field: PeopleField | null
  reason: PeopleRefusal
  value: string | null
}

/** A file of people, read whole; `missing` are columns that it needs and lacks. */
export interface PeopleFile {
  missing: PeopleField[]
  people: PersonRow[]
  refused: RefusedPerson[]
}

class Refused extends Error {
  readonly field: PeopleField
  readonly reason: PeopleRefusal
  constructor(field: PeopleField, reason: PeopleRefusal) {
    super(reason)
    this.field = field
    this.reason = reason
  }
}

/** Rows that are read of a file: a larger one is none of people. */
const largest = 5000

/** Reads a table of people. The same address, role and team a second time is refused, not counted twice. */
export async function readPeople({ header, rows }: Pick<Table, 'header' | 'rows'>): Promise<PeopleFile> {
  const file: PeopleFile = { missing: [], people: [], refused: [] }
  const places = placesIn(header)
  file.missing = neededFields.filter((field) => !places.has(field))
  const seen = new Set<string>()
  for await (const batch of rows) {
    if (file.missing.length > 0 || file.people.length > largest) break
    for (const row of batch) {
      const read = readRow(row, places)
      const key = 'email' in read ? [read.email, read.role, nameKey(read.team ?? '')].join('\n') : ''
      if ('reason' in read) file.refused.push(read)
      else if (seen.has(key))
        file.refused.push({ row: row.row, field: 'email', reason: 'twice', value: read.email })
      else file.people.push(read)
      seen.add(key)
    }
  }
  return file
}

function placesIn(header: TableRow | undefined): Map<PeopleField, number> {
  const columns = header && 'fields' in header ? columnsOf(header.fields) : []
  const places = new Map<PeopleField, number>()
  for (const field of peopleFields) {
    const names = usualNames[field].map(nameKey)
    const found = columns.find(({ name }) => names.includes(nameKey(name)))
    if (found) places.set(field, found.place)
  }
  return places
}

function readRow(row: TableRow, places: ReadonlyMap<PeopleField, number>): PersonRow | RefusedPerson {
  if ('problem' in row) return { row: row.row, field: null, reason: 'unreadable', value: null }
  const cell = (field: PeopleField) => cleanCell(row.fields[places.get(field) ?? -1] ?? '')
  try {
    const role = roleOf(cell('role'))
    const team = isTeamRole(role) ? filled('team', cell('team')) : null
    return {
      ...{ row: row.row, team, role, name: filled('name', cell('name')) },
      email: emailOf(filled('email', cell('email'))),
      locale: languageOf(cell('language')),
      startsOn: dayOf(cell('first_day')),
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { field, reason } = error
    return { row: row.row, field, reason, value: cell(field).slice(0, 80) || null }
  }
}

function filled(field: PeopleField, value: string): string {
  if (value === '') throw new Refused(field, 'missing')
  if (value.length > 200) throw new Refused(field, 'too_long')
  return value
}

function emailOf(value: string): string {
  if (!/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(value)) throw new Refused('email', 'bad_email')
  return value.toLowerCase()
}

function codeOf<Code extends string>(names: Partial<Record<Code, readonly string[]>>, value: string) {
  for (const code in names) if (names[code]?.some((known) => nameKey(known) === nameKey(value))) return code
  return undefined
}

function roleOf(value: string): Role {
  if (value === '') return 'analyst'
  const found = codeOf(roleNames, value)
  if (!found) throw new Refused('role', 'bad_role')
  return found
}

function languageOf(value: string): Locale | null {
  if (value === '') return null
  const found = codeOf(languageNames, value)
  if (!found) throw new Refused('language', 'bad_language')
  return found
}

/** Year, month and day in this order, whatever stands between them: 2026-11-03, 2026. 11. 3., 2026년 11월 3일. */
function dayOf(value: string): string | null {
  if (value === '') return null
  const found = /^(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(\D.*)?$/.exec(value)
  const day = found && [found[1], found[2]?.padStart(2, '0'), found[3]?.padStart(2, '0')].join('-')
  const instant = day ? new Date(`${day}T00:00:00Z`) : undefined
  // The 31st of November would become a day of December.
  if (!day || !instant || Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(day))
    throw new Refused('first_day', 'bad_date')
  return day
}
