import type { QueryClient } from '@tanstack/react-query'
import { type Api, trpc } from '#client/lib/trpc.ts'
import { defineCommand } from '#client/offline/outbox/command-registry.ts'
import {
  type AnswerTalkInput,
  answerTalkInput,
  askToTalkInput,
  type BudgetInput,
  budgetInput,
  type CheckInInput,
  checkInInput,
  type ExposureInput,
  exposureInput,
  type OpenProtocolInput,
  openProtocolInput,
  type RemoveExposureInput,
  type RemoveInput,
  removeExposureInput,
  removeInput,
  type SaveCheckInInput,
  type SetConsentInput,
  type SettingsInput,
  saveCheckInInput,
  setConsentInput,
  settingsInput,
  type TalkInput,
  talkInput,
} from '#shared/check-ins/contracts.ts'
import type { BudgetView, ExposureView } from '#shared/check-ins/exposure-views.ts'
import type { OwnCheckIns, SettingsView, TalkRequestView } from '#shared/check-ins/views.ts'
import type { CommandResult } from '#shared/core/command.ts'
import type { TodayItem } from '#shared/today/kinds.ts'
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
import { withoutItems } from './today-changes.ts'
import { changeToday } from './today-commands.ts'

type Answer<Input> = { input: Input; result: CommandResult }

/** Nothing is sent before the consent that it rests on. */
const consentEntity = 'consent'

async function change<View>(queries: QueryClient, queryKey: readonly unknown[], how: (view: View) => View) {
  await queries.cancelQueries({ queryKey })
  queries.setQueryData<View>(queryKey, (view) => view && how(view))
}
const changeOwn = (queries: QueryClient, how: (view: OwnCheckIns) => OwnCheckIns) =>
  change(queries, trpc.checkIns.own.queryKey(), how)
const changeTalks = (
  queries: QueryClient,
  how: (talks: readonly TalkRequestView[]) => readonly TalkRequestView[],
) => change(queries, trpc.checkIns.talks.queryKey(), how)
const changeExposure = (queries: QueryClient, how: (view: ExposureView) => ExposureView) =>
  change(queries, trpc.checkIns.exposure.queryKey(), how)

/** Which rows of Today end because of a command, for the fold and for the answer alike. */
export const endsCheckInDue = (item: TodayItem) => item.kind === 'check_in_due'
export const endsTalk =
  ({ requestId }: TalkInput) =>
  (item: TodayItem) =>
    item.kind === 'talk' && item.requestId === requestId

export const setConsent = defineCommand({
  name: 'checkIns.setConsent',
  version: 1,
  input: setConsentInput,
  entities: () => [consentEntity],
  send: (api: Api, meta, { input, signal }) => api.checkIns.setConsent.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input, result }: Answer<SetConsentInput>) =>
    changeOwn(queries, (view) => withConsent(view, input, result.at)),
})

export const saveCheckIn = defineCommand({
  name: 'checkIns.save',
  version: 1,
  input: saveCheckInInput,
  entities: ({ checkInId }) => [checkInId],
  refs: () => [consentEntity],
  send: (api: Api, meta, { input, signal }) => api.checkIns.save.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: Answer<SaveCheckInInput>) {
    await changeOwn(queries, (view) => withCheckIn(view, input, result.at))
    await changeToday(queries, (view) => withoutItems(view, endsCheckInDue))
  },
})

export const takeBack = defineCommand({
  name: 'checkIns.takeBack',
  version: 1,
  input: checkInInput,
  entities: ({ checkInId }) => [checkInId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.takeBack.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: Answer<CheckInInput>) =>
    changeOwn(queries, (view) => withTakenBack(view, input)),
})

export const removeCheckIns = defineCommand({
  name: 'checkIns.remove',
  version: 1,
  input: removeInput,
  entities: ({ checkInId }) => [checkInId ?? 'check-ins'],
  send: (api: Api, meta, { input, signal }) => api.checkIns.remove.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: Answer<RemoveInput>) =>
    changeOwn(queries, (view) => withRemoved(view, input)),
})

