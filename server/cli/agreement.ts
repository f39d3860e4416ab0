import { parseArgs } from 'node:util'
import { computeAgreement } from '#shared/statistics/agreement.ts'
import { agreementFloor } from '#shared/statistics/agreement-floors.ts'
import {
  type CleanedRatings,
  cleanRatings,
  type RepeatRule,
  repeatRules,
} from '#shared/statistics/clean-ratings.ts'
import { foldCell } from '#shared/tables/clean.ts'
import { readRatings } from './agreement-file.ts'
import { describeFile } from './import-output.ts'
import { type Command, type Io, required, UsageError } from './program.ts'

const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const

export const agreement: Command = {
  name: 'agreement',
  usage:
    'agreement FILE --unit COL --rater COL --value COL --level nominal|ordinal|interval|ratio [--order a,b,c] [--missing a,b] [--repeats first|last|all|refuse] [--seed N] [--sheet NAME] [--json]',
  summary:
    'Agreement between raters from a CSV of any encoding or .xlsx with one row a rating, or a JSON export of Label Studio (then without columns): percent, alpha with its interval, AC1. --missing names the words that are no rating (NA, N/A, NaN, None, NULL, #N/A unless named); --repeats says which of two ratings of a unit by one rater counts; --seed is that of the bootstrap, 1 unless another is given',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        unit: { type: 'string' },
        rater: { type: 'string' },
        value: { type: 'string' },
        level: { type: 'string' },
        order: { type: 'string' },
        missing: { type: 'string' },
        repeats: { type: 'string', default: 'first' },
        seed: { type: 'string', default: '1' },
        sheet: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const file = required(positionals[0], 'FILE')
    const level = levels.find((known) => known === values.level)
    if (!level) throw new UsageError(`--level must be one of ${levels.join(', ')}`)
    const repeats = repeatRules.find((known) => known === values.repeats)
    if (!repeats) throw new UsageError(`--repeats must be one of ${repeatRules.join(', ')}`)
    const seed = Number(values.seed)
    if (!Number.isSafeInteger(seed) || seed < 0) throw new UsageError('--seed must be a whole number from 0')
    const { facts, ratings: raw, ...rest } = await readRatings(file, values)
    const missing = values.missing?.split(',').map((word) => word.trim())
    const cleaned = cleanRatings(raw, { level, missing, repeats })
    refuseRepeats(cleaned, repeats)
    const order = orderAsSpelled(values.order, cleaned)
    const computed = { ...computeAgreement(cleaned.ratings, level, order, { seed }), raters: cleaned.raters }
    const floor = { needed: agreementFloor, met: computed.pairableUnits >= agreementFloor }
    const { missing: missed, merged, repeats: found } = cleaned
    const result = { ...computed, floor, missing: missed, merged, repeats: found, file: facts, ...rest }
    if (values.json) io.say(JSON.stringify(result))
    else print(result, io)
    return 0
  },
}

function refuseRepeats({ repeats: { identical, contradicting } }: CleanedRatings, rule: RepeatRule): void {
  if (rule === 'refuse' && identical + contradicting > 0)
    throw new UsageError(
      `${identical + contradicting} ratings of a unit that the same rater had rated already: ${identical} identical, ${contradicting} contradicting`,
    )
}

/** Categories in the order given, in the spelling that the ratings were brought to. */
function orderAsSpelled(order: string | undefined, { ratings }: CleanedRatings): string[] | undefined {
  if (order === undefined) return undefined
  const spelled = new Map(ratings.map(({ value }) => [foldCell(String(value)), String(value)]))
  return order.split(',').map((category) => spelled.get(foldCell(category)) ?? category.trim())
}

type Result = ReturnType<typeof computeAgreement> &
  Pick<CleanedRatings, 'missing' | 'merged' | 'repeats'> & {
    floor: { needed: number; met: boolean }
    file: Parameters<typeof describeFile>[0] | null
  }

function print(result: Result, { say, note }: Io): void {
  const figure = (value: number | null) => (value === null ? 'undefined' : value.toFixed(4))
  if (result.file) note(describeFile(result.file))
  say(`${result.units} units, ${result.raters} raters, ${result.ratings} ratings`)
  say(`percent agreement   ${figure(result.percentAgreement)}`)
  const interval =
    result.low === null || result.high === null
      ? 'too few units for an interval'
      : `95 % ${figure(result.low)} to ${figure(result.high)}`
  say(`Krippendorff alpha  ${figure(result.alpha)} (${interval})`)
  say(`Gwet AC1            ${figure(result.ac1)}`)
  if (!result.floor.met) say(`Only ${result.pairableUnits} shared units: too few items to judge agreement.`)
  if (result.missing.length > 0)
    say(`No rating: ${result.missing.map(({ word, rows }) => `${word || 'empty'} (${rows})`).join(', ')}`)
  for (const { column, value, spellings } of result.merged)
    say(
      `Taken as one ${column}, ${value}: ${spellings.map((spelling) => JSON.stringify(spelling)).join(', ')}`,
    )
  const { rule, identical, contradicting, intraRater } = result.repeats
  if (intraRater)
    say(
      `Rated again by the same rater: ${identical} identical, ${contradicting} contradicting (--repeats ${rule}); agreement with themselves ${figure(intraRater.percentAgreement)}`,
    )
}
