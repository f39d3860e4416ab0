import type { Api } from '#client/lib/trpc.ts'
import { trpc } from '#client/lib/trpc.ts'
import { inOwnOrder, type Me, type SetPreferencesInput, setPreferencesInput } from '#shared/people.ts'
import { defineCommand } from './command-registry.ts'

/** The person with these preferences; what is absent stays. */
export function withPreferences(me: Me, { teamOrder, ...change }: SetPreferencesInput): Me {
  const person = {
    ...me.person,
    ...(change.locale ? { locale: change.locale } : {}),
    ...(change.theme ? { theme: change.theme } : {}),
    ...(change.welcomed ? { welcomed: true } : {}),
  }
  const teams = teamOrder
    ? me.teams.map((team) => ({ ...team, people: inOwnOrder(team.people, teamOrder, person.locale) }))
    : me.teams
  return { ...me, person, teams }
}

/** Settings of one's own: each change is an entity of its own, so that none waits for another. */
export const setPreferences = defineCommand({
  name: 'people.setPreferences',
  version: 1,
  input: setPreferencesInput,
  entities: () => [],
  send: (api: Api, meta, { input, signal }) => api.people.setPreferences.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input }: { input: SetPreferencesInput }) {
    const queryKey = trpc.people.me.queryKey()
    await queries.cancelQueries({ queryKey })
    queries.setQueryData<Me>(queryKey, (me) => me && withPreferences(me, input))
  },
})
