import { parseArgs } from 'node:util'
import { safeParse } from 'zod/mini'
import { withOwner } from '#server/db/database.ts'
import { moveSignIn } from '#server/features/administration/address-queries.ts'
import { organisations, personByEmail } from '#server/features/administration/administer-queries.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { email as emailSchema } from '#shared/auth/views.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const address: Command = {
  name: 'address',
  usage: 'address EMAIL NEW-EMAIL [--json]',
  summary:
    'Changes the address that a person signs in with: as they asked, where no other administrator confirms it, or without',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const from = required(positionals[0], 'EMAIL').trim().toLowerCase()
    const read = safeParse(emailSchema, required(positionals[1], 'NEW-EMAIL'))
    if (!read.success) throw new UsageError(`${positionals[1]} is not an email address`)
    const to = read.data
    await withOwnerUrl(config, (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        const personId = org && (await personByEmail(db, org.org_id, from))
        if (!org || !personId) throw new UsageError(`Nobody signs in as ${from}`)
        await db.transaction().execute(async (trx) => {
          const outcome = await moveSignIn(trx, { org: org.org_id, personId, email: to })
          if (outcome === 'taken') throw new UsageError(`Somebody signs in or is invited as ${to}`)
          if (outcome === 'missing') throw new UsageError(`${from} was invited and does not sign in yet`)
          const notification = { kind: 'address_confirmed', entityId: personId } as const
          await notifyFromJob(trx, [{ ...notification, org: org.org_id, to: personId }])
        })
      }),
    )
    say(values.json ? JSON.stringify({ from, to }) : `${from} signs in as ${to} from now on`)
    return 0
  },
}
