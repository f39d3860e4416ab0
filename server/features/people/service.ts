import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandScope, Scope } from '#server/trpc.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { SetPreferencesInput } from '#shared/people/contracts.ts'
import { inOwnOrder } from '#shared/people/rules.ts'
import type { Me, RecordView } from '#shared/people/views.ts'
import { type Actor, can, leads, manages } from '#shared/policy.ts'
import {
  insertRecordView,
  type Standing,
  self,
  standings,
  teamsOfAnalyst,
  updatePreferences,
} from './queries.ts'

const refOf = ({ person_id, name }: Standing) => ({ personId: person_id, name })

/** 'HH:MM:SS' of the database as the 'HH:MM' that people set. */
const quietOf = ({ quiet_from, quiet_until }: { quiet_from: string | null; quiet_until: string | null }) =>
  quiet_from && quiet_until ? { from: quiet_from.slice(0, 5), until: quiet_until.slice(0, 5) } : null

/** The person, their roles, and the teams they lead, manage or are in, with the people they may see there. */
export async function readMe(db: ActorDb, actor: Actor): Promise<Me> {
  const person = await self(db)
  if (!person) throw new AppError('UNAUTHORIZED')
  const rows = await standings(db)
  const teams = [...new Map(rows.map((row) => [row.team_id, row])).values()].map((team) => {
    const inTeam = rows.filter((row) => row.team_id === team.team_id)
    const analysts = inTeam.filter((row) => row.role === 'analyst').map(refOf)
    const leading = leads(actor, team.team_id)
    return {
      teamId: team.team_id,
      name: team.team_name,
      zone: team.zone,
      standing: leading
        ? ('lead' as const)
        : manages(actor, team.team_id)
          ? ('manager' as const)
          : ('member' as const),
      leads: inTeam.filter((row) => row.role === 'lead').map(refOf),
      people: leading ? inOwnOrder(analysts, person.team_order, person.locale) : [],
    }
  })
  return {
    person: {
      personId: actor.person,
      name: person.name,
      zone: person.zone,
      locale: person.locale,
      theme: person.theme,
      quiet: quietOf(person),
      welcomed: person.welcomed_at !== null,
      version: person.version,
    },
    org: { orgId: actor.org, name: person.org_name },
    roles: [...actor.roles],
    teams,
  }
}

/** Command people.setPreferences. Settings of one's own: the last tap wins, so the base is not compared. */
export async function setPreferences(
  { db, now }: CommandScope,
  input: SetPreferencesInput,
): Promise<CommandResult> {
  const updated = await updatePreferences(db, null, input)
  if (!updated) throw new AppError('NOT_FOUND')
  await announce(db, { feature: 'people', audience: { people: [db.person] } })
  return { entityId: db.person, version: updated.version, at: new Date(now()).toISOString() }
}

/** Logs that the actor reads something of this person's, once a kind and day of the team's zone. */
export const logView = insertRecordView

/**
 * Decides whether the actor may read this person's record, and logs it where it is another's; only then `read` begins, in
 * the same transaction and without waiting for the log's own answer. Hidden and missing are both NOT_FOUND.
 */
export async function openRecord<Read>(
  { db, actor, shown }: Pick<Scope<WriteDb>, 'db' | 'actor' | 'shown'>,
  { subjectId, kind }: { subjectId: string; kind: RecordView['kind'] },
  read: () => Promise<Read>,
): Promise<Read> {
  if (subjectId === actor.person) return await read()
  const teams = await teamsOfAnalyst(db, subjectId)
  const team = teams.find(({ team_id }) =>
    can(actor, 'scorecard.read', { analystId: subjectId, teamId: team_id }),
  )
  if (!team) throw new AppError('NOT_FOUND')
  const how = shown ? 'opened' : 'fetched'
  const view = { subject: subjectId, kind, how, team: team.team_id, zone: team.zone } as const
  const [, found] = await Promise.all([insertRecordView(db, view), read()])
  return found
}
