import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommandLine } from '#tests/support/command-runs.ts'
import { agreement } from './agreement.ts'

const folder = path.resolve(import.meta.dirname, '../../tests/data/files/agreement')
const usual = ['--unit', 'unit', '--rater', 'rater', '--value', 'value']

/** Runs the command on a file as teams bring it; tests/data/files/README.md says where they are from. */
async function run(name: string, ...more: string[]) {
  const args = [path.join(folder, name), ...usual, '--level', 'nominal', '--json', ...more]
  const ran = await runCommandLine(agreement, args)
  return { ...ran, result: ran.out === '' ? null : JSON.parse(ran.out) }
}

async function scratch(name: string, text: string): Promise<string> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'dure-agreement-')), name)
  await writeFile(file, text)
  return file
}
/** Two raters give the first value to all of so many units but every third, which gets the second. */
const table = (rows: readonly string[]) => ['unit,rater,value', ...rows, ''].join('\n')

describe('files as they come', () => {
  test('an empty first line changes no figure', async () => {
    const plain = await run('30d-imperfect.csv')
    expect(plain.result).toMatchObject({ units: 30, pairableUnits: 30, floor: { needed: 10, met: true } })
    expect(plain.result.alpha).toBeCloseTo(-0.1786, 4)
    expect((await run('30e-imperfect-leading-blank.csv')).result).toEqual(plain.result)
  })

  test('a row that an unquoted comma has shifted is refused by its number', async () => {
    const { code, err } = await run('31-shifted.csv')
    expect(code).toBe(2)
    expect(err).toContain('Row 14 cannot be read: it has 5 cells')
  })

  test('words of no rating are missing, and listed; others can be named, or none', async () => {
    const byDefault = (await run('32-na.csv')).result
    expect(byDefault).toMatchObject({
      ratings: 7,
      raters: 3,
      percentAgreement: 1,
      missing: [{ word: 'NA', rows: 2 }],
    })
    expect(byDefault.floor).toEqual({ needed: 10, met: false })
    expect((await run('32-na.csv', '--missing', '')).result).toMatchObject({ ratings: 9, missing: [] })
    const named = (await run('32-na.csv', '--missing', '2,skip')).result
    expect(named).toMatchObject({ ratings: 7, missing: [{ word: '2', rows: 2 }] })
    const unrated = ['NA', 'n/a', 'NaN', 'None', 'NULL', '#N/A', '', ' '].map((word, n) => `u${n},r1,${word}`)
    const file = await scratch('words.csv', table([...unrated, 'u1,r2,none', 'u2,r2,none']))
    const found = JSON.parse(
      (await runCommandLine(agreement, [file, ...usual, '--level', 'nominal', '--json'])).out,
    )
    // A label "none" is a label.
    expect(found.ratings).toBe(2)
    expect(found.missing).toContainEqual({ word: '', rows: 2 })
  })

  test.each([
    ['33-space.csv', 30, [{ column: 'unit', value: 'u1', spellings: ['u1 ', 'u1'] }]],
    [
      '38-case.csv',
      40,
      [
        { column: 'value', value: 'No', spellings: ['No', 'no '] },
        { column: 'value', value: 'Yes', spellings: ['Yes', 'yes'] },
      ],
    ],
    [
      '38c-nfd.csv',
      40,
      ['정상', '혐오'].map((value) => ({
        column: 'value',
        value,
        spellings: [value, value.normalize('NFD')],
      })),
    ],
  ])('blanks, case and composed letters are cleaned, and it is said: %s', async (name, units, merged) => {
    const { result } = await run(name)
    expect(result).toMatchObject({ units, raters: 2, pairableUnits: units, percentAgreement: 1 })
    for (const each of merged)
      expect(result.merged).toContainEqual({ ...each, spellings: expect.arrayContaining(each.spellings) })
  })

  test('one rater twice on one unit', async () => {
    const first = (await run('34-dup-rater.csv')).result
    expect(first).toMatchObject({ ratings: 60, raters: 2, percentAgreement: 1 })
    expect(first.repeats).toMatchObject({ rule: 'first', identical: 0, contradicting: 1 })
    expect(first.repeats.intraRater).toMatchObject({ pairs: 1, percentAgreement: 0 })
    const last = (await run('34-dup-rater.csv', '--repeats', 'last')).result
    expect(last.percentAgreement).toBeCloseTo(29 / 30, 10)
    expect((await run('34-dup-rater.csv', '--repeats', 'all')).result).toMatchObject({
      ratings: 61,
      raters: 2,
    })
    expect(await run('34-dup-rater.csv', '--repeats', 'refuse')).toMatchObject({ code: 2, out: '' })
    const printed = await runCommandLine(agreement, [
      path.join(folder, '34-dup-rater.csv'),
      ...usual,
      '--level',
      'nominal',
    ])
    expect(printed.out).toContain('0 identical, 1 contradicting (--repeats first)')
  })

  test('values beyond what can be squared are undefined, never NaN', async () => {
    expect((await run('44c-big.csv', '--level', 'interval')).result).toMatchObject({
      alpha: null,
      low: null,
      high: null,
    })
    const { out } = await runCommandLine(agreement, [
      path.join(folder, '44c-big.csv'),
      ...usual,
      '--level',
      'interval',
    ])
    expect(out).toContain('alpha  undefined')
    expect(out).not.toContain('NaN')
    expect((await run('44c-big.csv', '--level', 'ratio')).result.alpha).toBeCloseTo(0.9913, 4)
  })

  test('blanks after the commas of the header', async () => {
    const args = [
      path.join(folder, '62-comma-space.csv'),
      '--unit',
      'Row',
      '--rater',
      'annotator',
      '--value',
      'label',
    ]
    const { result } = await runCommandLine(agreement, [...args, '--level', 'nominal', '--json']).then(
      (ran) => ({
        result: JSON.parse(ran.out),
      }),
    )
    expect(result).toMatchObject({ units: 5, raters: 2, ratings: 10, percentAgreement: 0 })
  })
})

