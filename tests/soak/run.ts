import '#server/node-guard.js'
import { ensureBrowser } from '#tests/support/browser-install.ts'
import { soakLoad } from './load.ts'
import { help, readOptions, type SoakOptions } from './options.ts'
import { type Part, soakBrowsers, soakEscalations, soakKills, soakLives, soakWalks } from './parts.ts'

/** `npm run soak`: the long models on new seeds; `--help` says how. */
const say = (line: string) => process.stderr.write(`${line}\n`)

let options: SoakOptions | undefined
try {
  options = readOptions(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  say(help)
  process.exit(2)
}
if (!options) {
  process.stdout.write(help)
  process.exit(0)
}

const { seed, lives, kills, browsers, walks, escalations, minutes } = options
say(
  `seed ${seed}: ${lives} lives, ${kills} kills, ${browsers} lives in browsers, ${walks} walks, ${escalations} escalations, ${minutes} minutes of load`,
)
const parts: Record<string, Part> = {}
// What is missing for the last part is said before the hours of the first two.
const executablePath = browsers + walks > 0 ? ensureBrowser() : ''
if (lives > 0) parts.lives = await soakLives(seed, lives, say)
if (kills > 0) parts.kills = await soakKills(seed, kills, say)
if (browsers > 0) parts.browsers = await soakBrowsers(seed, browsers, { say, executablePath })
if (walks > 0) parts.walks = await soakWalks(seed, walks, { say, executablePath })
if (escalations > 0) parts.escalations = await soakEscalations(seed, escalations, say)
if (minutes > 0) parts.minutes = await soakLoad(seed, minutes, say)
process.stdout.write(`${JSON.stringify({ seed, ...parts }, null, 2)}\n`)
const kept = Object.values(parts).every(({ asked, done, failed }) => failed.length === 0 && done === asked)
process.exit(kept ? 0 : 1)
