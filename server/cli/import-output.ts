import type { ImportFindings, ImportReport, WordCount } from '#shared/audits/import-views.ts'
import type { FileFacts } from '#shared/tables/read-table.ts'
import type { SkipReason } from '#shared/tables/skipped.ts'
import { writeCsv } from '#shared/tables/write.ts'
import { openedRows } from './import-mapping.ts'
import type { Io } from './program.ts'

const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  cp949: 'CP949',
}
const reasons = {
  mark: 'by its byte order mark',
  zeros: 'by its zero bytes',
  bytes: 'because its bytes fit',
}
const delimiters: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
}

/** Says what a file turned out to be. */
export function describeFile(facts: FileFacts): string {
  if (facts.format === 'workbook') {
    const others = facts.otherSheets.length > 0 ? `; not read: ${facts.otherSheets.join(', ')}` : ''
    return `Workbook, sheet ${facts.sheet}${others}`
  }
  if (facts.format === 'ozone') return `Ozone, ${facts.events} moderation events`
  const delimiter =
    facts.delimiter === null ? '' : `, ${delimiters[facts.delimiter] ?? facts.delimiter} between cells`
  return `${encodings[facts.encoding]}, ${reasons[facts.reason]}${delimiter}`
}

/** Prints what became of a file, its refusals first and what wants a decision last. */
export function printReport(report: ImportReport, { say }: Io): void {
  const { read, added, verified, updated, unchanged, refused, dryRun } = report
  if (report.file) say(describeFile(report.file))
  say(
    `${read} rows read: ${added} ${dryRun ? 'would be added' : 'added'} (${verified} verified), ${updated} verified later, ${unchanged} unchanged, ${refused} refused`,
  )
  if (report.machines > 0)
    say(`${report.machines} of them are decisions that a machine made alone; they are in no person’s figures`)
  for (const { row, line, reason, field, value } of report.refusals.slice(0, 200)) {
    const place = line === undefined ? `row ${row}` : `row ${row} (line ${line} of the file)`
    say(`  ${place}: ${reason}${field ? ` (${field}${value ? `: ${value}` : ''})` : ''}`)
  }
  if (refused > 200)
    say(`  … and ${refused - Math.min(200, report.refusals.length)} more; --refused FILE writes all`)
  if (report.reasons.bad_date) say(`Dates are read as ${acceptedDates}.`)
  if (report.findings) printFindings(report.findings, say, dryRun)
}

const acceptedDates =
  '2026-11-03, 2026-11-03 14:05, 2026-11-03T14:05:00+09:00, 2026. 11. 3. 오후 2:05, 2026년 11월 3일, 3 Nov 2026, a day number of Excel, or seconds since 1970'

function printFindings(findings: ImportFindings, say: Io['say'], dryRun: boolean): void {
  const list = (counts: readonly WordCount[]) =>
    counts.map(({ word, rows }) => `${word} (${rows})`).join(', ')
  const print = (label: string, counts: readonly WordCount[]) => {
    if (counts.length > 0) say(`${label}: ${list(counts)}`)
  }
  print(dryRun ? 'People that would be made' : 'People made', findings.newPeople)
  print('Nobody is called so in Dure (--create-people makes them)', findings.unknownPeople)
  print(
    'Analysts of the team whose first day is later (--earlier-days takes these rows)',
    findings.earlierPeople,
  )
  print('Known, but not in this team on those days', findings.absentPeople)
  for (const { word, rows, instead } of findings.sameNames) {
    const write =
      instead.length > 0 ? `write a reference instead: ${instead.join(', ')}` : 'give them references first'
    say(`More than one is called ${word} (${rows} rows): ${write}`)
  }
  for (const names of findings.confusables)
    say(
      `These look alike and are not the same: ${names.map((name) => `${name} [${codesOf(name)}]`).join(', ')}`,
    )
  print(dryRun ? 'Policies that would be made' : 'Policies made', findings.newPolicies)
  print('Policies that nobody knows (--policy word=policy matches one)', findings.unknownPolicies)
  for (const field of ['decision', 'verified_decision', 'moderator_decision'] as const)
    print(
      `Words in ${field}`,
      findings.verdicts.filter((verdict) => verdict.field === field),
    )
  print(
    'Verified decisions that nobody of the file decides; were they meant as such',
    findings.verdicts.filter(({ known }) => !known),
  )
  print('Read as no value', findings.noValues)
  for (const { word, reason, rows } of findings.skipped ?? [])
    say(`Not taken: ${rows} ${word}, ${whySkipped[reason]}`)
  if (findings.ambiguousDates)
    say(
      `${findings.ambiguousDates.rows} dates such as ${findings.ambiguousDates.example} could be two days: say --day-order dmy or mdy`,
    )
}

const whySkipped: Record<SkipReason, string> = {
  no_decision: 'which are no decisions',
  by_itself: 'which Ozone wrote itself after an action on the account',
  ended_as_planned: 'with which Ozone ended a suspension as planned',
  labels_removed: 'which only take labels away',
  left_to_others:
    'which a reviewer of Coop left to others: its topics are hard to decide, and it is nobody’s score',
  nothing_before: 'before which the file has no decision on the same subject',
}

/** Says, before anything is stored, which policies are new and which verified decisions nobody of the file decides. */
export function noteUnsure({ verdicts, newPolicies }: ImportFindings, { note }: Io): void {
  for (const { word, rows } of newPolicies)
    note(
      `${word} (${rows} rows) is a policy that nobody knew; --policy "${word}=CODE" would match a known one`,
    )
  for (const { word, rows } of verdicts.filter(({ known }) => !known))
    note(
      `${word} (${rows} rows) is a verified decision that nobody of the file decides; was it meant as such?`,
    )
}

/** Names the letters that are not Latin, Korean or digits, by which a look-alike gives itself away. */
const codesOf = (name: string) =>
  [...name]
    .filter((letter) => /[^\p{Script=Latin}\p{Script=Hangul}\p{Nd}\s\p{P}]/u.test(letter))
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ') || 'Latin'

/** Returns the refused rows as a CSV with their reason, to be put right and imported again. */
export async function refusedRows(
  file: string,
  { report, sheet }: { report: ImportReport; sheet: string | undefined },
): Promise<string> {
  const { header, rows } = await openedRows(file, sheet)
  const byRow = new Map(report.refusals.map((refusal) => [refusal.row, refusal]))
  const found: string[][] = [[...(header && 'fields' in header ? header.fields : []), 'row', 'refused']]
  const width = (found[0]?.length ?? 2) - 2
  for await (const batch of rows) {
    for (const row of batch) {
      const refusal = byRow.get(row.row)
      if (!refusal) continue
      const cells = 'fields' in row ? row.fields : []
      const why = [refusal.reason, refusal.field, refusal.value].filter(Boolean).join(': ')
      found.push([...Array.from({ length: width }, (_, place) => cells[place] ?? ''), String(row.row), why])
    }
  }
  return writeCsv(found)
}
