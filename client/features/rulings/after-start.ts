import { paths } from '#client/commands/rulings-paths.ts'
import { isAnalyst, teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'

const readsWriteUps = (me: Me) =>
  teamsLed(me).length > 0 ||
  me.roles.some((membership) => membership.role === 'partner' && membership.function === 'policy')

export const rulingsAfterStart: AfterStart = {
  live: {
    rulings: () => [
      trpc.rulings.list.queryFilter(),
      trpc.rulings.changed.pathFilter(),
      trpc.questions.precedents.queryFilter(),
      trpc.scorecards.pathFilter(),
    ],
    // Who has an escalation decides who may rule on it.
    escalations: () => [trpc.rulings.list.queryFilter()],
  },
  prefetch: (me) => [
    ...(readsWriteUps(me) ? [prefetch(trpc.rulings.list.queryOptions())] : []),
    ...(isAnalyst(me) ? [prefetch(trpc.rulings.changed.queryOptions({ personId: me.person.personId }))] : []),
  ],
  drafts: [
    { prefix: 'ruling:', path: paths.rule },
    {
      prefix: 'write-up:',
      path: (rest) => {
        const [teamId = '', search = ''] = rest.split('?')
        return `${paths.newWriteUp(teamId)}?${search}`
      },
    },
  ],
  recorded: [{ kept: 'recorded.kept.rulings', seen: 'recorded.seen.rulings' }],
}
