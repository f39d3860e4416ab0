import { type Fold, foldOf } from '#client/offline/cache/fold.ts'
import type { BudgetView, ExposureView } from '#shared/check-ins/exposure-views.ts'
import type { OwnCheckIns, SettingsView, TalkRequestView } from '#shared/check-ins/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import {
  inOwnTalks,
  withBudget,
  withCheckIn,
  withConsent,
  withExposure,
  withoutExposure,
  withRemoved,
  withSettings,
  withTakenBack,
  withTalk,
  withTalkAnswered,
  withTalkEnded,
} from './check-ins-changes.ts'
import {
  answerTalk,
  askToTalk,
  closeTalk,
  removeCheckIns,
  removeExposure,
  saveCheckIn,
  saveExposure,
  setBudget,
  setConsent,
  setSettings,
  takeBack,
  withdrawTalk,
} from './check-ins-commands.ts'

/** One's own check-ins, consent and requests to talk, with one's unsent commands over them. */
export function ownFolds(by: PersonRef): Fold<OwnCheckIns>[] {
  return [
    foldOf(setConsent, (view: OwnCheckIns, input, { claimedAt }) => withConsent(view, input, claimedAt)),
    foldOf(saveCheckIn, (view: OwnCheckIns, input, { claimedAt }) => withCheckIn(view, input, claimedAt)),
    foldOf(takeBack, (view: OwnCheckIns, input) => withTakenBack(view, input)),
    foldOf(removeCheckIns, (view: OwnCheckIns, input) => withRemoved(view, input)),
    foldOf(askToTalk, (view: OwnCheckIns, input, { claimedAt }) =>
      withTalk(view, input, { by, at: claimedAt }),
    ),
    foldOf(closeTalk, (view: OwnCheckIns, input) =>
      inOwnTalks(view, (talks) => withTalkEnded(talks, input, 'closed')),
    ),
    foldOf(withdrawTalk, (view: OwnCheckIns, input) =>
      inOwnTalks(view, (talks) => withTalkEnded(talks, input, 'withdrawn')),
    ),
  ]
}

type Talks = readonly TalkRequestView[]
/** The requests that wait for this reader. */
export const talkFolds: Fold<Talks>[] = [
  foldOf(answerTalk, (talks: Talks, input, { claimedAt }) => withTalkAnswered(talks, input, claimedAt)),
  foldOf(closeTalk, (talks: Talks, input) => withTalkEnded(talks, input, 'closed')),
]

export const exposureFolds: Fold<ExposureView>[] = [
  foldOf(saveExposure, (view: ExposureView, input) => withExposure(view, input)),
  foldOf(removeExposure, (view: ExposureView, { entryId }) => withoutExposure(view, entryId)),
]

export const budgetFolds: Fold<readonly BudgetView[]>[] = [
  foldOf(setBudget, (view: readonly BudgetView[], input) => withBudget(view, input)),
]

export const settingsFolds: Fold<SettingsView>[] = [
  foldOf(setSettings, (view: SettingsView, input, { base }) => withSettings(view, input, base)),
]
