import { expect, test } from 'vitest'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import { officeWeather } from '#server/demo/office-weather.ts'
import type { SaveCheckInInput } from '#shared/check-ins/contracts.ts'
import type { ExposureView } from '#shared/check-ins/exposure-views.ts'
import type { RotationView } from '#shared/check-ins/rotation-views.ts'
import type {
  ContentPackEntry,
  OwnCheckIns,
  OwnQuestionnaires,
  TalkRequestView,
} from '#shared/check-ins/views.ts'
import { pendingCommand, screenOf } from '#tests/support/folded.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const me = { personId: id(1), name: '민지' }
const lead = { personId: id(2), name: '해솔' }
const screen = screenOf(me)
type Noun =
  | 'questionnaires'
  | 'contentPacks'
  | 'own'
  | 'talks'
  | 'exposure'
  | 'rotation'
  | 'rotations'
  | 'budgets'
  | 'settings'

const empty: OwnCheckIns = {
  consent: null,
  checkIns: [],
  talks: [],
  offers: [],
  leads: [lead],
  addressees: [{ person: lead, standing: 'lead' }],
  programme: { name: null, phone: null, url: null, verifiedOn: null },
  retentionDays: 90,
  rhythm: { kind: 'weekly' },
  followUps: [],
}
const yes = { given: true, textVersion: 1 }
const no = { given: false, textVersion: 1 }
const shared: SaveCheckInInput = {
  checkInId: id(10),
  answers: { energy: 2, load: 1, support: null },
  note: '오늘은 무겁습니다.',
  audience: 'lead',
  readerId: lead.personId,
}

const pending = (name: string, input: unknown) => pendingCommand(`checkIns.${name}`, input)

const fold = <View>(view: View, commands: PendingCommand[], noun = 'own' as Noun): View =>
  screen.shown(`checkIns.${noun}`, view, commands)
/** Applying it to a view that holds it already changes nothing. */
function settles<View>(view: View, commands: PendingCommand[], noun?: Noun): View {
  const shown = fold(view, commands, noun)
  expect(fold(shown, commands, noun)).toBe(shown)
  return shown
}

test('consent and a check-in without a network stand in one’s own view at once', () => {
  const shown = settles(empty, [pending('setConsent', yes), pending('save', shared)])
  expect(shown.consent).toMatchObject(yes)
  expect(shown.checkIns).toMatchObject([{ checkInId: id(10), audience: 'lead', reader: lead, seenBy: [] }])
})

test('what was shared and taken back is one’s own again, and nobody is its reader', () => {
  const commands = [pending('save', shared), pending('takeBack', { checkInId: id(10) })]
  const shown = fold(empty, commands)
  expect(shown.checkIns).toMatchObject([{ audience: 'me', reader: null, version: 2 }])
  expect(fold(shown, [pending('takeBack', { checkInId: id(10) })])).toBe(shown)
  expect(fold(empty, [pending('takeBack', { checkInId: id(11) })])).toBe(empty)
})

test('delete now leaves nothing to read, one by one or all', () => {
  const two = [pending('save', shared), pending('save', { ...shared, checkInId: id(11) })]
  const removed = settles(fold(empty, two), [pending('remove', { checkInId: id(10) })])
  expect(removed.checkIns.map(({ checkInId }) => checkInId)).toEqual([id(11)])
  const none = settles(fold(empty, two), [pending('remove', { checkInId: null })])
  expect(none.checkIns).toEqual([])
})

test('withdrawing takes every check-in along and leaves requests to talk alone', () => {
  const ask = pending('askToTalk', { requestId: id(20), addresseeId: lead.personId })
  const before = fold(empty, [pending('setConsent', yes), pending('save', shared), ask])
  const after = settles(before, [pending('setConsent', no)])
  expect(after.consent).toMatchObject(no)
  expect(after.checkIns).toEqual([])
  expect(after.talks).toHaveLength(1)
})

test('asking to talk says who asks whom, and claims no time that only the server knows', () => {
  const ask = pending('askToTalk', { requestId: id(20), addresseeId: lead.personId })
  const [talk] = settles(empty, [ask]).talks
  expect(talk).toMatchObject({ from: me, to: lead, state: 'asked', dueAt: '' })
  const withdrawn = fold(empty, [ask, pending('withdrawTalk', { requestId: id(20) })])
  expect(withdrawn.talks[0]?.state).toBe('withdrawn')
  expect(fold(withdrawn, [pending('closeTalk', { requestId: id(20) })])).toBe(withdrawn)
})

