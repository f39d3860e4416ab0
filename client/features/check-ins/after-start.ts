import HeartHandshake from 'lucide-react/icons/heart-handshake'
import MessageCircle from 'lucide-react/icons/message-circle'
import { paths as checkInPaths } from '#client/commands/check-ins-paths.ts'
import { administers, checksIn, teamsLed } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { type Prefetcher, prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { teamsWithTotals } from './data.ts'

const prefetchers: Prefetcher = (me) => {
  if (!checksIn(me)) return []
  const mine = [
    prefetch(trpc.checkIns.own.queryOptions()),
    prefetch(trpc.checkIns.questionnaires.queryOptions()),
    prefetch(trpc.checkIns.exposure.queryOptions()),
    prefetch(trpc.checkIns.rotation.queryOptions()),
    prefetch(trpc.checkIns.talks.queryOptions()),
  ]
  const teams = teamsWithTotals(me)
  if (teams.length === 0) return mine
  return [
    ...mine,
    prefetch(trpc.checkIns.sharedWithMe.queryOptions()),
    ...(teamsLed(me).length > 0
      ? [prefetch(trpc.checkIns.budgets.queryOptions()), prefetch(trpc.checkIns.rotations.queryOptions())]
      : []),
    ...teams.map(({ teamId }) => prefetch(trpc.checkIns.totals.queryOptions({ teamId }))),
  ]
}

export const checkInsAfterStart: AfterStart = {
  // A change of somebody's check-ins concerns every view of them: it does not say what changed.
  live: { 'check-ins': () => [trpc.checkIns.pathFilter(), trpc.today.list.queryFilter()] },
  prefetch: prefetchers,
  drafts: [
    { prefix: 'check-in', path: () => paths.checkIn },
    { prefix: 'questionnaire:', path: checkInPaths.questionnaire },
  ],
  me: [
    {
      group: 'settings',
      label: 'settings.wellbeing',
      icon: HeartHandshake,
      to: paths.wellbeingSettings,
      shown: administers,
    },
    {
      group: 'work',
      label: 'talk.title',
      icon: MessageCircle,
      to: paths.talks,
      // Whose function is wellbeing has no place for it in the bar, and may be asked to talk all the same.
      shown: (me) => me.roles.some((membership) => membership.function === 'wellbeing'),
    },
  ],
  recorded: [
    { kept: 'recorded.kept.checkIns', seen: 'recorded.seen.checkIns' },
    { kept: 'recorded.kept.questionnaires', seen: 'recorded.seen.questionnaires' },
    { kept: 'recorded.kept.talks', seen: 'recorded.seen.talks' },
    { kept: 'recorded.kept.exposure', seen: 'recorded.seen.exposure' },
    { kept: 'recorded.kept.topics', seen: 'recorded.seen.topics' },
    { kept: 'recorded.kept.rotation', seen: 'recorded.seen.rotation' },
  ],
}
