import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { withOwner } from '#server/db/database.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import { offlineHourBounds } from '#shared/administration/rules.ts'
import { misfitOf, partnerFunctions, roles } from '#shared/people/role-rules.ts'
import { originOfLinks, withOwnerUrl } from './owner-database.ts'
import { type Command, dayOption, required, UsageError } from './program.ts'

export const organisation: Command = {
  name: 'organisation create',
  usage: 'organisation create --name NAME [--zone Asia/Seoul] [--json]',
  summary: 'The organisation, once, on an empty database; then invite its people',
  async run(args, { config, say }) {
    const { values } = parseArgs({
      args,
      options: {
        name: { type: 'string' },
        zone: { type: 'string', default: 'Asia/Seoul' },
        json: { type: 'boolean' },
      },
    })
    const name = required(values.name, '--name')
    const zone = zoneOption(values.zone)
    const orgId = uuidv7()
    await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        if ((await people.organisations(db)).length > 0)
          throw new UsageError('There is an organisation already')
        await db
          .transaction()
          .execute((trx) => people.insertOrganisation(trx, { orgId, name, zone, epoch: randomUUID() }))
      }),
    )
    say(
      values.json
        ? JSON.stringify({ orgId, name, zone })
        : `The organisation ${name} is there. Next: dure invite`,
    )
    return 0
  },
}

export const offlineHours: Command = {
  name: 'organisation offline-hours',
  usage: 'organisation offline-hours HOURS [--json]',
  summary: `How long phones show their copies without an answer from the server, ${offlineHourBounds.least} to ${offlineHourBounds.largest} hours; 72 unless it is set`,
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const hours = Number(required(positionals[0], 'HOURS'))
    const { least, largest } = offlineHourBounds
    if (!Number.isInteger(hours) || hours < least || hours > largest)
      throw new UsageError(`HOURS must be a whole number from ${least} to ${largest}`)
    await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org, ...others] = await people.organisations(db)
        if (!org || others.length > 0)
          throw new UsageError('There must be one organisation: dure organisation create')
        await people.setOfflineHours(db, org.org_id, hours)
      }),
    )
    say(
      values.json
        ? JSON.stringify({ offlineHours: hours })
        : `Phones show their copies for ${hours} hours without an answer from the server`,
    )
    return 0
  },
}

export const invite: Command = {
  name: 'invite',
  usage:
    'invite EMAIL --name NAME --role analyst|lead|manager|partner|admin [--team NAME] [--function policy|product|data|engineering|legal|wellbeing] [--reference REF] [--locale ko|en] [--json]',
  summary:
    'Adds a person, or a role to one who is there, and prints an invitation that is good for seven days',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        team: { type: 'string' },
        function: { type: 'string' },
        reference: { type: 'string' },
        locale: { type: 'string', default: 'ko' },
        json: { type: 'boolean' },
      },
    })
    const email = required(positionals[0], 'EMAIL').toLowerCase()
    const role = roles.find((known) => known === values.role)
    if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}`)
    const partnerFunction = partnerFunctions.find((known) => known === values.function) ?? null
    const misfit = misfitOf({ role, teamId: values.team ?? null, function: partnerFunction })
    if (misfit === 'function') throw new UsageError('--function goes with --role partner')
    if (misfit === 'teamId') throw new UsageError('--team goes with the roles analyst, lead and manager')
    const locale = values.locale === 'en' ? 'en' : 'ko'
    const token = randomBytes(24).toString('base64url')
    const origin = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org, ...others] = await people.organisations(db)
        if (!org || others.length > 0)
          throw new UsageError('There must be one organisation: dure organisation create')
        await db.transaction().execute(async (trx) => {
          let teamId: string | null = null
          if (values.team) {
            teamId = (await people.teamNamed(trx, org.org_id, values.team))?.team_id ?? null
            if (!teamId) {
              teamId = uuidv7()
              await people.insertTeam(trx, { org: org.org_id, teamId, name: values.team, zone: org.zone })
            }
          }
          let personId = await people.personByEmail(trx, org.org_id, email)
          if (!personId) {
            const person = {
              org: org.org_id,
              name: required(values.name, '--name'),
              reference: values.reference ?? null,
              locale,
            } as const
            // An import made the person, who never was invited: the record stays theirs.
            const imported = await people.importedPerson(trx, { ...person, teamId })
            personId = imported ?? uuidv7()
            if (imported) await people.namePerson(trx, { ...person, personId })
            else await people.insertPerson(trx, { ...person, personId })
          }
          const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: org.zone })
          await people.ensureMembership(trx, {
            org: org.org_id,
            membershipId: uuidv7(),
            personId,
            role,
            teamId,
            function: partnerFunction,
            startsOn,
          })
          const tokenHash = createHash('sha256').update(token).digest()
          await people.insertInvitation(trx, { tokenHash, org: org.org_id, personId, email })
        })
        return await originOfLinks(db, config)
      }),
    )
    const link = `${origin}/invitation#${token}`
    say(values.json ? JSON.stringify({ email, role, link }) : link)
    return 0
  },
}

export const endRole: Command = {
  name: 'end',
  usage: 'end EMAIL --role ROLE [--team NAME] [--on DATE] [--json]',
  summary:
    'Ends a role, from today or the first day without it: a lead who hands over, a person who leaves; signs them out',
  async run(args, { config, say }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        team: { type: 'string' },
        on: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const email = required(positionals[0], 'EMAIL').toLowerCase()
    const role = roles.find((known) => known === values.role)
    if (!role) throw new UsageError(`--role must be one of ${roles.join(', ')}`)
    const ended = await withOwnerUrl(config, 'to write', (ownerUrl) =>
      withOwner(ownerUrl, async (db) => {
        const [org] = await people.organisations(db)
        const personId = org && (await people.personByEmail(db, org.org_id, email))
        if (!org || !personId) throw new UsageError(`Nobody signs in as ${email}`)
        const team = values.team ? await people.teamNamed(db, org.org_id, values.team) : undefined
        if (values.team && !team) throw new UsageError(`There is no team called ${values.team}`)
        const endsOn = values.on
          ? dayOption(values.on, '--on')
          : new Date().toLocaleDateString('sv-SE', { timeZone: org.zone })
        return await db.transaction().execute(async (trx) => {
          const teamId = team?.team_id ?? null
          const count = await people.endMemberships(trx, { org: org.org_id, personId, role, teamId, endsOn })
          if (count > 0) await people.endSessions(trx, org.org_id, personId)
          return { email, role, endsOn, ended: count }
        })
      }),
    )
    if (values.json) say(JSON.stringify(ended))
    else
      say(
        ended.ended > 0
          ? `${email} is no longer ${role} from ${ended.endsOn}`
          : `${email} does not hold that role`,
      )
    return ended.ended > 0 ? 0 : 1
  },
}

function zoneOption(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new UsageError(`--zone ${zone} is not a time zone such as Asia/Seoul`)
  }
}
