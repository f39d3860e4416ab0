import { pino } from 'pino'
import { withOwner } from '#server/db/database.ts'
import { settleRequests } from '#server/features/administration/request-jobs.ts'
import { type Keystore, openKeystore } from '#server/keys/keystore.ts'

/**
 * A process that does the confirmed requests and is killed by SIGKILL in the middle of one, between the part of the database and
 * that of the keystore: `node run-erasure.ts OWNER_URL KEY_FILE unmarked|marked|keyless`. It prints a line of JSON when it
 * begins, and one when it ends, which it does not.
 */
const [ownerUrl = '', file = '', stage = ''] = process.argv.slice(2)
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const die = () => process.kill(process.pid, 'SIGKILL')

const opened = openKeystore(file)
const keys: Keystore = {
  ...opened,
  markErased(owner, extent) {
    if (stage === 'unmarked') die()
    opened.markErased(owner, extent)
    if (stage === 'marked') die()
  },
  async destroyPerson(owner) {
    await opened.destroyPerson(owner)
    if (stage === 'keyless') die()
  },
}
await withOwner(ownerUrl, async (db) => {
  say({ begun: true })
  const log = pino({ level: 'silent' })
  await settleRequests({ db, keys, log, signal: new AbortController().signal })
  say({ ended: true })
})