const asked: TalkRequestView = {
  ...{ requestId: id(20), from: me, to: lead, state: 'asked', askedAt: '2026-11-26T00:00:00Z' },
  ...{ dueAt: '2026-11-27T00:00:00Z', answer: null, proposedAt: null, answeredAt: null },
  ...{ unheard: false, version: 1 },
}

test('an answer stands where the lead gave it, and may be given otherwise until it is over', () => {
  const answer = { requestId: id(20), answer: 'time_proposed', proposedAt: '2026-11-26T07:00:00.000Z' }
  const given = settles<readonly TalkRequestView[]>([asked], [pending('answerTalk', answer)], 'talks')
  expect(given).toMatchObject([{ state: 'answered', answer: 'time_proposed', version: 2 }])
  const soon = { ...answer, answer: 'will_talk', proposedAt: null }
  expect(fold(given, [pending('answerTalk', soon)], 'talks')).toMatchObject([{ answer: 'will_talk' }])
  const closed = fold(given, [pending('closeTalk', { requestId: id(20) })], 'talks')
  expect(fold(closed, [pending('answerTalk', soon)], 'talks')).toBe(closed)
})

test('an exposure entry takes its place by day, is corrected under its id, and goes', () => {
  const view: ExposureView = {
    entries: [
      {
        ...{ entryId: id(30), day: '2026-11-25', harm: 'hate', minutes: 30, startedAt: null },
        ...{ severity: null, source: 'file', version: 1 },
      },
    ],
    budget: { minutesPerDay: 240, minutesWithoutBreak: 120 },
    day: '2026-11-26',
    retentionDays: 90,
  }
  const entry = { entryId: id(31), day: '2026-11-26', harm: 'violence', minutes: 90, startedAt: null }
  const late = { ...entry, entryId: id(32), day: '2026-11-24' }
  const shown = settles(view, [pending('saveExposure', entry), pending('saveExposure', late)], 'exposure')
  expect(shown.entries.map(({ day }) => day)).toEqual(['2026-11-26', '2026-11-25', '2026-11-24'])
  const corrected = settles(shown, [pending('saveExposure', { ...entry, minutes: 60 })], 'exposure')
  expect(corrected.entries[0]).toMatchObject({ minutes: 60, version: 2 })
  expect(corrected.entries).toHaveLength(3)
  const gone = settles(shown, [pending('removeExposure', { entryId: id(31) })], 'exposure')
  expect(gone.entries).toHaveLength(2)
  // Said with a severity and then sent by a phone that knows none: it stays.
  const strong = settles(shown, [pending('saveExposure', { ...entry, severity: 'high' })], 'exposure')
  expect(strong.entries[0]).toMatchObject({ severity: 'high', source: 'own' })
  const kept = fold(strong, [pending('saveExposure', { ...entry, minutes: 60 })], 'exposure')
  expect(kept.entries[0]).toMatchObject({ severity: 'high', minutes: 60 })
  // A file changes what was read in of the same day and kind, under the id that it has.
  const rows = [
    { entryId: id(33), day: '2026-11-25', harm: 'hate', minutes: 45, severity: 'low' },
    { entryId: id(34), day: '2026-11-26', harm: 'violence', minutes: 10, severity: null },
  ]
  const imported = settles(shown, [pending('importExposure', { entries: rows })], 'exposure')
  expect(imported.entries).toHaveLength(4)
  expect(imported.entries.find(({ entryId }) => entryId === id(30))).toMatchObject({
    ...{ minutes: 45, severity: 'low', source: 'file', version: 2 },
  })
})

test('topics and a request for a rotation stand in one’s own view at once, and a second request adds nothing', () => {
  const view: RotationView = {
    topics: [
      { policy: 'hate', leftOut: false },
      { policy: 'spam', leftOut: true },
    ],
    ...{ suggests: false, mayAsk: true, request: null },
  }
  const topic = pending('setTopic', { policy: 'hate', leftOut: true })
  const shown = settles(view, [topic, pending('setSuggests', { suggests: true })], 'rotation')
  expect(shown).toMatchObject({ suggests: true, topics: [{ leftOut: true }, { leftOut: true }] })
  expect(fold(view, [pending('setTopic', { policy: 'unknown', leftOut: true })], 'rotation')).toBe(view)
  const asked = settles(view, [pending('askRotation', { rotationId: id(60) })], 'rotation')
  expect(asked.request).toMatchObject({ rotationId: id(60), state: 'open', endedAt: null })
  expect(fold(asked, [pending('askRotation', { rotationId: id(61) })], 'rotation')).toBe(asked)
  const withdraw = pending('withdrawRotation', { rotationId: id(60) })
  expect(settles(asked, [withdraw], 'rotation').request?.state).toBe('withdrawn')
})

