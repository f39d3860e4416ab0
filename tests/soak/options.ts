import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

export const help = `Usage: npm run soak -- [options]

Runs the long models on seeds that nobody has seen: for as long as it takes, and until the third broken promise of a part.

  --lives N      lives of two people with two phones each, 60 commands a life   (20,000)
  --kills N      kill -9 of the server, its PostgreSQL or both under write load (500)
  --browsers N   the same lives in real browsers                                (100)
  --walks N      walks by chance through the demo, 60 steps each, in real browsers (200)
  --escalations N  short lives of escalations beside a small model, with a moved clock (50,000)
  --minutes N    twenty requests a second, to see what grows                    (0)
  --seed N       the first seed; printed, and drawn at random where it is not given
  --help         prints this

Whoever names one of these numbers runs the parts that they name. A slice for before a release:
  npm run soak -- --lives 1000 --kills 50
Each broken promise is printed with the command that repeats its seed alone, for instance:
  npm run soak -- --seed 812345678 --lives 1

Progress goes to standard error, the result as JSON to standard output. Exit codes: 0 every promise was kept, 1 one was
broken, 2 wrong usage.
`

export interface SoakOptions {
  seed: number
  lives: number
  kills: number
  browsers: number
  walks: number
  escalations: number
  minutes: number
}

const defaults = {
  lives: 20_000,
  kills: 500,
  browsers: 100,
  walks: 200,
  escalations: 50_000,
  minutes: 0,
} as const

/**
 * Returns what the arguments ask for; undefined where they ask for the help.
 * @throws Error that says what is wrong with them.
 */
export function readOptions(args: string[]): SoakOptions | undefined {
  const count = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      ...{ seed: count, lives: count, kills: count, browsers: count, walks: count },
      ...{ escalations: count, minutes: count },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return undefined
  const numberOf = (name: 'seed' | keyof typeof defaults, unnamed: number): number => {
    const given = values[name]
    if (given === undefined) return unnamed
    if (!/^\d{1,9}$/.test(given)) throw new Error(`--${name} wants a whole number of at most nine digits`)
    return Number(given)
  }
  const { lives, kills, browsers, walks, escalations, minutes } = values
  const named = [lives, kills, browsers, walks, escalations, minutes].some((given) => given !== undefined)
  return {
    seed: numberOf('seed', randomInt(1, 1_000_000_000)),
    lives: numberOf('lives', named ? 0 : defaults.lives),
    kills: numberOf('kills', named ? 0 : defaults.kills),
    browsers: numberOf('browsers', named ? 0 : defaults.browsers),
    walks: numberOf('walks', named ? 0 : defaults.walks),
    escalations: numberOf('escalations', named ? 0 : defaults.escalations),
    minutes: numberOf('minutes', named ? 0 : defaults.minutes),
  }
}
