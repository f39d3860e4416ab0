import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import { organisations } from '#server/features/administration/administer-queries.ts'
import { type KindReport, retentionReport } from '#server/features/administration/retention-jobs.ts'
import { setPeriod } from '#server/features/administration/retention-queries.ts'
import { keysOf } from '#server/features/check-ins/questionnaire-contents-rules.ts'
import { forgetAside, putBack, rowsAside } from '#server/features/check-ins/retention-queries.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { boundsOf, settableKinds } from '#shared/core/retention-rules.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const undoRetention: Command = {
  name: 'retention undo',
  usage: 'retention undo',
  summary: 'Puts back what retention took within a day; set the clock or the retention period right first',
  async run(_, { config, say }) {
    const count = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, (db) =>
        db.transaction().execute(async (transaction) => {
          const keys = openKeystore(config.keyFile)
          // Rows that their person has deleted since stay gone.
          const gone = (await rowsAside(transaction)).filter((row) =>
            keysOf(row).some((ref) => !keys.find(ref)),
          )
          keys.close()
          await forgetAside(transaction, gone)
          return await putBack(transaction)
        }),
      ),
    )
    say(`${count} rows are back.`)
    return 0
  },
}

export const retentionSummary: Command = {
  name: 'retention report',
  usage: 'retention report [--json]',
  summary:
    'For how long each kind of data is kept, how many rows go with the next runs, and how many a legal hold keeps; changes nothing',
  async run(args, { config, say }) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    const report = await withOwnerUrl(config, 'to read', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        if (!org) throw new UsageError('There must be an organisation: dure organisation create')
        return await retentionReport(db, org.org_id)
      }),
    )
    if (values.json) say(JSON.stringify(report))
    else
      for (const kind of report)
        say(`${kind.kind.padEnd(14)} ${periodText(kind)}; ${kind.due} rows are due, ${kind.onHold} are held`)
    return 0
  },
}

const reasons = { audit_trail: 'the audit trail', work: 'the work of the organisation' } as const

function periodText({ by, days, reason }: KindReport): string {
  if (by === 'age') return `${days} days`
  if (by === 'leaving') return `${days} days after the last role ended`
  return `kept: ${reason === null ? '' : reasons[reason]}`
}

export const retentionSet: Command = {
  name: 'retention set',
  usage: 'retention set KIND DAYS [--json]',
  summary:
    'Sets for how many days after somebody left a kind of data is kept, within its bounds: dure retention report names them',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const name = required(positionals[0], 'KIND')
    const days = Number(required(positionals[1], 'DAYS'))
    const kind = settableKinds.find((item) => item === name)
    if (!kind) throw new UsageError(`KIND must be one of ${settableKinds.join(', ')}`)
    const { least, largest } = boundsOf(kind)
    if (!Number.isInteger(days) || days < least || days > largest)
      throw new UsageError(`DAYS must be a whole number from ${least} to ${largest}`)
    await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        if (!org) throw new UsageError('There must be an organisation: dure organisation create')
        await db.transaction().execute((trx) => setPeriod(trx, { org: org.org_id, kind, days }))
      }),
    )
    say(values.json ? JSON.stringify({ kind, days }) : `${kind} is kept for ${days} days after somebody left`)
    return 0
  },
}
