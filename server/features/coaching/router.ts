import * as z from 'zod'
import { checked, command, createRouter, reading, signedIn, viewing } from '#server/trpc.ts'
import {
  acknowledgeInput,
  followedUpInput,
  replyInput,
  saveNoteInput,
  setActionDoneInput,
} from '#shared/coaching/contracts.ts'
import { personInput } from '#shared/coaching/queries.ts'
import { coachingView, noteRevision } from '#shared/coaching/views.ts'
import {
  acknowledge,
  coachingOf,
  followedUp,
  ownCoaching,
  readRevisions,
  reply,
  saveNote,
  setActionDone,
} from './service.ts'

export const coachingRouter = createRouter({
  person: signedIn
    .input(personInput)
    .output(checked(coachingView))
    .query((call) =>
      call.input.personId === call.ctx.actor.person ? reading(ownCoaching)(call) : viewing(coachingOf)(call),
    ),
  revisions: signedIn
    .input(z.object({ noteId: z.uuid() }))
    .output(checked(z.array(noteRevision)))
    .query(reading(readRevisions)),
  saveNote: command('coaching.saveNote', saveNoteInput, saveNote),
  acknowledge: command('coaching.acknowledge', acknowledgeInput, acknowledge),
  reply: command('coaching.reply', replyInput, reply),
  setActionDone: command('coaching.setActionDone', setActionDoneInput, setActionDone),
  followedUp: command('coaching.followedUp', followedUpInput, followedUp),
})