test('a rotation that a lead settled leaves their list', () => {
  const rotations = [60, 61].map((n) => ({
    rotationId: id(n),
    person: me,
    at: '2026-11-26T00:00:00Z',
    version: 1,
  }))
  const settle = pending('settleRotation', { rotationId: id(60), outcome: 'talked' })
  expect(settles(rotations, [settle], 'rotations').map(({ rotationId }) => rotationId)).toEqual([id(61)])
})

test('a lead sets the limits of one team and of no other', () => {
  const budget = { minutesPerDay: 240, minutesWithoutBreak: 120 }
  const teams = [id(40), id(41)].map((teamId) => ({ teamId, name: teamId, budget, version: 1 }))
  const input = { teamId: id(41), minutesPerDay: 180, minutesWithoutBreak: 90 }
  const shown = settles(teams, [pending('setBudget', input)], 'budgets')
  expect(shown.map((removed) => removed.budget.minutesPerDay)).toEqual([240, 180])
})

test('settings count on from the version they were changed from, and a later one stays', () => {
  const view = { programme: empty.programme, retentionDays: 90, version: 3 }
  const input = {
    programme: { ...empty.programme, name: '마음 상담실', phone: '02-1234-5678' },
    retentionDays: 60,
  }
  const command = { ...pending('setSettings', input), base: 3 }
  expect(settles(view, [command], 'settings')).toEqual({ ...input, version: 4 })
  const later = { ...view, version: 5 }
  expect(fold(later, [command], 'settings')).toBe(later)
})

test('a follow-up and a rhythm without a network stand at once, are taken back, and go with the consent', () => {
  const asked = pending('requestFollowUp', { followUpId: id(50) })
  const chosen = { kind: 'chosen', weekday: 4, time: '15:00' } as const
  const shown = settles(empty, [pending('setConsent', yes), asked, pending('setRhythm', { rhythm: chosen })])
  expect(shown).toMatchObject({ followUps: [{ followUpId: id(50) }], rhythm: chosen })
  expect(fold(shown, [pending('cancelFollowUp', { followUpId: id(50) })]).followUps).toEqual([])
  expect(fold(empty, [pending('cancelFollowUp', { followUpId: id(51) })])).toBe(empty)
  const withdrawn = settles(shown, [pending('setConsent', no)])
  expect(withdrawn).toMatchObject({ followUps: [], rhythm: { kind: 'weekly' } })
})

test('an answer to a questionnaire has its score at once, and goes by itself or with the consent', () => {
  const view: OwnQuestionnaires = {
    retentionDays: 90,
    packs: [{ pack: officeWeather, turnedOn: true, consent: null, answers: [] }],
  }
  const about = { packId: officeWeather.id, packVersion: officeWeather.version }
  const answer = pending('saveQuestionnaire', { ...about, answerId: id(60), values: [0, 1, 3] })
  const agreed = pending('setQuestionnaireConsent', { ...about, textVersion: 1, given: true })
  const shown = settles(view, [agreed, answer], 'questionnaires')
  expect(shown.packs).toMatchObject([
    { consent: { given: true }, answers: [{ answerId: id(60), score: 10, low: 0, high: 90 }] },
  ])
  const removed = settles(shown, [pending('removeQuestionnaire', { answerId: id(60) })], 'questionnaires')
  expect(removed.packs[0]?.answers).toEqual([])
  const withdrawn = pending('setQuestionnaireConsent', { ...about, textVersion: 1, given: false })
  expect(settles(shown, [withdrawn], 'questionnaires').packs).toMatchObject([
    { consent: { given: false }, answers: [] },
  ])
  const other = pending('saveQuestionnaire', { ...about, packId: 'another', answerId: id(61), values: [] })
  expect(fold(view, [other], 'questionnaires')).toBe(view)
})

test('a pack is turned on from the version that was looked at, and a later one stays', () => {
  const entry: ContentPackEntry = {
    ...{ packId: 'office-weather', packVersion: '1.0', title: { en: 'Office weather' }, items: 3 },
    ...{ leastDistanceDays: 14, licence: 'Invented', source: 'A test', turnedOn: false, version: 1 },
  }
  const turned = { ...pending('setContentPack', { packId: entry.packId, turnedOn: true }), base: 1 }
  expect(settles([entry], [turned], 'contentPacks')).toEqual([{ ...entry, turnedOn: true, version: 2 }])
  const later = [{ ...entry, version: 3 }]
  expect(fold(later, [turned], 'contentPacks')).toBe(later)
})
