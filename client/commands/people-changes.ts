import type { SetPreferencesInput } from '#shared/people/contracts.ts'
import { inOwnOrder } from '#shared/people/rules.ts'
import type { Me } from '#shared/people/views.ts'

/** The person with these preferences; what is absent stays. */
export function withPreferences(me: Me, { teamOrder, ...change }: SetPreferencesInput): Me {
  const person = {
    ...me.person,
    ...(change.locale ? { locale: change.locale } : {}),
    ...(change.theme ? { theme: change.theme } : {}),
    ...(change.quiet === undefined ? {} : { quiet: change.quiet }),
    ...(change.welcomed ? { welcomed: true } : {}),
  }
  const teams = teamOrder
    ? me.teams.map((team) => ({ ...team, people: inOwnOrder(team.people, teamOrder, person.locale) }))
    : me.teams
  return { ...me, person, teams }
}
