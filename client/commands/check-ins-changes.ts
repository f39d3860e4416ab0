import type { Act as Writing } from '#client/offline/outbox/phone-command.ts'
import type {
  AnswerTalkInput,
  AskToTalkInput,
  BudgetInput,
  CheckInInput,
  ExposureInput,
  FollowUpInput,
  ImportExposureInput,
  OfferTalkInput,
  RemoveExposureInput,
  RemoveInput,
  RemoveQuestionnaireInput,
  RotationInput,
  SaveCheckInInput,
  SaveQuestionnaireInput,
  SetConsentInput,
  SetContentPackInput,
  SetQuestionnaireConsentInput,
  SetRhythmInput,
  SettingsInput,
  SettleRotationInput,
  SuggestsInput,
  TalkInput,
  TopicInput,
} from '#shared/check-ins/contracts.ts'
import type { Budget, BudgetView, ExposureEntry, ExposureView } from '#shared/check-ins/exposure-views.ts'
import { scoreOf } from '#shared/check-ins/questionnaire-rules.ts'
import type { RotationsView, RotationView } from '#shared/check-ins/rotation-views.ts'
import type {
  ContentPackEntry,
  OwnCheckIns,
  OwnQuestionnaire,
  OwnQuestionnaires,
  SettingsView,
  SharedCheckIns,
  TalkRequestView,
} from '#shared/check-ins/views.ts'
import type { TodayView } from '#shared/today/views.ts'
import { withoutItems } from './today-changes.ts'

/**
 * What each command of wellbeing does to a view. All of them set what the command says and count nothing, so that
 * applying one to a view that already holds it changes nothing.
 */
type Act = Pick<Writing, 'by' | 'at' | 'version'>
type At = Pick<Writing, 'at'>

/** Withdrawing takes every check-in along, and when the person is asked for one. */
export function withConsent(
  view: OwnCheckIns,
  { given, textVersion }: SetConsentInput,
  { at }: At,
): OwnCheckIns {
  const { consent } = view
  const known = consent?.given === given && consent.textVersion === textVersion
  if (known && (given || (view.checkIns.length === 0 && !asks(view)))) return view
  return {
    ...view,
    consent: known ? consent : { given, textVersion, at },
    ...(given ? {} : { checkIns: [], followUps: [], rhythm: { kind: 'weekly' } }),
  }
}

const asks = ({ followUps = [], rhythm }: OwnCheckIns) =>
  followUps.length > 0 || (rhythm !== undefined && rhythm.kind !== 'weekly')

/** Returns the row that asks for the week's check-in gone with a withdrawal. */
export const withoutCheckInAsked = (view: TodayView, { given }: SetConsentInput): TodayView =>
  given ? view : withoutCheckInDue(view)

const sameRhythm = (a: SetRhythmInput['rhythm'], b: SetRhythmInput['rhythm']) =>
  a.kind === b.kind &&
  (a.kind !== 'chosen' || (b.kind === 'chosen' && a.weekday === b.weekday && a.time === b.time))

export function withRhythm(view: OwnCheckIns, { rhythm }: SetRhythmInput): OwnCheckIns {
  return view.rhythm && sameRhythm(view.rhythm, rhythm) ? view : { ...view, rhythm }
}

/** The week's row goes with another rhythm, whose own comes with the next reading. */
export const withoutWeekly = (view: TodayView): TodayView =>
  withoutItems(view, (item) => item.kind === 'check_in_due' && !item.followUp)

/** At the head; a day has one. */
export function withFollowUp(view: OwnCheckIns, { followUpId }: FollowUpInput, { at }: At): OwnCheckIns {
  const { followUps = [] } = view
  if (followUps.some((followUp) => followUp.followUpId === followUpId)) return view
  return { ...view, followUps: [{ followUpId, requestedAt: at }, ...followUps] }
}

export function withoutFollowUp(view: OwnCheckIns, { followUpId }: FollowUpInput): OwnCheckIns {
  const { followUps = [] } = view
  const others = followUps.filter((followUp) => followUp.followUpId !== followUpId)
  return others.length === followUps.length ? view : { ...view, followUps: others }
}

