import { paths } from '#client/lib/paths.ts'
import type { Draft } from '#client/offline/outbox/drafts.ts'

/** Where a draft is written on, by the beginning of its key. */
const drafts: readonly { prefix: string; path(draft: Draft): string | undefined }[] = [
  { prefix: 'note:new:', path: ({ draftKey }) => newNotePath(draftKey) },
  { prefix: 'note:', path: ({ draftKey }) => paths.editNote(draftKey.slice('note:'.length)) },
  { prefix: 'check-in', path: () => paths.checkIn },
  {
    prefix: 'escalation:new',
    path: ({ draftKey }) => `${paths.raise()}?${draftKey.slice('escalation:new:'.length)}`,
  },
  {
    prefix: 'escalation:',
    path: ({ draftKey }) => paths.editEscalation(draftKey.slice('escalation:'.length)),
  },
  { prefix: 'reply:', path: ({ draftKey }) => paths.note(draftKey.slice('reply:'.length)) },
]

/** `note:new:<person>`, and behind another colon the point that it is about. */
function newNotePath(draftKey: string): string {
  const [personId = '', ...point] = draftKey.slice('note:new:'.length).split(':')
  const search = point.length > 0 ? `?${new URLSearchParams({ draft: point.join(':') })}` : ''
  return paths.newNote(personId) + search
}

export const draftPath = (draft: Draft): string | undefined =>
  drafts.find(({ prefix }) => draft.draftKey.startsWith(prefix))?.path(draft)