/** By when it is to be answered comes with the next reading, which the server's notice starts. */
export const askToTalk = defineCommand({
  name: 'checkIns.askToTalk',
  version: 1,
  input: askToTalkInput,
  entities: ({ requestId }) => [requestId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.askToTalk.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }) {
    const person = queries.getQueryData(trpc.people.me.queryKey())?.person
    const by = { personId: person?.personId ?? '', name: person?.name ?? '' }
    await changeOwn(queries, (view) => withTalk(view, input, { by, at: result.at }))
  },
})

export const answerTalk = defineCommand({
  name: 'checkIns.answerTalk',
  version: 1,
  input: answerTalkInput,
  entities: ({ requestId }) => [requestId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.answerTalk.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input, result }: Answer<AnswerTalkInput>) {
    await changeTalks(queries, (talks) => withTalkAnswered(talks, input, result.at))
    await changeToday(queries, (view) => withoutItems(view, endsTalk(input)))
  },
})

/** The talk took place, or needs none any more; whoever of the two says so. */
export const closeTalk = defineCommand({
  name: 'checkIns.closeTalk',
  version: 1,
  input: talkInput,
  entities: ({ requestId }) => [requestId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.closeTalk.mutate({ meta, input }, { signal }),
  async intoCache(queries, { input }: Answer<TalkInput>) {
    await changeTalks(queries, (talks) => withTalkEnded(talks, input, 'closed'))
    await changeOwn(queries, (view) => inOwnTalks(view, (talks) => withTalkEnded(talks, input, 'closed')))
    await changeToday(queries, (view) => withoutItems(view, endsTalk(input)))
  },
})

export const withdrawTalk = defineCommand({
  name: 'checkIns.withdrawTalk',
  version: 1,
  input: talkInput,
  entities: ({ requestId }) => [requestId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.withdrawTalk.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: Answer<TalkInput>) =>
    changeOwn(queries, (view) => inOwnTalks(view, (talks) => withTalkEnded(talks, input, 'withdrawn'))),
})

export const saveExposure = defineCommand({
  name: 'checkIns.saveExposure',
  version: 1,
  input: exposureInput,
  entities: ({ entryId }) => [entryId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.saveExposure.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: Answer<ExposureInput>) =>
    changeExposure(queries, (view) => withExposure(view, input)),
})

export const removeExposure = defineCommand({
  name: 'checkIns.removeExposure',
  version: 1,
  input: removeExposureInput,
  entities: ({ entryId }) => [entryId],
  send: (api: Api, meta, { input, signal }) =>
    api.checkIns.removeExposure.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: Answer<RemoveExposureInput>) =>
    changeExposure(queries, (view) => withoutExposure(view, input.entryId)),
})

/** `base` is the version of the team's budget. */
export const setBudget = defineCommand({
  name: 'checkIns.setBudget',
  version: 1,
  input: budgetInput,
  entities: ({ teamId }) => [`budget:${teamId}`],
  send: (api: Api, meta, { input, signal }) => api.checkIns.setBudget.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input }: Answer<BudgetInput>) =>
    change<readonly BudgetView[]>(queries, trpc.checkIns.budgets.queryKey(), (view) =>
      withBudget(view, input),
    ),
})

/** By an administrator; `base` is the version of the settings. */
export const setSettings = defineCommand({
  name: 'checkIns.setSettings',
  version: 1,
  input: settingsInput,
  entities: () => ['wellbeing-settings'],
  send: (api: Api, meta, { input, signal }) => api.checkIns.setSettings.mutate({ meta, input }, { signal }),
  intoCache: (queries, { input, result }: Answer<SettingsInput>) =>
    change<SettingsView>(queries, trpc.checkIns.settings.queryKey(), (view) =>
      withSettings(view, input, result.version - 1),
    ),
})

/** What to do when somebody was told something grave was opened: that, and nothing else, is kept. */
export const openProtocol = defineCommand({
  name: 'checkIns.openProtocol',
  version: 1,
  input: openProtocolInput,
  entities: ({ openingId }: OpenProtocolInput) => [openingId],
  send: (api: Api, meta, { input, signal }) => api.checkIns.openProtocol.mutate({ meta, input }, { signal }),
})
