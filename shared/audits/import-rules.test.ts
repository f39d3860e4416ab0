import { describe, expect, test } from 'vitest'
import { messages as english } from '#client/messages/en/rare/audits.ts'
import { messages as korean } from '#client/messages/ko/rare/audits.ts'
import { columnsOf } from '#shared/tables/header.ts'
import { importFields, recognise, suggestMapping, withKept } from './import-rules.ts'

test.each(importFields)('%s is recognised by what the screen calls it, in both languages', (field) => {
  for (const messages of [english, korean]) {
    const name = messages[`import.field.${field}`]
    expect(suggestMapping([name])).toEqual({ [field]: name })
  }
})

test('the usual names are recognised, whatever their case, blanks, width and composition', () => {
  const usual = ['감사번호', '사례', '담당자', '정책', '판정', '검증판정', '일시']
  const expected = {
    reference: '감사번호',
    case_ref: '사례',
    analyst: '담당자',
    policy: '정책',
    decision: '판정',
    verified_decision: '검증판정',
    decided_at: '일시',
  }
  expect(recognise(columnsOf(usual)).mapping).toEqual(expected)
  expect(recognise(columnsOf(usual.map((name) => name.normalize('NFD')))).mapping).toEqual(expected)
  expect(
    recognise(
      columnsOf([' Audit Ref ', 'CASE-REF', 'Analyst\u200b', 'ｐｏｌｉｃｙ', 'decision', 'Decided At']),
    ).mapping,
  ).toEqual({
    reference: 'Audit Ref',
    case_ref: 'CASE-REF',
    analyst: 'Analyst',
    policy: 'policy',
    decision: 'decision',
    decided_at: 'Decided At',
  })
})

describe('columns of one name', () => {
  test('suggest nothing, and both are named', () => {
    const { mapping, ambiguous } = recognise(columnsOf(['audit_ref', 'decision', 'Decision']))
    expect(mapping).toEqual({ reference: 'audit_ref' })
    expect(ambiguous).toMatchObject([{ field: 'decision', columns: [{ letter: 'B' }, { letter: 'C' }] }])
  })
  test('that no field is recognised by hinder nobody', () => {
    expect(recognise(columnsOf(['audit_ref', '비고', '비고'])).ambiguous).toEqual([])
  })
})

test('a kept mapping holds where the file has its columns', () => {
  const kept = { decision: '두 번째 판정', queue: '큐', case_ref: 'gone' }
  expect(withKept(columnsOf(['사례', '판정', '두번째 판정']), kept)).toEqual({
    case_ref: '사례',
    decision: '두번째 판정',
  })
})
