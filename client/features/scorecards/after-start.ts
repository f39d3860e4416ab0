import { isAnalyst, teamsLed, teamsManaged } from '#client/lib/me.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

/** A lead has their teams and everybody in them at hand, an analyst themselves, a manager the roll-up. */
const prefetchers: Prefetcher = (me) => [
  ...(isAnalyst(me)
    ? [
        prefetch(trpc.scorecards.analyst.queryOptions({ personId: me.person.personId })),
        prefetch(
          trpc.scorecards.period.queryOptions({ personId: me.person.personId, unit: 'month', day: null }),
        ),
      ]
    : []),
  ...(teamsManaged(me).length > 0 ? [prefetch(trpc.scorecards.teams.queryOptions())] : []),
  ...teamsLed(me).flatMap(({ teamId, people }) => [
    prefetch(trpc.scorecards.team.queryOptions({ teamId })),
    prefetch(trpc.scorecards.targets.queryOptions({ teamId })),
    prefetch(trpc.scorecards.trends.queryOptions({ teamId })),
    ...people.map(({ personId }) => prefetch(trpc.scorecards.analyst.queryOptions({ personId }))),
  ]),
]

export const scorecardsAfterStart: AfterStart = {
  // A change of audits concerns its team, the roll-up that the team is in, and the person where it names one.
  live: {
    audits: ({ teamId, subjectId }) => [
      teamId ? trpc.scorecards.team.queryFilter({ teamId }) : trpc.scorecards.team.pathFilter(),
      subjectId
        ? trpc.scorecards.analyst.queryFilter({ personId: subjectId })
        : trpc.scorecards.analyst.pathFilter(),
      trpc.scorecards.period.pathFilter(),
      teamId ? trpc.scorecards.trends.queryFilter({ teamId }) : trpc.scorecards.trends.pathFilter(),
      trpc.scorecards.teams.pathFilter(),
    ],
    people: () => [trpc.scorecards.pathFilter()],
    scorecards: () => [trpc.scorecards.pathFilter()],
    reviews: () => [trpc.scorecards.period.pathFilter()],
  },
  prefetch: prefetchers,
  recorded: [
    { kept: 'recorded.kept.targets', seen: 'recorded.seen.targets' },
    { kept: 'recorded.kept.baselines', seen: 'recorded.seen.baselines' },
  ],
}
