import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import type { Buttons, Items, Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['administration']

export const items = ({ head }: Sample): Items<Kinds> => ({
  confirmation: { ...head, group: 'now', kind: 'confirmation', what: 'role' },
  undecided: { ...head, kind: 'undecided', teamName: 'Seoul', n: 2, dueAt: '2099-01-01T00:00:00Z' },
})
export const buttons = (): Buttons<Kinds> => ({
  confirmation: ['Open', paths.roles],
  undecided: ['Open', paths.administration('teams')],
})
