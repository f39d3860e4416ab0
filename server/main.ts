import './node-guard.js'
import { ConfigError, readConfig } from './config.ts'
import { createLog } from './lib/log.ts'
import { systemSentence } from './lib/system-errors.ts'
import { startDure, stopOnSignal } from './start-dure.ts'

try {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const starting = startDure(config, log)
  stopOnSignal(starting, log)
  const running = await starting
  log.info({ url: running.url, publicUrl: config.publicUrl }, 'Dure is running')
} catch (error) {
  process.stderr.write(
    `${systemSentence(error) ?? (error instanceof Error ? error.message : String(error))}\n`,
  )
  process.exit(error instanceof ConfigError ? 2 : 1)
}
