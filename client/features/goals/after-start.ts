import { paths } from '#client/commands/goals-paths.ts'
import { peopleReadable } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const goalsAfterStart: AfterStart = {
  live: {
    goals: ({ subjectId }) => [
      subjectId ? trpc.goals.person.queryFilter({ personId: subjectId }) : trpc.goals.person.pathFilter(),
      trpc.today.list.queryFilter(),
    ],
  },
  prefetch: (me) =>
    peopleReadable(me).map((personId) => prefetch(trpc.goals.person.queryOptions({ personId }))),
  drafts: [
    { prefix: 'goal:new:', path: paths.newGoal },
    { prefix: 'goal:', path: paths.editGoal },
  ],
  recorded: [{ kept: 'recorded.kept.goals', seen: 'recorded.seen.goals' }],
}