function inPack(
  view: OwnQuestionnaires,
  packId: string,
  change: (own: OwnQuestionnaire) => OwnQuestionnaire,
): OwnQuestionnaires {
  const known = view.packs.find(({ pack }) => pack.id === packId)
  if (!known) return view
  const now = change(known)
  return now === known ? view : { ...view, packs: view.packs.map((own) => (own === known ? now : own)) }
}

/** Withdrawing takes every answer to the questionnaire along. */
export const withQuestionnaireConsent = (
  view: OwnQuestionnaires,
  input: SetQuestionnaireConsentInput,
  { at }: At,
): OwnQuestionnaires =>
  inPack(view, input.packId, (own) => {
    const { consent } = own
    const known = consent?.given === input.given && consent.packVersion === input.packVersion
    if (known && (input.given || own.answers.length === 0)) return own
    return {
      ...own,
      consent: known ? consent : { ...input, at },
      answers: input.given ? own.answers : [],
    }
  })

/** At the head, with its score; what the server knows of it already stays as it says. */
export const withQuestionnaire = (
  view: OwnQuestionnaires,
  { answerId, packId, packVersion, values }: SaveQuestionnaireInput,
  { at }: At,
): OwnQuestionnaires =>
  inPack(view, packId, (own) => {
    if (own.answers.some((answer) => answer.answerId === answerId)) return own
    const made = { answerId, packId, packVersion, at, values, ...scoreOf(own.pack, values) }
    return { ...own, answers: [made, ...own.answers] }
  })

export function withoutQuestionnaire(
  view: OwnQuestionnaires,
  { answerId }: RemoveQuestionnaireInput,
): OwnQuestionnaires {
  const known = view.packs.find(({ answers }) => answers.some((answer) => answer.answerId === answerId))
  if (!known) return view
  return inPack(view, known.pack.id, (own) => ({
    ...own,
    answers: own.answers.filter((answer) => answer.answerId !== answerId),
  }))
}

/** Returns the list with the pack turned on or off; what somebody set later stays. */
export function withContentPack(
  view: ContentPackEntry[],
  { packId, turnedOn }: SetContentPackInput,
  { version }: Pick<Act, 'version'>,
): ContentPackEntry[] {
  const known = view.find((entry) => entry.packId === packId)
  if (!known || known.version >= version) return view
  return view.map((entry) => (entry === known ? { ...entry, turnedOn, version } : entry))
}

/** At the head; what the server knows of it already stays as it says. */
export function withCheckIn(view: OwnCheckIns, input: SaveCheckInInput, { at }: At): OwnCheckIns {
  const { checkInId, answers, note, audience, readerId } = input
  if (view.checkIns.some((checkIn) => checkIn.checkInId === checkInId)) return view
  const reader = view.leads.find(({ personId }) => personId === readerId) ?? null
  const made = { checkInId, at, answers, note, audience, reader, seenBy: [], version: 1 }
  return { ...view, checkIns: [made, ...view.checkIns] }
}

/** Takes a shared check-in back. The list of who has read it stays: that cannot be taken back. */
export function withTakenBack(view: OwnCheckIns, { checkInId }: CheckInInput): OwnCheckIns {
  const known = view.checkIns.find((checkIn) => checkIn.checkInId === checkInId)
  if (!known || known.audience === 'me') return view
  const now = { ...known, audience: 'me' as const, reader: null, version: known.version + 1 }
  return { ...view, checkIns: view.checkIns.map((checkIn) => (checkIn === known ? now : checkIn)) }
}

export function withRemoved(view: OwnCheckIns, { checkInId }: RemoveInput): OwnCheckIns {
  const checkIns =
    checkInId === null ? [] : view.checkIns.filter((checkIn) => checkIn.checkInId !== checkInId)
  return checkIns.length === view.checkIns.length ? view : { ...view, checkIns }
}

