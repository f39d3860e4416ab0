import { type Api, trpc } from '#client/lib/trpc.ts'
import { defineCommand } from '#client/offline/outbox/command-registry.ts'
import { type SetPreferencesInput, setPreferencesInput } from '#shared/people/contracts.ts'
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

/** Settings of one's own, in the order of the taps: the last one wins, whatever version it was based on. */
export const setPreferences = defineCommand({
  name: 'people.setPreferences',
  version: 1,
  input: setPreferencesInput,
  entities: () => ['preferences'],
  send: (api: Api, meta, { input, signal }) => api.people.setPreferences.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input }: { input: SetPreferencesInput }) {
    const queryKey = trpc.people.me.queryKey()
    await queries.cancelQueries({ queryKey })
    queries.setQueryData<Me>(queryKey, (me) => me && withPreferences(me, input))
  },
})