test('two columns of one name are asked about, and a letter says which', async () => {
  const file = await scratch('twice.csv', 'unit,rater,value,Value\nu1,a,x,y\nu1,b,x,z\n')
  const asked = await runCommandLine(agreement, [
    file,
    '--unit',
    'unit',
    '--rater',
    'rater',
    '--value',
    'VALUE',
    '--level',
    'nominal',
  ])
  expect(asked.err).toContain('value (C), Value (D)')
  const said = await runCommandLine(agreement, [
    file,
    '--unit',
    'unit',
    '--rater',
    'rater',
    '--value',
    'Value [D]',
    '--level',
    'nominal',
    '--json',
  ])
  expect(JSON.parse(said.out)).toMatchObject({ percentAgreement: 0 })
})

test.each([
  ['ratio', (n: number) => String(1 + n * 1.7)],
  ['ordinal', (n: number) => String(n)],
  ['interval', (n: number) => `${1 + Math.floor(n / 1000)} ${String(n % 1000).padStart(3, '0')}`],
])(
  'thousands of different values of a %s scale take seconds',
  async (level, written) => {
    const rows = Array.from({ length: 3000 }, (_, n) => [
      `u${n},a,${written(n)}`,
      `u${n},b,${written((n * 7 + 3) % 3000)}`,
    ])
    const file = await scratch('many.csv', table(rows.flat()))
    const before = process.cpuUsage()
    const { out, err } = await runCommandLine(agreement, [file, ...usual, '--level', level, '--json'])
    expect(JSON.parse(out || `"${err}"`)).toMatchObject({ pairableUnits: 3000 })
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20)
  },
  120_000,
)

describe('a JSON export of Label Studio', () => {
  const choice = (...choices: string[]) => [{ from_name: 'label', type: 'choices', value: { choices } }]
  const tasks = [
    {
      id: 1,
      data: { text: '…' },
      annotations: [
        { completed_by: 4, was_cancelled: false, ground_truth: false, lead_time: 3, result: choice('hate') },
        { completed_by: { id: 5, email: 'b@example.org' }, result: choice('ok', 'hate') },
        { completed_by: 6, was_cancelled: true, result: choice('ok') },
        { completed_by: 7, ground_truth: true, result: choice('hate') },
      ],
      predictions: [{ model_version: 'v1', result: choice('hate') }],
    },
    {
      id: 2,
      annotations: [
        { completed_by: 4, result: [] },
        { completed_by: null, result: choice('ok') },
      ],
      predictions: [],
    },
  ]
  test('unit is the task, rater who completed it, gold the ground truth, a prediction a machine', async () => {
    const file = await scratch('export.json', `\ufeff${JSON.stringify(tasks)}`)
    const { out, code } = await runCommandLine(agreement, [file, '--level', 'nominal', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      units: 2,
      raters: 4,
      ratings: 4,
      labelStudio: { gold: [{ unit: '1', value: 'hate' }], cancelled: 1, withoutChoice: 1, machines: ['v1'] },
    })
  })
  test.each(['{', '{"a":1}', '[{"data":{}}]'])('%s is none', async (text) => {
    const file = await scratch('none.json', text)
    expect(await runCommandLine(agreement, [file, '--level', 'nominal'])).toMatchObject({ code: 2, out: '' })
  })
})
