import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { readCsv } from '#server/lib/csv.ts'
import { computeAgreement, type Rating } from '#shared/statistics/agreement.ts'
import { agreementFloor } from '#shared/statistics/floors.ts'
import { type Command, required, UsageError } from './program.ts'

const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const

export const agreement: Command = {
  name: 'agreement',
  usage:
    'agreement FILE --unit COL --rater COL --value COL --level nominal|ordinal|interval|ratio [--order a,b,c] [--json]',
  summary: 'Agreement between raters from a CSV with one row a rating: percent, alpha with its interval, AC1',
  async run(args, { say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        unit: { type: 'string' },
        rater: { type: 'string' },
        value: { type: 'string' },
        level: { type: 'string' },
        order: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const file = required(positionals[0], 'FILE')
    const level = levels.find((known) => known === values.level)
    if (!level) throw new UsageError(`--level must be one of ${levels.join(', ')}`)
    const columns = {
      unit: required(values.unit, '--unit'),
      rater: required(values.rater, '--rater'),
      value: required(values.value, '--value'),
    }
    const ratings = await readRatings(file, columns)
    const order = values.order?.split(',').map((category) => category.trim())
    const { pairableUnits, ...result } = computeAgreement(ratings, level, order)
    if (values.json) say(JSON.stringify(result))
    else {
      const figure = (value: number | null) => (value === null ? 'undefined' : value.toFixed(4))
      say(`${result.units} units, ${result.raters} raters, ${result.ratings} ratings`)
      say(`percent agreement   ${figure(result.percentAgreement)}`)
      say(
        `Krippendorff alpha  ${figure(result.alpha)} (95 % ${figure(result.low)} to ${figure(result.high)})`,
      )
      say(`Gwet AC1            ${figure(result.ac1)}`)
      if (pairableUnits < agreementFloor)
        say(`Only ${pairableUnits} shared units: too few items to judge agreement.`)
    }
    return 0
  },
}

async function readRatings(
  file: string,
  columns: { unit: string; rater: string; value: string },
): Promise<Rating[]> {
  const ratings: Rating[] = []
  let rating: { unit: number; rater: number; value: number } | undefined
  for await (const rows of readCsv(createReadStream(file))) {
    for (const row of rows) {
      if ('problem' in row)
        throw new UsageError(`Line ${row.line} of the file cannot be read: ${row.problem}`)
      rating ??= placesOf(row.fields, columns)
      if (row.line > 1) {
        const field = (place: number) => row.fields[place] ?? ''
        ratings.push({ unit: field(rating.unit), rater: field(rating.rater), value: field(rating.value) })
      }
    }
  }
  return ratings
}

function placesOf(header: readonly string[], columns: { unit: string; rater: string; value: string }) {
  const place = (column: string) => {
    const found = header.indexOf(column)
    if (found < 0) throw new UsageError(`The file has no column ${column}; it has ${header.join(', ')}`)
    return found
  }
  return { unit: place(columns.unit), rater: place(columns.rater), value: place(columns.value) }
}
