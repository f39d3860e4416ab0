import CalendarClock from 'lucide-react/icons/calendar-clock'
import { paths } from '#client/commands/meetings-paths.ts'
import { isAnalyst, peopleReadable, teamsLed } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'

const hasMeetings = (me: Me) => isAnalyst(me) || teamsLed(me).length > 0

export const meetingsAfterStart: AfterStart = {
  live: {
    meetings: ({ subjectId }) => [
      subjectId
        ? trpc.meetings.person.queryFilter({ personId: subjectId })
        : trpc.meetings.person.pathFilter(),
      trpc.today.list.queryFilter(),
    ],
  },
  prefetch: (me) =>
    peopleReadable(me).map((personId) => prefetch(trpc.meetings.person.queryOptions({ personId }))),
  me: [{ group: 'work', label: 'feed.title', icon: CalendarClock, to: paths.feed, shown: hasMeetings }],
  recorded: [{ kept: 'recorded.kept.meetings', seen: 'recorded.seen.meetings' }],
}
