import BookOpen from 'lucide-react/icons/book-open'
import MessageCircle from 'lucide-react/icons/message-circle'
import { paths } from '#client/commands/questions-paths.ts'
import { actorOf, isAnalyst, teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'
import { can } from '#shared/policy.ts'

const hasQuestions = (me: Me) => isAnalyst(me) || teamsLed(me).length > 0
const readsPrecedents = (me: Me) => can(actorOf(me), 'precedent.read', {})

export const questionsAfterStart: AfterStart = {
  live: {
    questions: () => [
      trpc.questions.pathFilter(),
      trpc.policies.ledger.pathFilter(),
      trpc.today.list.queryFilter(),
    ],
  },
  prefetch: (me) => [
    ...(hasQuestions(me) ? [prefetch(trpc.questions.list.queryOptions())] : []),
    ...(readsPrecedents(me) ? [prefetch(trpc.questions.precedents.queryOptions())] : []),
  ],
  drafts: [{ prefix: 'question:ask:', path: (rest) => (rest ? `${paths.ask()}?${rest}` : paths.ask()) }],
  me: [
    {
      ...{ group: 'work', label: 'question.title', icon: MessageCircle, to: paths.questions },
      shown: hasQuestions,
    },
    {
      ...{ group: 'organisation', label: 'precedent.title', icon: BookOpen, to: paths.precedents() },
      shown: readsPrecedents,
    },
  ],
  recorded: [{ kept: 'recorded.kept.questions', seen: 'recorded.seen.questions' }],
}
