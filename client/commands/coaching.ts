import { paths } from '#client/lib/paths.ts'
import { coaching } from '#shared/coaching/contracts.ts'
import {
  withAcknowledgement,
  withActionComment,
  withActionDone,
  withAddendum,
  withAddendumRead,
  withFollowUp,
  withHandover,
  withInheritedComment,
  withInheritedDone,
  withReply,
  withSavedNote,
  withTaker,
} from './coaching-changes.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'
import { withoutItems } from './today-changes.ts'

/** A note's address that opens the comment on one of its actions. */
const commentIn = ({ noteId, actionId }: { noteId: string; actionId: string }) =>
  `${paths.note(noteId)}?comment=${actionId}`
const textOf = ({ text }: { text: string | null }) => text
const ofNote = ({ noteId }: { noteId: string }) => paths.note(noteId)

export const coachingOnPhone: OnPhoneOf<'coaching'> = {
  saveNote: onPhone(coaching.saveNote, {
    editor: ({ noteId }) => paths.editNote(noteId),
    cache: { 'coaching.person': withSavedNote },
  }),
  acknowledge: onPhone(coaching.acknowledge, {
    editor: ofNote,
    cache: {
      'coaching.person': withAcknowledgement,
      'today.list': (view, { noteId }) =>
        withoutItems(
          view,
          (item) => item.kind === 'note_to_read' && item.noteId === noteId && !item.addendumId,
        ),
    },
  }),
  reply: onPhone(coaching.reply, {
    editor: ofNote,
    text: textOf,
    cache: {
      'coaching.person': withReply,
      'today.list': (view, { noteId }) =>
        withoutItems(view, (item) => item.kind === 'reply' && item.noteId === noteId),
    },
  }),
  setActionDone: onPhone(coaching.setActionDone, {
    editor: ofNote,
    cache: {
      'coaching.person': withActionDone,
      'coaching.inherited': withInheritedDone,
      'today.list': (view, { actionId, done }) =>
        withoutItems(view, (item) => done && item.kind === 'action' && item.actionId === actionId),
    },
  }),
  commentAction: onPhone(coaching.commentAction, {
    editor: commentIn,
    text: textOf,
    cache: { 'coaching.person': withActionComment, 'coaching.inherited': withInheritedComment },
  }),
  addAddendum: onPhone(coaching.addAddendum, {
    editor: ofNote,
    text: textOf,
    cache: { 'coaching.person': withAddendum },
  }),
  acknowledgeAddendum: onPhone(coaching.acknowledgeAddendum, {
    editor: ofNote,
    cache: {
      'coaching.person': withAddendumRead,
      'today.list': (view, { addendumId }) =>
        withoutItems(view, (item) => item.kind === 'note_to_read' && item.addendumId === addendumId),
    },
  }),
  handover: onPhone(coaching.handover, {
    editor: ofNote,
    cache: { 'coaching.person': withHandover, 'coaching.toHandover': withTaker },
  }),
  followedUp: onPhone(coaching.followedUp, {
    editor: ofNote,
    cache: {
      'coaching.person': withFollowUp,
      'today.list': (view, { noteId }) =>
        withoutItems(view, (item) => item.kind === 'follow_up' && item.noteId === noteId),
    },
  }),
}
