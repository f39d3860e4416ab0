import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['escalations']

export const items = ({ head, inHours }: Sample): Items<Kinds> => ({
  escalation: {
    ...head,
    group: 'now',
    kind: 'escalation',
    escalationId: id,
    why: 'decide',
    severity: 'P1',
    title: 'Two clauses disagree',
    childSafety: false,
    dueAt: inHours(1),
  },
})
export const buttons = (): Buttons<Kinds> => ({
  escalation: ['Decide', `${paths.escalation(id)}?decide`],
})
