import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { findPerson, peopleReadable, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFound } from '#client/offline/react/use-found.ts'
import { baselineOf } from '#shared/goals/baseline-rules.ts'
import type { Baseline, PersonGoals } from '#shared/goals/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import type { Metric } from '#shared/scorecards/rules.ts'

/** Returns one person's goals, with this reader's unsent work in them. */
export const useGoals = (personId: string) => useFoldedQuery(trpc.goals.person.queryOptions({ personId }))

/** Returns a goal; the address may say whose it is, so that only that person's goals are read. */
export function useGoal(goalId: string) {
  const me = useMe()
  const [search] = useSearchParams()
  const named = search.get('of')
  const { nameOf } = useOffline().reader
  const people = named ? [named] : peopleReadable(me)
  return useFound(
    people.map((personId) => ({
      options: trpc.goals.person.queryOptions({ personId }),
      unread: { person: { personId, name: nameOf(personId) ?? '' }, goals: [] },
    })),
    {
      find: ({ goals }: PersonGoals) => goals.find((goal) => goal.goalId === goalId),
      opened: named !== null,
    },
  )
}

/** Returns a person for whom this reader may set goals, and in which team: themselves, or whom they lead. */
export function useGoalSubject(personId: string): { person: PersonRef; teamId: string } | undefined {
  const me = useMe()
  const led = findPerson(me, personId)
  if (led) return { person: led.person, teamId: led.team.teamId }
  const teamId = me.roles.find(({ role }) => role === 'analyst')?.teamId
  return personId === me.person.personId && teamId ? { person: me.person, teamId } : undefined
}

/** Returns what this phone knows of a person's figures. */
export const useFigures = (personId: string) => useQuery(trpc.scorecards.analyst.queryOptions({ personId }))

/** Returns the newest figure of a metric: null where nothing was verified, undefined where this phone does not know. */
export function useNewest(personId: string): (metric: Metric) => Baseline | null | undefined {
  const { data } = useFigures(personId)
  return (metric) => data && baselineOf(data.weeks, metric)
}
