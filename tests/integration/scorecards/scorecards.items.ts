import { paths } from '#client/lib/paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import type { Buttons, Items, Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['scorecards']

export const items = ({ head, teamId }: Sample): Items<Kinds> => ({
  signal: {
    ...head,
    kind: 'signal',
    signal: {
      key: 's',
      personId: head.person.personId,
      teamId,
      metric: 'missed',
      kind: 'above_limit',
      rule: null,
      cause: null,
      x: 6,
      n: 40,
      from: '2026-11-02',
      to: '2026-11-16',
    },
  },
})
export const buttons = ({ head: { person } }: Sample): Buttons<Kinds> => ({
  signal: ['Coach', `${paths.newNote(person.personId)}?metric=missed&from=2026-11-02&to=2026-11-16&x=6&n=40`],
})
