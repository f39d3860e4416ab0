import { expect, test } from 'vitest'
import { type OpenFile, openTable } from '#shared/tables/read-table.ts'
import { readPeople } from './people-file-rules.ts'

const read = async (text: string) => {
  const open: OpenFile = async function* () {
    yield new TextEncoder().encode(text)
  }
  const decoders = { cp949: () => '', workbook: async () => [] }
  return await readPeople(await openTable(open, decoders))
}

test('columns are known by their labels in both languages, and what is left out has its usual value', async () => {
  const korean = await read(
    '성명;이메일 주소;소속;직책;사용 언어;시작일\n한예린;Han@Example.com;서울 QA;QA 담당자;한국어;2026. 11. 3.\n김리드;kim@example.com;서울 QA;팀장;영어;2026년 1월 5일\n',
  )
  expect(korean).toEqual({
    missing: [],
    refused: [],
    people: [
      {
        ...{ row: 2, name: '한예린', email: 'han@example.com', team: '서울 QA', role: 'analyst' },
        ...{ locale: 'ko', startsOn: '2026-11-03' },
      },
      {
        ...{ row: 3, name: '김리드', email: 'kim@example.com', team: '서울 QA', role: 'lead' },
        ...{ locale: 'en', startsOn: '2026-01-05' },
      },
    ],
  })
  const english = await read('Full name,Work email,Team\nAda,ada@example.com,Dublin\n')
  expect(english.people).toMatchObject([{ name: 'Ada', role: 'analyst', locale: null, startsOn: null }])
})

test('what cannot be taken is named by its row and its field', async () => {
  const file = await read(
    [
      'email,name,team,role,language,first day',
      'a@example.com,A,Seoul,analyst,ko,2026-11-31',
      'no address,B,Seoul,,,',
      'c@example.com,,Seoul,,,',
      'd@example.com,D,,,,',
      'e@example.com,E,Seoul,partner,,',
      'f@example.com,F,Seoul,,French,',
      'g@example.com,G,,admin,,',
      'G@example.com,G,,관리자,,',
      `h@example.com,${'h'.repeat(201)},Seoul,,,`,
    ].join('\n'),
  )
  expect(file.refused.map(({ row, field, reason }) => [row, field, reason])).toEqual([
    [2, 'first_day', 'bad_date'],
    [3, 'email', 'bad_email'],
    [4, 'name', 'missing'],
    [5, 'team', 'missing'],
    [6, 'role', 'bad_role'],
    [7, 'language', 'bad_language'],
    [9, 'email', 'twice'],
    [10, 'name', 'too_long'],
  ])
  expect(file.people).toMatchObject([{ row: 8, name: 'G', role: 'admin', team: null }])
})

test('a file without a needed column says which', async () => {
  expect(await read('name,role\nA,analyst\n')).toEqual({
    missing: ['email', 'team'],
    people: [],
    refused: [],
  })
})
