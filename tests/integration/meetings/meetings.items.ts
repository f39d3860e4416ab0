import { paths } from '#client/commands/meetings-paths.ts'
import type { TodayKinds } from '#shared/today/kinds.ts'
import { type Buttons, type Items, id, type Sample } from '#tests/support/today-items.ts'

type Kinds = TodayKinds['meetings']

export const items = ({ head }: Sample): Items<Kinds> => {
  const meeting = {
    ...head,
    group: 'today' as const,
    seriesId: id,
    subjectId: head.person.personId,
    day: '2026-11-30',
    startsAt: '2026-11-30T01:00:00.000Z',
    open: 2,
  }
  return {
    meeting_today: { ...meeting, kind: 'meeting_today' },
    meeting_open: { ...meeting, kind: 'meeting_open' },
  }
}
export const buttons = ({ head: { person } }: Sample): Buttons<Kinds> => ({
  meeting_today: ['Open', `${paths.series(id)}?of=${person.personId}`],
  meeting_open: ['Open', `${paths.series(id)}?of=${person.personId}`],
})
