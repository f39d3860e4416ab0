import { useQueries } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { isAnalyst, teamsLed, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { forLater } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useFoldedQuery, useFolding } from '#client/offline/react/use-folded-query.ts'
import { AppError } from '#shared/core/errors.ts'
import type { Me } from '#shared/people/views.ts'

/** The page after `before` of one person's coaching; without it the first. */
const coachingOptions = (personId: string, before?: string | null) =>
  trpc.coaching.person.queryOptions(before ? { personId, before } : { personId })

/** What this reader may see of one person's coaching, page by page, with their own unsent work in it. */
export const useCoaching = (personId: string, before?: string) =>
  useFoldedQuery(coachingOptions(personId, before))

/** Of whom a note could be that this person may read: themselves, and whom they lead. */
export function readable(me: Me): string[] {
  const led = teamsLed(me).flatMap((team) => team.people.map(({ personId }) => personId))
  return isAnalyst(me) ? [me.person.personId, ...led] : led
}

/** A note lies in its person's view; the address may say whose, and on which page, so that only that one is read. */
export function useNote(noteId: string) {
  const me = useMe()
  const fold = useFolding()
  const [search] = useSearchParams()
  const named = search.get('of')
  const people = named ? [named] : readable(me)
  const asked = people.map((personId) => coachingOptions(personId, search.get('before')))
  const results = useQueries({
    // Looked through for the note: only who is named is opened.
    queries: asked.map((options) => ({ ...options, ...(named ? {} : forLater) })),
  })
  const refetch = () => Promise.all(results.map((result) => result.refetch()))
  for (const [at, { queryKey }] of asked.entries()) {
    const { data, dataUpdatedAt = 0 } = results[at] ?? {}
    const served = data?.notes.find((note) => note.noteId === noteId)
    const note = data && fold(queryKey, data).notes.find((one) => one.noteId === noteId)
    if (note)
      return { data: { note, served }, dataUpdatedAt, error: null, fetchStatus: 'idle' as const, refetch }
  }
  const waiting = results.find(({ data, error }) => data === undefined && !error)
  const failed = results.find(({ data }) => data === undefined)
  return {
    data: undefined,
    dataUpdatedAt: 0,
    error: waiting ? null : (failed?.error ?? new AppError('NOT_FOUND')),
    fetchStatus: waiting?.fetchStatus ?? ('idle' as const),
    refetch,
  }
}

/** The address of a note, with whose it is where that is known, and the page where it is not on the first. */
export function noteAddress(noteId: string, subjectId?: string, before: string | null = null) {
  const search = new URLSearchParams({
    ...(subjectId ? { of: subjectId } : {}),
    ...(before ? { before } : {}),
  }).toString()
  return { pathname: paths.note(noteId), ...(search ? { search: `?${search}` } : {}) }
}

/** The earlier wordings of a note, newest first. */
export const revisionsOf = (noteId: string) => trpc.coaching.revisions.queryOptions({ noteId })
