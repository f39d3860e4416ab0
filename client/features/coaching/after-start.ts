import Forward from 'lucide-react/icons/forward'
import { peopleReadable, teamsLed } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { prefetch } from '#client/lib/prefetch.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { AfterStart } from '#client/manifest/after-start.ts'
import type { Me } from '#shared/people/views.ts'
import { ownDays } from './follow-up-days.ts'

const peopleLed = (me: Me) => teamsLed(me).flatMap(({ people }) => people.map(({ personId }) => personId))

/** Returns the editor of a new note by `<person>`, and behind a colon the point that it is about. */
function newNotePath(rest: string): string {
  const [personId = '', ...point] = rest.split(':')
  const search = point.length > 0 ? `?${new URLSearchParams({ draft: point.join(':') })}` : ''
  return paths.newNote(personId) + search
}

/** Returns where the comment on an action is written, by `<note>:<action>`. */
function commentPath(rest: string): string {
  const [noteId = '', actionId = ''] = rest.split(':')
  return `${paths.note(noteId)}?comment=${actionId}`
}

export const coachingAfterStart: AfterStart = {
  live: {
    coaching: ({ subjectId }) => [
      subjectId
        ? trpc.coaching.person.queryFilter({ personId: subjectId })
        : trpc.coaching.person.pathFilter(),
      trpc.coaching.inherited.pathFilter(),
      trpc.coaching.replies.pathFilter(),
      trpc.coaching.revisions.pathFilter(),
      trpc.coaching.toHandover.pathFilter(),
    ],
  },
  prefetch: (me) => [
    ...peopleReadable(me).map((personId) => prefetch(trpc.coaching.person.queryOptions({ personId }))),
    ...peopleLed(me).map((personId) => prefetch(trpc.coaching.inherited.queryOptions({ personId }))),
    // A note is written without a network, and its follow-up must not fall on a day off.
    ...(teamsLed(me).length > 0 ? [prefetch(ownDays())] : []),
    // The readers of a note are named while it is written, and notes are handed over in a lift as well.
    ...teamsLed(me).flatMap(({ teamId }) => [
      prefetch(trpc.coaching.named.queryOptions({ teamId })),
      prefetch(trpc.coaching.toHandover.queryOptions({ teamId })),
    ]),
  ],
  me: [
    {
      group: 'work',
      label: 'handover.title',
      icon: Forward,
      to: paths.handover(),
      shown: (me) => teamsLed(me).length > 0,
    },
  ],
  drafts: [
    { prefix: 'note:new:', path: newNotePath },
    { prefix: 'note:', path: paths.editNote },
    { prefix: 'reply:', path: paths.note },
    { prefix: 'comment:', path: commentPath },
    { prefix: 'addendum:', path: paths.note },
  ],
  recorded: [
    { kept: 'recorded.kept.notes', seen: 'recorded.seen.notes' },
    { kept: 'recorded.kept.privateNotes', seen: 'recorded.seen.privateNotes' },
  ],
}