/** By when it is to be answered is worked out by the server; until then nothing is said of it. */
export function withTalk(
  view: OwnCheckIns,
  { requestId, addresseeId }: AskToTalkInput,
  act: Act,
): OwnCheckIns {
  if (view.talks.some((talk) => talk.requestId === requestId)) return view
  const to = view.addressees.find(({ person }) => person.personId === addresseeId)?.person
  const talk: TalkRequestView = {
    requestId,
    from: act.by,
    to: to ?? { personId: addresseeId, name: '' },
    state: 'asked',
    askedAt: act.at,
    dueAt: '',
    answer: null,
    proposedAt: null,
    answeredAt: null,
    unheard: false,
    version: 1,
  }
  const offers = view.offers.filter(({ from }) => from.personId !== addresseeId)
  return { ...view, talks: [talk, ...view.talks], offers }
}

/** The person's page says that the reader offered to talk; an earlier offer keeps its time. */
export function withOffer(view: SharedCheckIns, { personId }: OfferTalkInput, { at }: At): SharedCheckIns {
  return view.person.personId !== personId || view.offeredAt !== null ? view : { ...view, offeredAt: at }
}

type Talks = TalkRequestView[]

function changed(talks: Talks, requestId: string, change: (talk: TalkRequestView) => TalkRequestView) {
  const known = talks.find((talk) => talk.requestId === requestId)
  if (!known || known.state === 'closed' || known.state === 'withdrawn') return talks
  const now = change(known)
  return now === known ? talks : talks.map((talk) => (talk === known ? now : talk))
}

export function withTalkAnswered(talks: Talks, input: AnswerTalkInput, { at }: At): Talks {
  const { answer, proposedAt } = input
  return changed(talks, input.requestId, (talk) =>
    talk.state === 'answered' && talk.answer === answer && talk.proposedAt === proposedAt
      ? talk
      : { ...talk, state: 'answered', answer, proposedAt, answeredAt: at, version: talk.version + 1 },
  )
}

export function withTalkEnded(talks: Talks, { requestId }: TalkInput, state: 'closed' | 'withdrawn'): Talks {
  return changed(talks, requestId, (talk) => ({ ...talk, state, version: talk.version + 1 }))
}

/** The same change in one's own view, where the request is one's own. */
export function inOwnTalks(view: OwnCheckIns, change: (talks: Talks) => Talks): OwnCheckIns {
  const talks = change(view.talks)
  return talks === view.talks ? view : { ...view, talks }
}

/** New, or entered again under the same id; the newest day at the head. */
export function withExposure(view: ExposureView, input: ExposureInput): ExposureView {
  const { entryId, day, harm, minutes, startedAt } = input
  const known = view.entries.find((entry) => entry.entryId === entryId)
  const severity = input.severity === undefined ? (known?.severity ?? null) : input.severity
  const same =
    known &&
    known.day === day &&
    known.harm === harm &&
    known.minutes === minutes &&
    known.severity === severity &&
    (known.startedAt === null
      ? startedAt === null
      : Date.parse(known.startedAt) === Date.parse(startedAt ?? ''))
  if (same) return view
  const source = known?.source ?? 'own'
  const version = (known?.version ?? 0) + 1
  return withEntry(view, { entryId, day, harm, minutes, startedAt, severity, source, version })
}

function withEntry(view: ExposureView, entry: ExposureEntry): ExposureView {
  const others = view.entries.filter(({ entryId }) => entryId !== entry.entryId)
  const index = others.findIndex((other) => other.day <= entry.day)
  const entries = index < 0 ? [...others, entry] : [...others.slice(0, index), entry, ...others.slice(index)]
  return { ...view, entries }
}

