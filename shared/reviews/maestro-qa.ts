import { nameKey } from '#shared/tables/clean.ts'
import { type OpenFile, openTable, type TableDecoders, UnreadableFile } from '#shared/tables/read-table.ts'
import { numberOf } from './json-fields.ts'
import {
  emptyHistory,
  type FilePlace,
  type FileProblem,
  type MovedHistory,
  type MovedRating,
  type MovedReview,
  type StoredScore,
  shown,
} from './move-in-history.ts'
import { noteCalls } from './move-in-names.ts'

const columns = [
  ...(['agent_email', 'agent_id', 'agent_name', 'comment', 'date_first_graded', 'date_graded'] as const),
  ...(['gradable_id', 'grade_type', 'grader', 'max_rubric_score', 'rubric_id', 'rubric_name'] as const),
  ...(['rubric_score', 'ticket_created_at', 'section_id', 'section_name', 'section_score'] as const),
  'max_section_score' as const,
]
type Column = (typeof columns)[number]
type Row = { position: FilePlace; cells: Partial<Record<Column, string>> }

const expectedColumns =
  'gradable_id, agent_email, grader, rubric_id, rubric_name, rubric_score, max_rubric_score, date_graded'

/** Reads total_scores and section_scores of MaestroQA, in any order; a file of sections alone has the totals too. */
export async function readMaestro(
  files: readonly { name: string; open: OpenFile }[],
  decoders: TableDecoders,
): Promise<MovedHistory> {
  const history = emptyHistory('maestro-qa')
  const rows: Row[] = []
  for (const { name, open } of files) rows.push(...(await rowsOf(name, open, { decoders, history })))
  const byGrade = Map.groupBy(rows, ({ cells }) => gradeKey(cells))
  for (const grade of byGrade.values()) addReview(history, grade)
  return history
}

/** A ticket that one grader graded by one rubric for one agent. */
const gradeKey = (cells: Row['cells']): string =>
  [
    cells.gradable_id,
    cells.rubric_id || cells.rubric_name,
    cells.agent_email || cells.agent_id || cells.agent_name,
    cells.grader,
    cells.grade_type,
  ].join('|')

async function rowsOf(
  file: string,
  open: OpenFile,
  { decoders, history }: { decoders: TableDecoders; history: MovedHistory },
): Promise<Row[]> {
  const { problems } = history
  const table = await openTable(open, decoders).catch((error: unknown) => {
    if (!(error instanceof UnreadableFile)) throw error
    problems.push({ file, place: '1', problem: 'unreadable', detail: error.reason })
    return undefined
  })
  if (!table) return []
  const { header } = table
  if (!header) {
    problems.push({ file, place: '1', problem: 'empty_file', detail: null })
    return []
  }
  const names = 'fields' in header ? header.fields : []
  const places = placesOf(names)
  const isKnown =
    places.has('gradable_id') &&
    (places.has('rubric_score') || places.has('section_score')) &&
    (places.has('agent_email') || places.has('agent_id') || places.has('agent_name'))
  if (!isKnown) {
    problems.push({ file, place: String(header.line), problem: 'unknown_columns', detail: expectedColumns })
    await table.rows.return(undefined)
    return []
  }
  for (const name of names)
    if (/wellbeing|wellness|mood|burnout|survey/.test(nameKey(name)))
      history.leftOut.push({ file, place: String(header.line), reason: 'wellbeing', about: name })
  const found: Row[] = []
  for await (const batch of table.rows)
    for (const row of batch) {
      const position = { file, place: String(row.line) }
      if ('problem' in row) problems.push({ ...position, problem: 'unreadable', detail: row.problem })
      else if (row.fields.length > names.length)
        problems.push({ ...position, problem: 'unreadable', detail: shown(row.fields.join(', ')) })
      else found.push({ position, cells: cellsOf(row.fields, places) })
    }
  return found
}

function placesOf(names: readonly string[]): Map<Column, number> {
  const places = new Map<Column, number>()
  names.forEach((name, place) => {
    const column = columns.find((known) => nameKey(known) === nameKey(name))
    if (column && !places.has(column)) places.set(column, place)
  })
  return places
}

const cellsOf = (fields: readonly string[], places: ReadonlyMap<Column, number>): Row['cells'] =>
  Object.fromEntries([...places].map(([column, place]) => [column, (fields[place] ?? '').trim()]))

