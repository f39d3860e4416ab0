import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { dure } from '#tests/support/command-line.ts'
import {
  ask,
  bring,
  env,
  fileNamed,
  instants,
  newPeople,
  refusals,
  run,
  scratchFile,
  scratchPath,
  setUpFiles,
} from './import-files-setting.ts'

setUpFiles()

describe('what the file is written in', () => {
  test.each([
    ['02-cp949.csv', { encoding: 'cp949', reason: 'bytes' }],
    ['03-utf16le.csv', { encoding: 'utf-16le', reason: 'mark' }],
    ['04-sep.csv', { encoding: 'utf-8', delimiter: ';' }],
  ])('%s', async (name, facts) => {
    const imported = await bring(name)
    expect(imported.code, imported.err).toBe(0)
    expect(imported.report).toMatchObject({ read: 3, added: 3, verified: 3, refused: 0, file: facts })
    expect(imported.report.outcomes).toEqual({ correct: 2, missed: 1 })
    // Teams share one organisation here, and whoever has been made is admitted to the next.
    expect(imported.report.findings?.unknownPeople).toEqual([])
  })

  test('a workbook: dates as the team reads them, long numbers whole', async () => {
    const imported = await bring('05-excel.xlsx', '--violating', '위반')
    expect(imported.report).toMatchObject({
      added: 3,
      verified: 2,
      refused: 0,
      outcomes: { correct: 1, missed: 1, unverified: 1 },
    })
    expect(imported.report.file).toEqual({ format: 'workbook', sheet: '검수', otherSheets: [] })
    expect(await instants('X-')).toEqual({
      'X-1': '2026-11-02 00:05:00',
      'X-2': '2026-11-02 05:30:00',
      'X-3': '2026-11-02 15:00:00',
    })
    const rows = await ask(sql<{ case_ref: string }>`select case_ref from audit where reference = 'X-1'`)
    expect(rows[0]?.case_ref).toBe('1234567890123456')
  })

  test('an empty line before the header, semicolons', async () => {
    expect((await bring('15f-blank-semicolon.csv')).report).toMatchObject({ added: 1, refused: 0 })
  })

  test('a header composed on a Mac, also by --map', async () => {
    expect((await bring('60-nfd-header.csv')).report).toMatchObject({ added: 1, refused: 0 })
    const mapped = await bring(
      '60-nfd-header.csv',
      '--map',
      '감사번호=reference,정답=moderator_decision',
      '--dry-run',
    )
    expect(mapped, mapped.err).toMatchObject({ code: 1, report: { refused: 1 } })
    expect(refusals(mapped)).toEqual([[2, 'reference_has_other_content', 'reference']])
  })
})