/** Entries of a file; of the same day and kind, what was read in before takes the new values. */
export function withImportedExposure(view: ExposureView, { entries }: ImportExposureInput): ExposureView {
  return entries.reduce((shown: ExposureView, { entryId, day, harm, minutes, severity }) => {
    const known = shown.entries.find(
      (entry) => entry.source === 'file' && entry.day === day && entry.harm === harm,
    )
    if (known?.minutes === minutes && known.severity === severity) return shown
    const values = { day, harm, minutes, severity, source: 'file' as const }
    return withEntry(shown, {
      ...{ entryId: known?.entryId ?? entryId, startedAt: known?.startedAt ?? null, ...values },
      version: (known?.version ?? 0) + 1,
    })
  }, view)
}

export function withoutExposure(view: ExposureView, { entryId }: RemoveExposureInput): ExposureView {
  const entries = view.entries.filter((entry) => entry.entryId !== entryId)
  return entries.length === view.entries.length ? view : { ...view, entries }
}

/** A policy that is unknown here stays so: which there are the server says. */
export function withTopic(view: RotationView, { policy, leftOut }: TopicInput): RotationView {
  const isNew = view.topics.some((topic) => topic.policy === policy && topic.leftOut !== leftOut)
  if (!isNew) return view
  return {
    ...view,
    topics: view.topics.map((topic) => (topic.policy === policy ? { policy, leftOut } : topic)),
  }
}

export const withSuggests = (view: RotationView, { suggests }: SuggestsInput): RotationView =>
  view.suggests === suggests ? view : { ...view, suggests }

/** A request that is open already stays the one that there is. */
export function withRotation(view: RotationView, { rotationId }: RotationInput, { at }: At): RotationView {
  if (view.request?.state === 'open' || view.request?.rotationId === rotationId) return view
  return { ...view, request: { rotationId, state: 'open', askedAt: at, endedAt: null, version: 1 } }
}

export function withRotationWithdrawn(
  view: RotationView,
  { rotationId }: RotationInput,
  { at }: At,
): RotationView {
  const { request } = view
  if (request?.rotationId !== rotationId || request.state !== 'open') return view
  return { ...view, request: { ...request, state: 'withdrawn', endedAt: at, version: request.version + 1 } }
}

/** Takes a request that a lead settled off their list. */
export function withRotationSettled(view: RotationsView, { rotationId }: SettleRotationInput): RotationsView {
  const others = view.filter((request) => request.rotationId !== rotationId)
  return others.length === view.length ? view : others
}

const sameBudget = (a: Budget, b: Budget) =>
  a.minutesPerDay === b.minutesPerDay && a.minutesWithoutBreak === b.minutesWithoutBreak

export function withBudget(view: BudgetView[], input: BudgetInput): BudgetView[] {
  const { teamId, minutesPerDay, minutesWithoutBreak } = input
  const budget = { minutesPerDay, minutesWithoutBreak }
  const known = view.find((item) => item.teamId === teamId)
  if (!known || sameBudget(known.budget, budget)) return view
  return view.map((item) => (item === known ? { ...known, budget, version: known.version + 1 } : item))
}

/** Returns the settings as the command leaves them; those that somebody set later stay. */
export function withSettings(
  view: SettingsView,
  input: SettingsInput,
  { version }: Pick<Act, 'version'>,
): SettingsView {
  return view.version >= version ? view : { ...input, version }
}

/** Takes what asks for a check-in off Today: one was given. */
export const withoutCheckInDue = (view: TodayView): TodayView =>
  withoutItems(view, ({ kind }) => kind === 'check_in_due')

/** Takes a request to talk off Today: it is answered, or needs no answer any more. */
export const withoutTalk = (view: TodayView, { requestId }: TalkInput): TodayView =>
  withoutItems(view, (item) => item.kind === 'talk' && item.requestId === requestId)

/** Takes the offers of whoever is asked now off Today. */
export const withoutOffer = (view: TodayView, { addresseeId }: AskToTalkInput): TodayView =>
  withoutItems(view, ({ kind, person }) => kind === 'talk_offered' && person.personId === addresseeId)

/** Takes a request for a rotation off Today: a lead settled it. */
export const withoutRotation = (view: TodayView, { rotationId }: SettleRotationInput): TodayView =>
  withoutItems(view, (item) => item.kind === 'rotation' && item.rotationId === rotationId)
