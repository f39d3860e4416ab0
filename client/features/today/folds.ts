import { answerAnotherLook, isLook } from '#client/commands/audits-commands.ts'
import {
  answerTalk,
  closeTalk,
  endsCheckInDue,
  endsTalk,
  saveCheckIn,
} from '#client/commands/check-ins-commands.ts'
import { acknowledge, endedBy, followedUp, reply, setActionDone } from '#client/commands/coaching-commands.ts'
import { withoutItems, withSettled, withUnsettled } from '#client/commands/today-changes.ts'
import { settle, unsettle } from '#client/commands/today-commands.ts'
import { type Fold, foldOf } from '#client/offline/cache/fold.ts'
import type { TodayView } from '#shared/today/views.ts'

/** What was settled, and what ended because the thing itself was done, somewhere else in the app perhaps. */
export const todayFolds: Fold<TodayView>[] = [
  foldOf(settle, (view: TodayView, input, { claimedAt }) => withSettled(view, input, claimedAt)),
  foldOf(unsettle, (view: TodayView, { key }) => withUnsettled(view, key)),
  foldOf(acknowledge, (view: TodayView, input) => withoutItems(view, endedBy.acknowledge(input))),
  foldOf(reply, (view: TodayView, input) => withoutItems(view, endedBy.reply(input))),
  foldOf(setActionDone, (view: TodayView, input) => withoutItems(view, endedBy.setActionDone(input))),
  foldOf(followedUp, (view: TodayView, input) => withoutItems(view, endedBy.followedUp(input))),
  foldOf(answerTalk, (view: TodayView, input) => withoutItems(view, endsTalk(input))),
  foldOf(closeTalk, (view: TodayView, input) => withoutItems(view, endsTalk(input))),
  foldOf(saveCheckIn, (view: TodayView) => withoutItems(view, endsCheckInDue)),
  foldOf(answerAnotherLook, (view: TodayView, { lookId }) => withoutItems(view, isLook(lookId))),
]
