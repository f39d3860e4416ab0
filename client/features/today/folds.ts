import { answerAnotherLook, isLook } from '#client/offline/audits-commands.ts'
import {
  answerTalk,
  closeTalk,
  endsCheckInDue,
  endsTalk,
  saveCheckIn,
} from '#client/offline/check-ins-commands.ts'
import { acknowledge, endedBy, followedUp, reply, setActionDone } from '#client/offline/coaching-commands.ts'
import { type Fold, foldOf } from '#client/offline/fold.ts'
import { withoutItems, withSettled, withUnsettled } from '#client/offline/today-changes.ts'
import { settle, unsettle } from '#client/offline/today-commands.ts'
import type { TodayView } from '#shared/today.ts'

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
