import UsersRound from 'lucide-react/icons/users-round'
import { paths } from '#client/commands/calibration-paths.ts'
import { isAnalyst, teamsLed } from '#client/lib/me.ts'
import { type PrefetchQuery, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { hasEnded } from '#shared/calibration/rules.ts'
import type { Me } from '#shared/people/views.ts'

/** The list, and every round that waits for this person: they may rate it where there is no network. */
const openRounds: PrefetchQuery = {
  queryKey: trpc.calibration.rounds.queryKey(),
  async fetch(queries) {
    await prefetch(trpc.calibration.rounds.queryOptions()).fetch(queries)
    const { rounds = [] } = queries.getQueryData(trpc.calibration.rounds.queryKey()) ?? {}
    const waiting = rounds.filter((round) => round.own === 'open' && !hasEnded(round))
    return await Promise.all(
      waiting.map(({ roundId }) => prefetch(trpc.calibration.round.queryOptions({ roundId })).fetch(queries)),
    )
  },
}

const takesPart = (me: Me) => teamsLed(me).length > 0 || isAnalyst(me)

export const calibrationAfterStart: AfterStart = {
  live: { calibration: () => [trpc.calibration.pathFilter(), trpc.today.list.queryFilter()] },
  prefetch: (me) => (takesPart(me) ? [openRounds] : []),
  drafts: [
    { prefix: 'calibration:rate:', path: paths.rate },
    { prefix: 'calibration:new:', path: paths.newRound },
  ],
  me: [{ group: 'work', label: 'calibration.title', icon: UsersRound, to: paths.rounds, shown: takesPart }],
  recorded: [{ kept: 'recorded.kept.calibration', seen: 'recorded.seen.calibration' }],
}
