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
      kind: 'more_errors',
      since: '2026-11-09',
      missed: 6,
      overEnforced: 1,
      point: { metric: 'missed', x: 6, n: 40 },
      baseline: 0.03,
      provisional: false,
      basis: {
        since: '2026-06-01',
        weeks: 12,
        rate: 0.03,
        provisional: false,
        why: 'first_weeks',
        saidOn: null,
      },
      p: 0.0001,
      cause: null,
      x: 7,
      n: 40,
      from: '2026-11-02',
      to: '2026-11-16',
    },
  },
})
export const buttons = ({ head: { person } }: Sample): Buttons<Kinds> => ({
  signal: ['Coach', `${paths.newNote(person.personId)}?metric=missed&from=2026-11-02&to=2026-11-16&x=6&n=40`],
})
