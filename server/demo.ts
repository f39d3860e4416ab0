import './node-guard.js'
import { buildClient } from './build-client.ts'
import { ConfigError, readConfig } from './config.ts'
import { demoSeed, seedDemo } from './demo/seed.ts'
import { signInsText } from './demo/sign-ins.ts'
import { createLog } from './lib/log.ts'
import { systemSentence } from './lib/system-errors.ts'
import { startDure, stopOnSignal } from './start-dure.ts'

/** `npm run demo`: builds what is stale, starts Dure, makes the demo organisation once and says how to sign in. */
async function runDemo(): Promise<void> {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env })
  const log = createLog(config.logLevel)
  await buildClient()
  const today = Temporal.Now.plainDateISO('Asia/Seoul').toString()
  let invitation: string | undefined
  const starting = startDure(config, log, async (ownerUrl, keys) => {
    invitation = (await seedDemo(ownerUrl, { today, seed: demoSeed }, keys)).invitation
  })
  stopOnSignal(starting, log)
  const running = await starting
  // A free port is known only now; otherwise the address is the one that browsers may write from.
  process.stdout.write(signInsText(config.port === 0 ? running.url : config.publicUrl, invitation))
}

try {
  await runDemo()
} catch (error) {
  process.stderr.write(
    `${systemSentence(error) ?? (error instanceof Error ? error.message : String(error))}\n`,
  )
  process.exit(error instanceof ConfigError ? 2 : 1)
}
