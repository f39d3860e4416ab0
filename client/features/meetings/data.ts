import { useSearchParams } from 'react-router'
import { paths } from '#client/commands/meetings-paths.ts'
import { findPerson, peopleReadable, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFound } from '#client/offline/react/use-found.ts'
import { useNow } from '#client/ui/use-now.ts'
import { closingOf } from '#shared/meetings/agenda-rules.ts'
import { comingMeetings, type Occurrence } from '#shared/meetings/occurrence-rules.ts'
import type { AgendaItemView, PersonMeetings, SeriesView } from '#shared/meetings/views.ts'
import type { PersonRef } from '#shared/people/views.ts'

/** Returns one analyst's series, with this reader's unsent work in them. */
export const useMeetings = (personId: string) =>
  useFoldedQuery(trpc.meetings.person.queryOptions({ personId }))

/** Returns the next meeting with a person; undefined where there is none, or this phone knows of none. */
export function useNextMeeting(personId: string): Occurrence | undefined {
  const now = useNow()
  const { series = [] } = useMeetings(personId).data ?? {}
  return series
    .filter(goesOn)
    .flatMap((found) => comingMeetings(found, now).slice(0, 1))
    .toSorted((left, right) => left.startsAt - right.startsAt)[0]
}

/** Returns a series; the address may say whose it is, so that only that person's are read. */
export function useSeries(seriesId: string) {
  const me = useMe()
  const [search] = useSearchParams()
  const named = search.get('of')
  const { nameOf } = useOffline().reader
  const people = named ? [named] : peopleReadable(me)
  return useFound(
    people.map((personId) => ({
      options: trpc.meetings.person.queryOptions({ personId }),
      unread: { person: { personId, name: nameOf(personId) ?? '' }, series: [] },
    })),
    {
      find: ({ series }: PersonMeetings) => series.find((found) => found.seriesId === seriesId),
      opened: named !== null,
    },
  )
}

/** Returns where a series is read; the address says whose it is. */
export const addressOf = ({ seriesId, subject }: SeriesView) => ({
  pathname: paths.series(seriesId),
  search: `?of=${subject.personId}`,
})

/** Returns whether the series has meetings to come. */
export const goesOn = ({ endedAt, led }: SeriesView): boolean => endedAt === null && led

/** Returns with whom this reader may begin a series, and in which team and zone: whom they lead. */
export function useMeetingSubject(
  personId: string,
): { person: PersonRef; teamId: string; zone: string } | undefined {
  const me = useMe()
  const led = findPerson(me, personId)
  if (!led || personId === me.person.personId) return undefined
  return { person: led.person, teamId: led.team.teamId, zone: led.team.zone }
}

/** Returns the items that are on the agenda, in the order in which they were added. */
export const agendaOf = ({ items, meetings }: SeriesView): AgendaItemView[] =>
  items
    .filter((item) => closingOf(item, meetings) === null)
    .toSorted((left, right) => Date.parse(left.addedAt) - Date.parse(right.addedAt))

/** Returns what a meeting dealt with. */
export const itemsOfMeeting = ({ items, meetings }: SeriesView, day: string): AgendaItemView[] =>
  items.filter((item) => closingOf(item, meetings)?.day === day)
