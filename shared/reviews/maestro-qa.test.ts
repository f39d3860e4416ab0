import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { tableDecoders } from '#server/lib/table-file.ts'
import { readMaestro } from './maestro-qa.ts'
import { reckon } from './move-in-reckon.ts'

const bytesNamed = (name: string) =>
  readFileSync(new URL(`../../tests/data/move-in/${name}`, import.meta.url))
const opened = (name: string, bytes: Uint8Array) => ({
  name,
  open: async function* () {
    yield bytes
  },
})
const read = (...files: [string, Uint8Array | string][]) =>
  readMaestro(
    files.map(([name, bytes]) => opened(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes)),
    tableDecoders,
  )
const totals: [string, Uint8Array] = ['total.csv', bytesNamed('maestro-total-scores.csv')]
const sections: [string, Uint8Array] = ['sections.csv', bytesNamed('maestro-section-scores.csv')]

test('totals and sections of one grade are one review, in any order', async () => {
  const history = await read(totals, sections)
  expect(history.problems).toEqual([])
  expect(history.reviews).toHaveLength(5)
  expect(history.reviews[0]).toMatchObject({
    ...{ caseRef: 'T-1', createdAt: '2026-10-06 10:05:00', scorecard: { id: 'rub-1', name: '콜 품질' } },
    score: { value: 15, decimals: 0, outOf: 20 },
    ratings: [
      { name: '인사', percent: 100, weight: 10, comment: '잘했습니다, 다음에는 더 짧게' },
      { name: '해결', percent: 50, weight: 10 },
    ],
  })
  const reversed = await read(sections, totals)
  expect(reversed.reviews.map(({ id }) => id)).toEqual(history.reviews.map(({ id }) => id))
  expect(history.leftOut.map(({ reason }) => reason)).toEqual(['absent_score'])
})

test('sections alone are enough, and totals alone are one line each', async () => {
  const { reviews } = await read(sections)
  expect(reviews.map((review) => reckon(review, undefined).difference)).toEqual([
    ...[null, 'unexplained', null, null, null],
  ])
  const alone = await read(totals)
  expect(alone.reviews.map(({ ratings }) => ratings.length)).toEqual([1, 1, 1, 0, 1])
  expect(alone.leftOut.filter(({ reason }) => reason === 'no_ratings')).toHaveLength(5)
})

test('a machine grades as a machine', async () => {
  const { reviews } = await read(totals)
  expect(reviews.map(({ reviewer }) => reviewer.machine)).toEqual([false, false, true, false, false])
})

test('Excel’s Korean encoding is read, and a byte order mark', async () => {
  const head = 'agent_name,gradable_id,grader,rubric_name,rubric_score,max_rubric_score,date_graded\n'
  // The name as CP949 has it.
  const name = Buffer.from([0xc7, 0xd1, 0xbf, 0xb9, 0xb8, 0xb0])
  const korean = Buffer.concat([Buffer.from(head), name, Buffer.from(',T-1,lead,QA,9,10,2026-10-06\n')])
  const { reviews } = await read(['a.csv', korean])
  expect(reviews).toMatchObject([{ reviewee: { called: '한예린' }, score: { value: 9, outOf: 10 } }])
  const marked = await read(['b.csv', `\ufeff${head}한예린,T-1,lead,QA,90.00,,2026-10-06\n`])
  expect(marked.reviews).toMatchObject([{ score: { value: 90, decimals: 2, outOf: 100 } }])
})

test('what is wrong is named by file and line', async () => {
  const head = 'agent_email,gradable_id,grader,rubric_id,rubric_score,max_rubric_score,date_graded\n'
  const rows = ['a,T-1,l,r,30,20,2026-10-06', ',T-2,l,r,3,20,2026-10-06', 'a,T-3,l,r,good,20,2026-10-06']
  const { problems } = await read(
    ['a.csv', `${head}${rows.join('\n')}\na,T-4,l,r,3,20,2026-10-06,one too many\n`],
    ['b.csv', 'name,score\nx,1\n'],
    ['c.csv', ''],
    ['d.csv', `${head}a,T-5,l,r,3,20,\n`],
  )
  expect(problems.map(({ file, place, problem, detail }) => [file, place, problem, detail])).toEqual([
    ['a.csv', '5', 'unreadable', 'a, T-4, l, r, 3, 20, 2026-10-06, one too many'],
    ['b.csv', '1', 'unknown_columns', expect.stringContaining('gradable_id')],
    ['c.csv', '1', 'empty_file', null],
    ['a.csv', '2', 'out_of_range', 'rubric_score 30 (0–20)'],
    ['a.csv', '3', 'missing_field', 'agent_email'],
    ['a.csv', '4', 'not_a_number', 'rubric_score: good'],
    ['d.csv', '2', 'missing_field', 'date_graded'],
  ])
})

test('a section that is worth nothing has no say, and one graded twice is taken once', async () => {
  const head =
    'agent_email,gradable_id,grader,rubric_id,rubric_score,max_rubric_score,date_graded,section_id,section_name,section_score,max_section_score'
  const row = (section: string) => `a,T-1,l,r,5,10,2026-10-06,${section}`
  const { reviews, leftOut } = await read([
    'a.csv',
    [head, row('1,One,5,10'), row('2,Two,0,0'), row('1,One,9,10'), row('3,Three,N/A,5')].join('\n'),
  ])
  expect(reviews[0]?.ratings.map(({ percent, weight }) => [percent, weight])).toEqual([
    [50, 10],
    [null, 0],
    [null, 5],
  ])
  expect(reviews.map((review) => reckon(review, undefined))).toEqual([{ score: 50, difference: null }])
  expect(leftOut.map(({ reason }) => reason)).toEqual(['duplicate_rating'])
})

test('the name of somebody who is called by an address is kept beside the reviews', async () => {
  const { names, reviews } = await read([
    'a.csv',
    `agent_email,agent_name,gradable_id,grader,rubric_name,rubric_score,max_rubric_score,date_graded
Mina@Support.example,서민아,T-1,lead,QA,9,10,2026-10-06
,이름만,T-2,lead,QA,9,10,2026-10-06`,
  ])
  expect([...names]).toEqual([['mina@support.example', '서민아']])
  expect(reviews.map(({ reviewee }) => reviewee.called)).toEqual(['Mina@Support.example', '이름만'])
})
