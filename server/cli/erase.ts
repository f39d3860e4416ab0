import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { organisations, personByEmail } from '#server/features/administration/administer-queries.ts'
import { erasePerson, previewErasure, totals } from '#server/features/administration/erasure-jobs.ts'
import { administersAlone } from '#server/features/administration/erasure-queries.ts'
import { openTiedKeystore } from '#server/tied-keystore.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const erase: Command = {
  name: 'erase',
  usage: 'erase EMAIL [--dry-run] [--json]',
  summary:
    'Erases a person for good, in every backup too: their keys, sign-in and rows; what stays names a former member. A legal hold keeps what it must until it ends. --dry-run says what would go',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean' } },
    })
    const email = required(positionals[0], 'EMAIL').trim().toLowerCase()
    const isDryRun = values['dry-run']
    const report = await withOwnerUrl(config, isDryRun ? 'to read' : 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        const person = org && (await personByEmail(db, org.org_id, email))
        if (!org || !person) throw new UsageError(`Nobody has the address ${email}`)
        const key = { org: org.org_id, person }
        if (await administersAlone(db, key))
          throw new UsageError(
            `${email} is the last administrator who signs in: give the role to somebody first`,
          )
        if (isDryRun) return await previewErasure(db, key)
        const keys = await openTiedKeystore(db, config.keyFile, Date.now)
        try {
          return await erasePerson({ db, keys }, key)
        } finally {
          keys.close()
        }
      }),
    )
    const { deleted, changed, onHold } = totals(report)
    if (values.json) say(JSON.stringify({ email, dryRun: isDryRun, deleted, changed, onHold, ...report }))
    else {
      say(
        `${deleted} rows ${isDryRun ? 'would go' : 'are gone'}, ${changed} ${isDryRun ? 'would name' : 'name'} a former member`,
      )
      if (report.state === 'waits')
        say(`${onHold} rows are under a legal hold, and go once it has ended: dure hold list`)
      for (const { table, ...count } of report.tables)
        say(`  ${table}: ${count.deleted} deleted, ${count.changed} changed, ${count.onHold} held`)
    }
    return report.state === 'waits' && !isDryRun ? 3 : 0
  },
}
