import type { QueryClient } from '@tanstack/react-query'
import { type Api, trpc } from '#client/lib/trpc.ts'
import { defineCommand } from '#client/offline/outbox/command-registry.ts'
import {
  type AcknowledgeInput,
  acknowledgeInput,
  type FollowedUpInput,
  followedUpInput,
  type ReplyInput,
  replyInput,
  type SaveNoteInput,
  type SetActionDoneInput,
  saveNoteInput,
  setActionDoneInput,
} from '#shared/coaching/contracts.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { CommandResult } from '#shared/core/command.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
import {
  withAcknowledgement,
  withActionDone,
  withFollowUp,
  withReply,
  withSavedNote,
} from './coaching-changes.ts'
import { withoutItems } from './today-changes.ts'
import { changeToday } from './today-commands.ts'

/**
 * What others add to a note is an entity of its own, so that a note that needs attention holds up its replies and not
 * the other way round.
 */
export const acknowledgementOf = (noteId: string) => `acknowledgement:${noteId}`
export const followUpOf = (noteId: string) => `follow-up:${noteId}`

type Answer<Input> = { input: Input; result: CommandResult }
type Change = (view: CoachingView) => CoachingView

/** Every person's view is asked: most commands know their note and not whom it is about. */
async function changeCoaching(queries: QueryClient, change: Change) {
  const filter = trpc.coaching.person.pathFilter()
  await queries.cancelQueries(filter)
  for (const [queryKey, view] of queries.getQueriesData<CoachingView>(filter)) {
    const now = view && change(view)
    if (now !== view) queries.setQueryData(queryKey, now)
  }
}

function meIn(queries: QueryClient) {
  const me = queries.getQueryData(trpc.people.me.queryKey())
  return { personId: me?.person.personId ?? '', name: me?.person.name ?? '' }
}

const over = (queries: QueryClient, isOver: (item: TodayItem) => boolean) =>
  changeToday(queries, (view) => withoutItems(view, isOver))

/** Which rows of Today end because of a command, for the fold and for the answer alike. */
export const endedBy = {
  acknowledge:
    ({ noteId }: AcknowledgeInput) =>
    (item: TodayItem) =>
      item.kind === 'note_to_read' && item.noteId === noteId,
  reply:
    ({ noteId }: ReplyInput) =>
    (item: TodayItem) =>
      item.kind === 'reply' && item.noteId === noteId,
  setActionDone:
    ({ actionId, done }: SetActionDoneInput) =>
    (item: TodayItem) =>
      done && item.kind === 'action' && item.actionId === actionId,
  followedUp:
    ({ noteId }: FollowedUpInput) =>
    (item: TodayItem) =>
      item.kind === 'follow_up' && item.noteId === noteId,
}

/** Creates a note with base null, or revises the version `base`. */
export const saveNote = defineCommand({
  name: 'coaching.saveNote',
  version: 1,
  input: saveNoteInput,
  entities: ({ noteId, actions }) => [noteId, ...actions.map(({ actionId }) => actionId)],
  send: (api: Api, meta, { input, signal }) => api.coaching.saveNote.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input, result }: Answer<SaveNoteInput>) =>
    changeCoaching(queries, (view) =>
      withSavedNote(view, input, { by: meIn(queries), at: result.at, base: result.version - 1 }),
    ),
})

export const acknowledge = defineCommand({
  name: 'coaching.acknowledge',
  version: 1,
  input: acknowledgeInput,
  entities: ({ noteId }) => [acknowledgementOf(noteId)],
  refs: ({ noteId }) => [noteId],
  send: (api: Api, meta, { input, signal }) => api.coaching.acknowledge.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: Answer<AcknowledgeInput>) {
    const act = { by: meIn(queries), at: result.at, base: null }
    await changeCoaching(queries, (view) => withAcknowledgement(view, input, act))
    await over(queries, endedBy.acknowledge(input))
  },
})

export const reply = defineCommand({
  name: 'coaching.reply',
  version: 1,
  input: replyInput,
  entities: ({ replyId }) => [replyId],
  refs: ({ noteId }) => [noteId],
  send: (api: Api, meta, { input, signal }) => api.coaching.reply.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: Answer<ReplyInput>) {
    const act = { by: meIn(queries), at: result.at, base: null }
    await changeCoaching(queries, (view) => withReply(view, input, act))
    await over(queries, endedBy.reply(input))
  },
})

/** `base` is the item's version. */
export const setActionDone = defineCommand({
  name: 'coaching.setActionDone',
  version: 1,
  input: setActionDoneInput,
  entities: ({ actionId }) => [actionId],
  refs: ({ noteId }) => [noteId],
  send: (api: Api, meta, { input, signal }) => api.coaching.setActionDone.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: Answer<SetActionDoneInput>) {
    const act = { by: meIn(queries), at: result.at, base: result.version - 1 }
    await changeCoaching(queries, (view) => withActionDone(view, input, act))
    await over(queries, endedBy.setActionDone(input))
  },
})

/** The author came back to the note: its follow-up date is done. */
export const followedUp = defineCommand({
  name: 'coaching.followedUp',
  version: 1,
  input: followedUpInput,
  entities: ({ noteId }) => [followUpOf(noteId)],
  refs: ({ noteId }) => [noteId],
  send: (api: Api, meta, { input, signal }) => api.coaching.followedUp.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: Answer<FollowedUpInput>) {
    const act = { by: meIn(queries), at: result.at, base: null }
    await changeCoaching(queries, (view) => withFollowUp(view, input, act))
    await over(queries, endedBy.followedUp(input))
  },
})
