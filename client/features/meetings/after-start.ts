import { peopleReadable } from '#client/lib/me.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import { meetingsPersonData } from '#shared/meetings/person-data.ts'

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
  recorded: [{ kept: 'recorded.kept.meetings', seen: 'recorded.seen.meetings' }],
  personData: meetingsPersonData,
}
