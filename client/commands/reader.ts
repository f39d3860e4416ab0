import type { QueryClient } from '@tanstack/react-query'
import { trpc } from '#client/lib/trpc.ts'
import type { Reader } from '#client/offline/outbox/phone-command.ts'
import type { DirectoryPerson } from '#shared/administration/views.ts'
import type { NamedView } from '#shared/coaching/views.ts'
import type { PeopleView } from '#shared/escalations/views.ts'
import type { Me } from '#shared/people/views.ts'

/**
 * Returns who is signed in, with the names that this phone holds: of their teams, those in them, and whom escalations
 * can be given, and who was opened in the directory.
 */
export function readerOf(session: Me, queries: QueryClient): Reader {
  const { personId, name } = session.person
  return {
    by: { personId, name },
    nameOf(id) {
      const { person, teams } = queries.getQueryData(trpc.people.me.queryKey()) ?? session
      const team = teams.find(({ teamId }) => teamId === id)
      if (team) return team.name
      const lists = queries.getQueriesData<PeopleView>(trpc.escalations.people.pathFilter())
      const known = queries.getQueriesData<DirectoryPerson>(trpc.administration.directoryPerson.pathFilter())
      const readers = queries.getQueriesData<NamedView>(trpc.coaching.named.pathFilter())
      const people = [
        ...[person, ...teams.flatMap(({ leads, people }) => [...leads, ...people])],
        ...lists.flatMap(([, people]) => people ?? []),
        ...known.flatMap(([, person]) => person ?? []),
        ...readers.flatMap(([, named]) => (named ? [...named.managers, ...named.leads] : [])),
        ...(queries.getQueryData(trpc.escalations.delegations.queryKey())?.candidates ?? []),
      ]
      return people.find((person) => person.personId === id)?.name ?? null
    },
  }
}
