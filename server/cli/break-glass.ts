import { parseArgs } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'
import { withOwner } from '#server/db/database.ts'
import { organisations, personByEmail } from '#server/features/administration/administer-queries.ts'
import { administers, openAccess } from '#server/features/emergency/open-queries.ts'
import { notifyFromJob } from '#server/features/inbox/facade.ts'
import { askInput } from '#shared/emergency/contracts.ts'
import { emergencyHours, reasonLimits } from '#shared/emergency/rules.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, required, UsageError } from './program.ts'

export const breakGlass: Command = {
  name: 'break-glass',
  usage: 'break-glass EMAIL --for EMAIL --hours 1|4|24 --reason TEXT [--json]',
  summary:
    'Lets an administrator (--for) read what is about one person where nobody else could confirm it; the person is told',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        for: { type: 'string' },
        hours: { type: 'string' },
        reason: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const about = required(positionals[0], 'EMAIL').toLowerCase()
    const reader = required(values.for, '--for').toLowerCase()
    const hours = Number(required(values.hours, '--hours'))
    if (!emergencyHours.some((known) => known === hours))
      throw new UsageError(`--hours must be one of ${emergencyHours.join(', ')}`)
    const given = required(values.reason, '--reason')
    const accessId = uuidv7()
    const notified = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        if (!org) throw new UsageError('There must be an organisation: dure organisation create')
        const personCalled = async (email: string) => {
          const personId = await personByEmail(db, org.org_id, email)
          if (!personId) throw new UsageError(`Nobody has the address ${email}`)
          return personId
        }
        const [subjectId, askerId] = [await personCalled(about), await personCalled(reader)]
        if (subjectId === askerId) throw new UsageError('--for must be somebody else')
        if (!(await administers(db, org.org_id, askerId)))
          throw new UsageError(`${reader} is no administrator today`)
        const read = z.safeParse(askInput, { accessId, subjectId, reason: given, hours })
        if (!read.success)
          throw new UsageError(
            `--reason must have ${reasonLimits.least} to ${reasonLimits.largest} characters`,
          )
        return await db.transaction().execute(async (trx) => {
          const people = await openAccess(trx, { org: org.org_id, askerId, ...read.data })
          const notification = { kind: 'emergency_opened', entityId: accessId, org: org.org_id } as const
          await notifyFromJob(
            trx,
            people.map((to) => ({ ...notification, to })),
          )
          return people.length
        })
      }),
    )
    say(
      values.json
        ? JSON.stringify({ accessId, about, reader, hours, notified })
        : `${reader} may read what is about ${about} for ${hours} hours; ${notified} people are notified`,
    )
    return 0
  },
}
