import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { openDatabase, withOwner } from '#server/db/database.ts'
import { organisations, personByEmail } from '#server/features/administration/administer-queries.ts'
import { recordCopyByOperator } from '#server/features/administration/copy-queries.ts'
import { copyOf } from '#server/features/administration/copy-views.ts'
import { withAddresses } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const exportPerson: Command = {
  name: 'export person',
  usage: 'export person EMAIL --to FILE',
  summary:
    'Writes a copy of a person’s data, of what they may read, as JSON. Wellbeing data and what only they read is not in it: they download that themselves under Me > My data. The copy is in the audit trail, and in their own next one',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { to: { type: 'string' } },
    })
    const email = required(positionals[0], 'EMAIL').trim().toLowerCase()
    const file = required(values.to, '--to')
    await withAddresses(config, 'to write', async ({ ownerUrl, appUrl }) => {
      const person = await withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        const personId = org && (await personByEmail(db, org.org_id, email))
        if (!org || !personId) throw new UsageError(`Nobody has the address ${email}`)
        const key = { org: org.org_id, person: personId }
        await recordCopyByOperator(db, key)
        return key
      })
      const database = openDatabase(appUrl, { connections: 2 })
      try {
        const parts = copyOf(database, { person, now: Date.now, keys: undefined })
        // No other account of this machine reads it, and nothing that is there is overwritten.
        await pipeline(Readable.from(parts), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
      } finally {
        await database.close()
      }
    })
    say(`The copy is in ${file}, without wellbeing data and without what only ${email} reads.`)
    return 0
  },
}
