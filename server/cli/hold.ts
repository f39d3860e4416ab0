import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import {
  organisations,
  personByEmail,
  teamNamed,
} from '#server/features/administration/administer-queries.ts'
import { replayErasures } from '#server/features/administration/erasure-jobs.ts'
import { notifyOfHold } from '#server/features/administration/hold-jobs.ts'
import { endHold, type HoldRow, holdRows, placeHold } from '#server/features/administration/hold-queries.ts'
import { openTiedKeystore } from '#server/tied-keystore.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, dayOption, required, UsageError } from './program.ts'

const organisationMissing = 'There must be an organisation: dure organisation create'

export const holdList: Command = {
  name: 'hold list',
  usage: 'hold list [--json]',
  summary: 'Legal holds, the open ones first, with their reason and when somebody is to look at them again',
  async run(args, { config, say }) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    const holds = await withOwnerUrl(config, 'to read', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        if (!org) throw new UsageError(organisationMissing)
        return await holdRows(db, org.org_id)
      }),
    )
    if (values.json) say(JSON.stringify(holds.map(viewOf)))
    else {
      if (holds.length === 0) say('There is no legal hold.')
      for (const hold of holds) say(lineOf(hold))
    }
    return 0
  },
}

const viewOf = (hold: HoldRow) => ({
  ...{ holdId: hold.hold_id, person: hold.person_name, team: hold.team_name },
  ...{ from: hold.from_on, until: hold.until_on, reason: hold.reason, reviewOn: hold.review_on },
  ...{ due: hold.due, notified: hold.notified, placedAt: hold.placed_at, endedAt: hold.ended_at },
})

function lineOf(hold: HoldRow): string {
  const whom = hold.person_name ?? `${hold.team_name}, ${hold.from_on} to ${hold.until_on}`
  const state = hold.ended_at
    ? `ended ${hold.ended_at.slice(0, 10)}`
    : `review on ${hold.review_on}${hold.due ? ', OVERDUE' : ''}`
  return `${hold.hold_id}  ${whom}  ${state}${hold.notified ? '' : ', not notified'}\n    ${hold.reason}`
}

export const holdPlace: Command = {
  name: 'hold place',
  usage:
    'hold place EMAIL|--team NAME --from DATE --until DATE  --reason TEXT --review DATE [--untold TEXT] [--json]',
  summary:
    'Keeps the records of a person, or of whoever was in a team in those days, from expiry and erasure; nobody reads more by it, and wellbeing data is never held. The people are notified unless --untold says why not',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        team: { type: 'string' },
        from: { type: 'string' },
        until: { type: 'string' },
        reason: { type: 'string' },
        review: { type: 'string' },
        untold: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const email = positionals[0]?.trim().toLowerCase()
    if ((email === undefined) === (values.team === undefined))
      throw new UsageError('Say either EMAIL or --team NAME')
    const reason = reasonOption(required(values.reason, '--reason'), '--reason')
    const untoldReason = values.untold === undefined ? null : reasonOption(values.untold, '--untold')
    const reviewOn = dayOption(values.review, '--review')
    const [fromOn, untilOn] = values.team
      ? [dayOption(values.from, '--from'), dayOption(values.until, '--until')]
      : [null, null]
    if (fromOn && untilOn && untilOn < fromOn) throw new UsageError('--until must not be before --from')
    if (!values.team && (values.from || values.until))
      throw new UsageError('--from and --until go with --team')
    const holdId = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        if (!org) throw new UsageError(organisationMissing)
        if (reviewOn <= Temporal.Now.plainDateISO(org.zone).toString())
          throw new UsageError('--review must be a day that is to come')
        const personId = email ? ((await personByEmail(db, org.org_id, email)) ?? null) : null
        if (email && !personId) throw new UsageError(`Nobody has the address ${email}`)
        const team = values.team ? await teamNamed(db, org.org_id, values.team) : undefined
        if (values.team && !team) throw new UsageError(`There is no team called ${values.team}`)
        return await db.transaction().execute(async (transaction) => {
          const placed = await placeHold(transaction, {
            ...{ org: org.org_id, personId, teamId: team?.team_id ?? null, fromOn, untilOn },
            ...{ reason, reviewOn, untoldReason, placedBy: null },
          })
          await notifyOfHold(transaction, { org: org.org_id, holdId: placed, kind: 'hold_placed' })
          return placed
        })
      }),
    )
    say(
      values.json
        ? JSON.stringify({ holdId })
        : `The hold ${holdId} is placed, until dure hold end ${holdId}`,
    )
    return 0
  },
}

export const holdEnd: Command = {
  name: 'hold end',
  usage: 'hold end HOLD [--json]',
  summary: 'Ends a legal hold; erasures that waited for it are finished',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const holdId = required(positionals[0], 'HOLD')
    if (!/^[\da-f-]{36}$/.test(holdId)) throw new UsageError('HOLD must be an id: dure hold list')
    await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await organisations(db)
        const isEnded =
          org &&
          (await db.transaction().execute(async (transaction) => {
            const hold = { org: org.org_id, holdId }
            if (!(await endHold(transaction, hold))) return false
            await notifyOfHold(transaction, { ...hold, kind: 'hold_ended' })
            return true
          }))
        if (!isEnded) throw new UsageError(`There is no open hold ${holdId}`)
        const keys = await openTiedKeystore(db, config.keyFile, Date.now)
        try {
          await replayErasures({ db, keys })
        } finally {
          keys.close()
        }
      }),
    )
    say(values.json ? JSON.stringify({ holdId, ended: true }) : `The hold ${holdId} has ended`)
    return 0
  },
}

function reasonOption(text: string, option: string): string {
  const reason = text.trim()
  const { least, largest } = reasonLimits
  if (reason.length < least || reason.length > largest)
    throw new UsageError(`${option} must have ${least} to ${largest} characters`)
  return reason
}
