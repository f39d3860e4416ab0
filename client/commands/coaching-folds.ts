import { type Fold, foldOf, type PendingCommand } from '#client/offline/cache/fold.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import {
  withAcknowledgement,
  withActionDone,
  withFollowUp,
  withReply,
  withSavedNote,
} from './coaching-changes.ts'
import { acknowledge, followedUp, reply, saveNote, setActionDone } from './coaching-commands.ts'

/** A person's coaching with this reader's unsent commands over it. Today needs it as well as Coaching. */
export function coachingFolds(by: PersonRef): Fold<CoachingView>[] {
  const act = ({ claimedAt, base }: PendingCommand) => ({ by, at: claimedAt, base })
  return [
    foldOf(saveNote, (view: CoachingView, input, command) => withSavedNote(view, input, act(command))),
    foldOf(acknowledge, (view: CoachingView, input, command) =>
      withAcknowledgement(view, input, act(command)),
    ),
    foldOf(reply, (view: CoachingView, input, command) => withReply(view, input, act(command))),
    foldOf(setActionDone, (view: CoachingView, input, command) => withActionDone(view, input, act(command))),
    foldOf(followedUp, (view: CoachingView, input, command) => withFollowUp(view, input, act(command))),
  ]
}
