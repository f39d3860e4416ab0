import CalendarDays from 'lucide-react/icons/calendar-days'
import CalendarRange from 'lucide-react/icons/calendar-range'
import { paths } from '#client/commands/shifts-paths.ts'
import { checksIn, peopleReadable, teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'

export const shiftsAfterStart: AfterStart = {
  live: {
    shifts: ({ subjectId }) => [
      subjectId ? trpc.shifts.person.queryFilter({ personId: subjectId }) : trpc.shifts.person.pathFilter(),
    ],
  },
  prefetch: (me) =>
    [...new Set([me.person.personId, ...peopleReadable(me)])].map((personId) =>
      prefetch(trpc.shifts.person.queryOptions({ personId })),
    ),
  me: [
    { group: 'work', label: 'shift.title', icon: CalendarDays, to: paths.own, shown: checksIn },
    {
      group: 'work',
      label: 'shift.teams',
      icon: CalendarRange,
      to: paths.teams,
      shown: (me) => teamsLed(me).length > 0,
    },
  ],
  recorded: [{ kept: 'recorded.kept.shifts', seen: 'recorded.seen.shifts' }],
}
