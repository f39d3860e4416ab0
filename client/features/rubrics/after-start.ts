import ListChecks from 'lucide-react/icons/list-checks'
import { paths } from '#client/commands/rubrics-paths.ts'
import { isAnalyst, teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'

const isMeasured = (me: Me) => teamsLed(me).length > 0 || isAnalyst(me)

export const rubricsAfterStart: AfterStart = {
  live: { rubrics: () => [trpc.rubrics.list.queryFilter()] },
  prefetch: (me) => (isMeasured(me) ? [prefetch(trpc.rubrics.list.queryOptions())] : []),
  drafts: [
    { prefix: 'rubric:new:', path: paths.newRubric },
    { prefix: 'rubric:', path: paths.editRubric },
  ],
  me: [{ group: 'work', label: 'rubric.title', icon: ListChecks, to: paths.rubrics, shown: isMeasured }],
  recorded: [{ kept: 'recorded.kept.rubrics', seen: 'recorded.seen.rubrics' }],
}