describe('rows and cells', () => {
  test('cells that Excel leaves out at the end are empty', async () => {
    expect((await bring('06-excel-drops-trailing.csv')).report).toMatchObject({ added: 5, refused: 0 })
    const short = await scratchFile(
      'short.csv',
      'audit_ref,case_ref,analyst,policy,decision,decided_at,queue\nS1,C1,a1,hate,ok\nS2,C2,a1,hate,ok,2026-11-03\nS3,C3,a1,hate,ok,2026-11-03,q,,\nS4,C4,a1,hate,ok,2026-11-03,q,more\n',
    )
    const imported = await run.import(short, 'short')
    expect(imported.code).toBe(3)
    expect(refusals(imported)).toEqual([
      [2, 'missing', 'decided_at'],
      [5, 'wrong_number_of_columns', null],
    ])
  })

  test('two columns of one name are asked about, naming both', async () => {
    const refused = await bring('07-dup-header.csv')
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('decision (E), Decision (H)')
    const said = await bring('07-dup-header.csv', '--map', 'decision=decision')
    expect(said.report).toMatchObject({ added: 3, refused: 0 })
  })

  test('a number that a spreadsheet has shortened is refused by row', async () => {
    const imported = await bring('09b-sci-case.csv')
    expect(imported.code).toBe(1)
    expect(refusals(imported)).toEqual([2, 3, 4].map((row) => [row, 'shortened_number', 'case_ref']))
  })

  test('blanks and invisible characters are folded, and names that look alike are told', async () => {
    const imported = await bring('14b-invisible.csv')
    expect(imported.report).toMatchObject({ added: 9, refused: 0 })
    expect(newPeople(imported)).toEqual([
      ['Kim Haneul', 5],
      ['KimHaneul', 2],
      ['\u041aim Haneul', 1],
      ['kim haneul', 1],
    ])
    expect(imported.report.findings?.confusables).toEqual([
      ['KimHaneul', 'Kim Haneul', '\u041aim Haneul', 'kim haneul'],
    ])
  })

  test('words of no value are no verdict, and other words of the column are listed', async () => {
    const imported = await bring('29-vlookup-na.csv')
    expect(imported.report).toMatchObject({
      added: 40,
      verified: 20,
      outcomes: { correct: 20, unverified: 20 },
    })
    expect(imported.report.findings?.noValues.reduce((sum, { rows }) => sum + rows, 0)).toBe(20)
    const labelled = await scratchFile(
      'words.csv',
      'audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at\nW1,C1,a1,hate,ok,#REF!,2026-11-03\nW2,C2,a1,hate,ok,없음,2026-11-03\nW3,C3,a1,hate,ok,미검증,2026-11-03\nW4,C4,a1,hate,ok,maybe,2026-11-03\nW5,C5,a1,hate,#N/A,ok,2026-11-03\n',
    )
    const tried = await run.import(labelled, 'words', '--dry-run')
    expect(tried.report).toMatchObject({ added: 4, verified: 1, refused: 1 })
    expect(tried.report.findings?.verdicts).toContainEqual({
      field: 'verified_decision',
      word: 'maybe',
      rows: 1,
      known: false,
    })
  })

  test('what drives a terminal is printed escaped', async () => {
    const ran = await dure(
      ['import', 'audits', fileNamed('82-ansi.csv'), '--team', 'ansi', '--create-people'],
      env,
    )
    expect(ran.out).toContain('\\u001b')
    expect(`${ran.out}${ran.err}`).not.toMatch(/(?![\n\t])\p{Cc}/u)
    expect(ran.code).toBe(3)
  })

  test('refused rows are written out with their reason', async () => {
    const file = scratchPath('refused.csv')
    await bring('09b-sci-case.csv', '--refused', file)
    expect((await readFile(file, 'utf8')).split('\r\n').slice(0, 2)).toEqual([
      '\ufeffaudit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at,row,refused',
      'S9b-1,1.23457E+15,a1,hate,violating,violating,2026-11-01T10:00:00+09:00,2,shortened_number: case_ref: 1.23457E+15',
    ])
  })
})

describe('dates', () => {
  test('are read where they are one instant; day and month are asked for once a file', async () => {
    const imported = await bring('10-korean-locale-date.csv')
    expect(refusals(imported)).toEqual([
      [7, 'ambiguous_date', 'decided_at'],
      [8, 'ambiguous_date', 'decided_at'],
      [28, 'missing', 'decided_at'],
    ])
    expect(imported.report.findings?.ambiguousDates).toEqual({ rows: 2, example: '11/3/2026 2:05 PM' })
    const atFiveUtc = ['1', '2', '3', '4', '11', '13', '14', '15', '19', '20', '21', '30']
    const stored = await instants('A10-')
    expect(atFiveUtc.map((n) => stored[`A10-${n}`])).toEqual(atFiveUtc.map(() => '2026-11-03 05:05:00'))
    expect(stored['A10-8']).toBe('2025-11-03 04:55:12')
    expect(stored['A10-16']).toBe('2026-11-03 15:00:00')
    const answered = await bring('10-korean-locale-date.csv', '--day-order', 'mdy')
    expect(answered.report).toMatchObject({ added: 2, refused: 1 })
    expect(await instants('A10-6')).toEqual({ 'A10-6': '2026-11-03 05:05:00' })
  })
  test('at any hour, however it is written', async () => {
    expect((await bring('11-excel-single-digit-hour.csv')).report).toMatchObject({ added: 24, refused: 0 })
    expect((await bring('28-bigquery-utc.csv')).report).toMatchObject({ added: 6, refused: 0 })
    expect((await instants('BQ0')).BQ0).toBe('2026-11-03 10:05:00')
  })
})
