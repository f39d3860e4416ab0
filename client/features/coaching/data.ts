import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { peopleReadable, useMe } from '#client/lib/me.ts'
import { readKey } from '#client/lib/options-proxy.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFound } from '#client/offline/react/use-found.ts'
import type { ActionView, CoachingView, InheritedView } from '#shared/coaching/views.ts'
import type { PersonRef } from '#shared/people/views.ts'

/** The page after `before` of one person's coaching; without it the first. */
const coachingOptions = (personId: string, before?: string | null) =>
  trpc.coaching.person.queryOptions(before ? { personId, before } : { personId })

/** Reads what this reader may see of one person's coaching, page by page, with their own unsent work in it. */
export const useCoaching = (personId: string, before?: string) =>
  useFoldedQuery(coachingOptions(personId, before))

/** Reads what leads of before agreed with somebody whom the reader leads now, with their own unsent work in it. */
export const useInherited = (personId: string) =>
  useFoldedQuery(trpc.coaching.inherited.queryOptions({ personId }))

/** A note lies in its person's view; the address may say whose, and on which page, so that only that one is read. */
export function useNote(noteId: string) {
  const me = useMe()
  const [search] = useSearchParams()
  const named = search.get('of')
  const before = search.get('before')
  const { nameOf } = useOffline().reader
  const people = named ? [named] : peopleReadable(me)
  return useFound(
    people.map((personId) => ({
      options: coachingOptions(personId, before),
      unread: { person: { personId, name: nameOf(personId) ?? '' }, notes: [], before, older: null },
    })),
    {
      find: ({ notes }: CoachingView) => notes.find((note) => note.noteId === noteId),
      opened: named !== null,
    },
  )
}

/** The address of a note, with whose it is where that is known, and the page where it is not on the first. */
export function noteAddress(noteId: string, subjectId?: string, before: string | null = null) {
  const search = new URLSearchParams({
    ...(subjectId ? { of: subjectId } : {}),
    ...(before ? { before } : {}),
  }).toString()
  return { pathname: paths.note(noteId), ...(search ? { search: `?${search}` } : {}) }
}

/** Returns one's own comment on an action as the server served it last, without what this phone has not sent yet. */
export function useServedComment(actionId: string) {
  const { person } = useMe()
  const queries = useQueryClient()
  const served = <View>(query: string) =>
    queries
      .getQueriesData<View>({ predicate: ({ queryKey }) => readKey(queryKey)?.query === query })
      .flatMap(([, view]) => view ?? [])
  const actions: ActionView[] = [
    ...served<CoachingView>('coaching.person').flatMap(({ notes }) => notes.flatMap((note) => note.actions)),
    ...served<InheritedView>('coaching.inherited').flatMap((view) => view.actions),
  ]
  return actions
    .flatMap((action) => (action.actionId === actionId ? action.comments : []))
    .filter(({ author }) => author.personId === person.personId)
    .sort((a, b) => b.version - a.version)[0]
}

/** Reads who can be named as a reader of notes in a team that this person leads. */
export const useNamed = (teamId: string) => useQuery(trpc.coaching.named.queryOptions({ teamId }))

/** Reads one's own notes in a team, with what was handed over and is not sent yet. */
export const useToHandover = (teamId: string) =>
  useFoldedQuery(trpc.coaching.toHandover.queryOptions({ teamId }))

/** Returns what a reader is called, also where a write of this phone named them. */
export function useNameOf(): (person: PersonRef) => string {
  const { nameOf } = useOffline().reader
  return ({ personId, name }) => name || (nameOf(personId) ?? '')
}

/** The earlier wordings of a note, newest first. */
export const repliesBefore = (noteId: string, before: string) =>
  trpc.coaching.replies.queryOptions({ noteId, before })

export const revisionsOf = (noteId: string) => trpc.coaching.revisions.queryOptions({ noteId })