function addReview(history: MovedHistory, rows: readonly Row[]): void {
  const [first] = rows
  if (!first) return
  const { problems } = history
  const { position } = first
  const cell = (column: Column): string =>
    rows.map(({ cells }) => cells[column] ?? '').find((text) => text !== '') ?? ''
  const missing = (['gradable_id', 'date_graded'] as const).filter(
    (column) => cell(column) === '' && !(column === 'date_graded' && cell('date_first_graded') !== ''),
  )
  const called = cell('agent_email') || cell('agent_name') || cell('agent_id')
  for (const column of called === '' ? [...missing, 'agent_email'] : missing)
    problems.push({ ...position, problem: 'missing_field', detail: column })
  if (missing.length > 0 || called === '') return
  const sections = rows.filter(isSection)
  const id = gradeKey(first.cells)
  const [total, ...others] = rows.filter((row) => !isSection(row))
  for (const other of others)
    if (JSON.stringify(other.cells) !== JSON.stringify(total?.cells))
      history.leftOut.push({ ...other.position, reason: 'duplicate_review', about: id })
  const score = storedOf(history, rows)
  const ratings =
    sections.length > 0
      ? commented(ratingsOf(history, sections, id), cell('comment'))
      : wholeRating(score, cell)
  if (sections.length === 0) history.leftOut.push({ ...position, reason: 'no_ratings', about: id })
  if (score === null && ratings.some(({ percent }) => percent !== null))
    history.leftOut.push({ ...position, reason: 'absent_score', about: id })
  const name = cell('rubric_name') || cell('rubric_id') || 'MaestroQA'
  for (const value of [id.slice(400), cell('gradable_id'), name])
    if (value.length > 200) problems.push({ ...position, problem: 'too_long', detail: shown(value) })
  const review: MovedReview = {
    ...position,
    ...{ id, ratings, score, caseRef: cell('gradable_id').slice(0, 200) },
    scorecard: { id: cell('rubric_id') || name, name: name.slice(0, 100) },
    reviewee: { called, machine: false },
    reviewer: { called: cell('grader') || null, machine: isMachine(cell('grader'), cell('grade_type')) },
    createdAt: cell('date_graded') || cell('date_first_graded'),
  }
  noteCalls(history, called, { name: cell('agent_name'), ids: [cell('agent_id')] })
  history.reviews.push(review)
}

const isSection = ({ cells }: Row): boolean => (cells.section_id || cells.section_name || '') !== ''

/** AutoQA of MaestroQA grades by itself. */
const isMachine = (grader: string, kind: string): boolean =>
  /^(auto[ _-]?qa|ai|bot|automated)( |$|-)/i.test(kind) || /^(auto[ _-]?qa|maestro ?ai)$/i.test(grader)

function storedOf(history: MovedHistory, rows: readonly Row[]): StoredScore | null {
  for (const { position, cells } of rows) {
    const score = read(history.problems, position, 'rubric_score', cells)
    const largest = read(history.problems, position, 'max_rubric_score', cells)
    if (score === null) continue
    const outOf = largest?.value ?? 100
    if (score.value < 0 || (outOf > 0 && score.value > outOf)) {
      const detail = `rubric_score ${score.value} (0–${outOf})`
      history.problems.push({ ...position, problem: 'out_of_range', detail })
      return null
    }
    return outOf > 0 ? { ...score, outOf } : null
  }
  return null
}

function read(problems: FileProblem[], position: FilePlace, column: Column, cells: Row['cells']) {
  const text = cells[column]
  if (text === undefined) return null
  const number = numberOf(text)
  if (number !== undefined) return number
  problems.push({ ...position, problem: 'not_a_number', detail: `${column}: ${shown(text)}` })
  return null
}

/** Puts the words about the whole grade under its first section: a review has words under its lines alone. */
const commented = (ratings: MovedRating[], comment: string): MovedRating[] =>
  ratings.map((rating, place) => (place === 0 && comment !== '' ? { ...rating, comment } : rating))

/** A grade without sections is one line of its own. */
function wholeRating(score: StoredScore | null, cell: (column: Column) => string): MovedRating[] {
  if (score === null) return []
  const name = cell('rubric_name') || cell('rubric_id') || 'MaestroQA'
  const percent = (score.value / score.outOf) * 100
  const comment = cell('comment') || null
  return [{ categoryId: 'total', name, group: null, weight: score.outOf, critical: false, percent, comment }]
}

function ratingsOf(history: MovedHistory, rows: readonly Row[], reviewId: string): MovedRating[] {
  const known = new Set<string>()
  return rows.flatMap(({ position, cells }): MovedRating[] => {
    const categoryId = cells.section_id || cells.section_name || ''
    const name = cells.section_name || categoryId
    if (known.has(categoryId)) {
      history.leftOut.push({ ...position, reason: 'duplicate_rating', about: `${reviewId} · ${name}` })
      return []
    }
    known.add(categoryId)
    const score = read(history.problems, position, 'section_score', cells)
    const largest = read(history.problems, position, 'max_section_score', cells)?.value ?? null
    const outOf = largest ?? 100
    if (outOf > 1000 || outOf < 0 || (score && (score.value < 0 || score.value > outOf))) {
      const detail = `section_score ${score?.value ?? ''} (0–${Math.min(outOf, 1000)})`
      history.problems.push({ ...position, problem: 'out_of_range', detail })
      return []
    }
    const percent = score === null || outOf === 0 ? null : (score.value / outOf) * 100
    return [{ categoryId, name, group: null, weight: outOf, critical: null, percent, comment: null }]
  })
}
