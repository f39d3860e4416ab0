import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import { peopleQueries } from '#shared/people/queries.ts'
import { inOwnOrder } from '#shared/people/rules.ts'
import type { Me } from '#shared/people/views.ts'
import { type Actor, leads, manages } from '#shared/policy.ts'
import { appliedOf, self, type TeamMember, teamMembers, viewsOfMe } from './queries.ts'

const refOf = ({ person_id, name }: TeamMember) => ({ personId: person_id, name })

/** 'HH:MM:SS' of the database as the 'HH:MM' that people set. */
const quietOf = ({ quiet_from, quiet_until }: { quiet_from: string | null; quiet_until: string | null }) =>
  quiet_from && quiet_until ? { from: quiet_from.slice(0, 5), until: quiet_until.slice(0, 5) } : null

/** The person, their roles, and the teams they lead, manage or are in, with the people they may see there. */
export async function readMe(db: ActorDb, actor: Actor): Promise<Me> {
  const [person, rows] = await db.last(() => Promise.all([self(db), teamMembers(db)]))
  if (!person) throw new AppError('UNAUTHORIZED')
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
      audited: team.audited,
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
    org: { orgId: actor.org, name: person.org_name, offlineHours: person.offline_hours },
    roles: [...actor.roles],
    teams,
  }
}

export const answers: AnswersOf<'people'> = {
  me: answer(peopleQueries.me, ({ db, actor }) => readMe(db, actor)),
  applied: answer(peopleQueries.applied, ({ db }, { commandIds }) => appliedOf(db, commandIds)),
  viewsOfMe: answer(peopleQueries.viewsOfMe, ({ db }) => viewsOfMe(db)),
}
