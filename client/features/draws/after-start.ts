import { teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const drawsAfterStart: AfterStart = {
  live: { draws: () => [trpc.draws.pathFilter()] },
  prefetch: (me) => teamsLed(me).map(({ teamId }) => prefetch(trpc.draws.team.queryOptions({ teamId }))),
  recorded: [{ kept: 'recorded.kept.draws', seen: 'recorded.seen.draws' }],
}
