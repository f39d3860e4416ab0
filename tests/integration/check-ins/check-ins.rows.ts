import { v7 as uuidv7 } from 'uuid'
import { officeWeather } from '#server/demo/office-weather.ts'
import { type CheckInAudience, checkInAudiences } from '#shared/check-ins/rules.ts'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { everybody, leads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { checkIn, consentToPack, installPack } from './check-ins.world.ts'

const leadId = ({ people }: World) => people.lead.person.personId
const checkInOf = (audience: CheckInAudience) => ({
  checkInId: uuidv7(),
  answers: { energy: 3, load: null, support: null },
  note: null,
  audience,
  readerId: null,
})
async function askedToTalk(world: World): Promise<string> {
  const requestId = uuidv7()
  const { subject } = world.people
  await subject.client.checkIns.askToTalk.mutate({
    meta: subject.meta(),
    input: { requestId, addresseeId: leadId(world) },
  })
  return requestId
}

async function askedToRotate(world: World): Promise<string> {
  const { subject } = world.people
  const { request } = await subject.client.checkIns.rotation.query()
  if (request?.state === 'open') return request.rotationId
  const rotationId = uuidv7()
  await subject.client.checkIns.askRotation.mutate({ meta: subject.meta(), input: { rotationId } })
  return rotationId
}

export const rows: readonly Row[] = [
  ...[
    ...['own', 'download', 'sharedWithMe', 'talks', 'exposure', 'rotation', 'rotations'],
    ...['budgets', 'questionnaires', 'settings'],
  ].map(
    (name): Row => ({
      procedure: `checkIns.${name}`,
      state: 'own',
      allowed: everybody,
      input: () => undefined,
    }),
  ),
  {
    procedure: 'checkIns.setConsent',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { given: true, textVersion: 1 }),
  },
  {
    procedure: 'checkIns.save',
    state: 'with consent',
    allowed: everybody,
    input: async (who) => {
      await who.client.checkIns.setConsent.mutate({
        meta: who.meta(),
        input: { given: true, textVersion: 1 },
      })
      return commandOf(who, checkInOf('me'))
    },
  },
  ...checkInAudiences.map((audience) =>
    rowOn({
      procedure: 'checkIns.takeBack',
      state: `the subject’s, for ${audience}`,
      allowed: ['subject'],
      make: (world) => checkIn(world, { audience }),
      input: (who, checkInId) => commandOf(who, { checkInId }),
    }),
  ),
  {
    procedure: 'checkIns.remove',
    state: 'what is not one’s own, which is nothing to remove',
    allowed: everybody,
    input: (who) => commandOf(who, { checkInId: uuidv7() }),
  },
  rowOn({
    procedure: 'checkIns.shared',
    state: 'of the subject',
    allowed: ['lead'],
    make: (world) => checkIn(world, { audience: 'lead' }),
    input: (_, __, world) => ({ personId: subjectOf(world) }),
  }),
  {
    procedure: 'checkIns.contentPacks',
    state: 'own organisation',
    allowed: ['admin', 'foreignAdmin'],
    input: () => undefined,
  },
  rowOn({
    procedure: 'checkIns.setContentPack',
    state: 'installed in the organisation',
    allowed: ['admin'],
    make: installPack,
    input: async (who, _, world) => {
      const [pack] = await world.people.admin.client.checkIns.contentPacks.query()
      return commandOf(who, { packId: officeWeather.id, turnedOn: true }, pack?.version ?? null)
    },
  }),
  rowOn({
    procedure: 'checkIns.setQuestionnaireConsent',
    state: 'to one that is turned on in the organisation',
    allowed: everybody.filter((persona) => !persona.startsWith('foreign')),
    make: installPack,
    input: (who) => commandOf(who, consentToPack),
  }),
  rowOn({
    procedure: 'checkIns.saveQuestionnaire',
    state: 'of one that the subject alone consented to',
    allowed: ['subject'],
    make: async (world) => {
      const id = await installPack(world)
      const { subject } = world.people
      await subject.client.checkIns.setQuestionnaireConsent.mutate({
        meta: subject.meta(),
        input: consentToPack,
      })
      return id
    },
    input: (who) =>
      commandOf(who, {
        ...{ answerId: uuidv7(), packId: officeWeather.id, packVersion: officeWeather.version },
        values: [1, 1, 1],
      }),
  }),
  {
    procedure: 'checkIns.removeQuestionnaire',
    state: 'what is not one’s own, which is nothing to remove',
    allowed: everybody,
    input: (who) => commandOf(who, { answerId: uuidv7() }),
  },
  {
    procedure: 'checkIns.setRhythm',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { rhythm: { kind: 'chosen', weekday: 3, time: '15:00' } }),
  },
  {
    procedure: 'checkIns.requestFollowUp',
    state: 'with consent',
    allowed: everybody,
    input: async (who) => {
      await who.client.checkIns.setConsent.mutate({
        meta: who.meta(),
        input: { given: true, textVersion: 1 },
      })
      return commandOf(who, { followUpId: uuidv7() })
    },
  },
  {
    procedure: 'checkIns.cancelFollowUp',
    state: 'what is not one’s own, which is nothing to cancel',
    allowed: everybody,
    input: (who) => commandOf(who, { followUpId: uuidv7() }),
  },
  {
    procedure: 'checkIns.openProtocol',
    state: 'any',
    allowed: everybody,
    input: (who) => commandOf(who, { openingId: uuidv7() }),
  },
  {
    procedure: 'checkIns.askToTalk',
    state: 'to the lead',
    allowed: ['subject', 'peer'],
    input: (who, world) => commandOf(who, { requestId: uuidv7(), addresseeId: leadId(world) }),
  },
  {
    procedure: 'checkIns.askToTalk',
    state: 'to the manager above',
    allowed: ['subject', 'peer', ...leads],
    input: (who, { people }) =>
      commandOf(who, { requestId: uuidv7(), addresseeId: people.manager.person.personId }),
  },
  rowOn({
    procedure: 'checkIns.offerTalk',
    state: 'to the subject, who shares a check-in with the lead',
    allowed: ['lead'],
    make: (world) => checkIn(world, { audience: 'lead' }),
    input: (who, _, world) => commandOf(who, { offerId: uuidv7(), personId: subjectOf(world) }),
  }),
  rowOn({
    procedure: 'checkIns.answerTalk',
    state: 'asked of the lead',
    allowed: ['lead'],
    make: askedToTalk,
    input: (who, requestId) => commandOf(who, { requestId, answer: 'will_talk', proposedAt: null }),
  }),
  rowOn({
    procedure: 'checkIns.closeTalk',
    state: 'asked of the lead',
    allowed: ['lead', 'subject'],
    make: askedToTalk,
    input: (who, requestId) => commandOf(who, { requestId }),
  }),
  rowOn({
    procedure: 'checkIns.withdrawTalk',
    state: 'asked of the lead',
    allowed: ['subject'],
    make: askedToTalk,
    input: (who, requestId) => commandOf(who, { requestId }),
  }),
  {
    procedure: 'checkIns.totals',
    state: 'team one',
    allowed: [...leads, 'manager'],
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'checkIns.saveExposure',
    state: 'own',
    allowed: everybody,
    input: (who) =>
      commandOf(who, {
        entryId: uuidv7(),
        day: '2026-11-02',
        harm: 'violence',
        minutes: 30,
        startedAt: null,
      }),
  },
  {
    procedure: 'checkIns.removeExposure',
    state: 'what is not one’s own, which is nothing to remove',
    allowed: everybody,
    input: (who) => commandOf(who, { entryId: uuidv7() }),
  },
  {
    procedure: 'checkIns.importExposure',
    state: 'own',
    allowed: everybody,
    input: (who) =>
      commandOf(who, {
        entries: [
          { entryId: uuidv7(), day: '2026-11-03', harm: 'hate', minutes: 20, severity: 'low' as const },
        ],
      }),
  },
  {
    procedure: 'checkIns.setTopic',
    state: 'own, taken back',
    allowed: everybody,
    input: (who) => commandOf(who, { policy: 'none', leftOut: false }),
  },
  {
    procedure: 'checkIns.setSuggests',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { suggests: false }),
  },
  {
    procedure: 'checkIns.askRotation',
    state: 'own, of an analyst',
    allowed: ['subject', 'peer', 'otherAnalyst', 'formerAnalyst'],
    input: (who) => commandOf(who, { rotationId: uuidv7() }),
  },
  rowOn({
    procedure: 'checkIns.settleRotation',
    state: 'of the subject',
    allowed: leads,
    make: askedToRotate,
    input: (who, rotationId) => commandOf(who, { rotationId, outcome: 'talked' as const }),
  }),
  rowOn({
    procedure: 'checkIns.withdrawRotation',
    state: 'of the subject',
    allowed: ['subject'],
    make: askedToRotate,
    input: (who, rotationId) => commandOf(who, { rotationId }),
  }),
  {
    procedure: 'checkIns.setBudget',
    state: 'team one',
    allowed: leads,
    input: async (who, { team }) => {
      const budgets = await who.client.checkIns.budgets.query()
      const base = budgets.find(({ teamId }) => teamId === team)?.version ?? null
      return commandOf(who, { teamId: team, minutesPerDay: 200, minutesWithoutBreak: 90 }, base)
    },
  },
  {
    procedure: 'checkIns.delivery',
    state: 'to the subject',
    allowed: leads,
    input: (_, world) => ({ personId: subjectOf(world) }),
  },
  {
    procedure: 'checkIns.setSettings',
    state: 'own organisation',
    allowed: ['admin', 'foreignAdmin'],
    input: async (who) => {
      const { version } = await who.client.checkIns.settings.query()
      const programme = { name: 'Programme', phone: '1588-0000', url: null, verifiedOn: null }
      return commandOf(who, { programme, retentionDays: 60 }, version)
    },
  },
]
