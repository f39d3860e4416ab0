import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appRouter } from '#server/transport/trpc/router.ts'
import { type CheckInAudience, checkInAudiences } from '#shared/check-ins/rules.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { CoachingView } from '#shared/coaching/views.ts'
import type { SignedIn } from '#tests/support/app.ts'
import { testPassword } from '#tests/support/people.ts'
import { escalationRows } from './escalation-rows.ts'
import type { Row } from './row.ts'
import {
  type Canary,
  callProcedure,
  canaries,
  checkIn,
  commandOf,
  insertAudit,
  makeWorld,
  noteInput,
  type Persona,
  personas,
  type World,
  writeNote,
} from './world.ts'

/**
 * Every procedure, in every state that matters, by everybody who might knock. Who is allowed is written here by hand and
 * not asked of shared/policy.ts; a procedure without a row fails.
 */
let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 120_000)
afterAll(() => world.app.stop())

const everybody: readonly Persona[] = personas
const leads: readonly Persona[] = ['lead', 'coLead']
const subjectAndLeads: readonly Persona[] = ['subject', ...leads]
const readersOf: Record<Audience, readonly Persona[]> = {
  me: ['lead'],
  person: ['lead', 'subject'],
  manager: ['lead', 'subject', 'manager'],
}
const audiences = ['me', 'person', 'manager'] as const
const subjectId = () => world.people.subject.person.personId

async function openLook(): Promise<string> {
  const lookId = uuidv7()
  const { subject } = world.people
  await subject.client.audits.askAnotherLook.mutate(
    commandOf(subject, { lookId, auditId: await insertAudit(world), reason: 'please' }) as never,
  )
  return lookId
}
async function answeredLook(): Promise<string> {
  const lookId = await openLook()
  const { lead } = world.people
  await lead.client.audits.answerAnotherLook.mutate({
    meta: lead.meta(1),
    input: { lookId, status: 'kept', answer: 'kept' },
  })
  return lookId
}
async function noteWithAction(audience: Audience, owner: string) {
  const noteId = uuidv7()
  const actionId = uuidv7()
  const { lead } = world.people
  const input = noteInput(world, { noteId, audience, text: 'words' })
  input.actions = [{ actionId, ownerId: owner, title: 'Read the policy', dueOn: null }]
  await lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
  return { noteId, actionId }
}
const tokenHash = () => randomBytes(32).toString('hex')
const standingIn = (teamId: string) => ({
  ...{ membershipId: uuidv7(), role: 'analyst' as const, teamId, function: null },
  ...{ startsOn: '2029-01-01', endsOn: null },
})
const newcomer = () => ({
  ...{
    personId: uuidv7(),
    name: 'New',
    email: `${uuidv7()}@example.org`,
    reference: null,
    locale: 'ko' as const,
  },
  ...{ standing: standingIn(world.team), tokenHash: tokenHash() },
})
async function invited() {
  const { admin } = world.people
  const input = newcomer()
  await admin.client.administration.invite.mutate({ meta: admin.meta(), input })
  return input
}
async function adminRole(): Promise<string> {
  const { client, person } = world.people.admin
  const { standings } = await client.administration.directoryPerson.query({ personId: person.personId })
  return standings[0]?.membershipId ?? ''
}
const teamNamed = (teamId: string) => ({ teamId, name: teamId, parentId: null, zone: 'Asia/Seoul' })
const leadId = () => world.people.lead.person.personId
const checkInOf = (audience: CheckInAudience) => ({
  checkInId: uuidv7(),
  answers: { energy: 3, load: null, support: null },
  note: null,
  audience,
  readerId: null,
})
async function askedToTalk(): Promise<string> {
  const requestId = uuidv7()
  const { subject } = world.people
  await subject.client.checkIns.askToTalk.mutate({
    meta: subject.meta(),
    input: { requestId, addresseeId: leadId() },
  })
  return requestId
}
const throwaway = async () => (await world.app.signIn(world.people.subject.person)).cookie()

const rows: Row[] = [
  {
    procedure: 'auth.signIn',
    state: 'right password',
    open: true,
    allowed: everybody,
    input: () => ({ email: world.people.peer.person.email, password: testPassword, device: 'x' }),
  },
  {
    procedure: 'auth.invitation',
    state: 'unknown token',
    open: true,
    allowed: everybody,
    answer: 'NOT_FOUND',
    input: () => ({ token: randomUUID() }),
  },
  {
    procedure: 'auth.acceptInvitation',
    state: 'unknown token',
    open: true,
    allowed: everybody,
    answer: 'NOT_FOUND',
    input: () => ({ token: randomUUID(), password: testPassword, locale: 'ko', device: 'x' }),
  },
  { procedure: 'auth.sessions', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'auth.endSession',
    state: 'somebody else’s',
    allowed: ['peer'],
    input: async () => ({ sessionId: await peerSession() }),
  },
  { procedure: 'people.me', state: 'own', allowed: everybody, input: () => undefined },
  { procedure: 'people.viewsOfMe', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'people.setPreferences',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { theme: 'system' }),
  },
  { procedure: 'inbox.list', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'inbox.read',
    state: 'the subject’s',
    allowed: ['subject'],
    input: async (who) => commandOf(who, { inboxIds: [await newsOfSubject()] }),
  },
  {
    procedure: 'administration.directory',
    state: 'everybody',
    allowed: ['admin', 'foreignAdmin'],
    input: () => ({ search: '' }),
  },
  {
    procedure: 'administration.directoryPerson',
    state: 'the subject',
    allowed: ['admin'],
    input: () => ({ personId: subjectId() }),
  },
  {
    procedure: 'administration.structure',
    state: 'own',
    allowed: ['admin', 'foreignAdmin'],
    input: () => undefined,
  },
  {
    procedure: 'administration.invite',
    state: 'to team one',
    allowed: ['admin'],
    input: (who) => commandOf(who, newcomer()),
  },
  {
    procedure: 'administration.inviteAgain',
    state: 'not yet signed in',
    allowed: ['admin'],
    input: async (who) => {
      const { personId, email } = await invited()
      return commandOf(who, { personId, email, tokenHash: tokenHash() })
    },
  },
  {
    procedure: 'administration.inviteAgain',
    state: 'signs in already',
    allowed: ['admin'],
    answer: 'CONFLICT',
    input: (who) =>
      commandOf(who, {
        personId: subjectId(),
        email: world.people.subject.person.email,
        tokenHash: tokenHash(),
      }),
  },
  {
    procedure: 'administration.giveRole',
    state: 'to the subject',
    allowed: ['admin'],
    input: (who) => commandOf(who, { personId: subjectId(), standing: standingIn(world.otherTeam) }),
  },
  {
    procedure: 'administration.giveRole',
    state: 'to oneself',
    allowed: [],
    input: (who) => commandOf(who, { personId: who.person.personId, standing: standingIn(world.team) }),
  },
  {
    procedure: 'administration.endRole',
    state: 'of one newly invited',
    allowed: ['admin'],
    input: async (who) => {
      const { standing } = await invited()
      return commandOf(who, { membershipId: standing.membershipId, endsOn: '2030-01-01' })
    },
  },
  {
    procedure: 'administration.endRole',
    state: 'of the last administrator',
    allowed: ['admin'],
    answer: 'CONFLICT',
    input: async (who) => commandOf(who, { membershipId: await adminRole(), endsOn: '2030-01-01' }),
  },
  {
    procedure: 'administration.saveTeam',
    state: 'new',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) => commandOf(who, teamNamed(uuidv7())),
  },
  {
    procedure: 'administration.saveTeam',
    state: 'renamed',
    allowed: ['admin'],
    input: async (who) => {
      const teamId = uuidv7()
      const { admin } = world.people
      const input = teamNamed(teamId)
      const { version } = await admin.client.administration.saveTeam.mutate({ meta: admin.meta(), input })
      // To another organisation's administrator neither team is there.
      return commandOf(who, { ...input, name: uuidv7(), parentId: world.otherTeam }, version)
    },
  },
  {
    procedure: 'administration.nameOrganisation',
    state: 'own',
    allowed: ['admin', 'foreignAdmin'],
    input: (who) => commandOf(who, { name: 'One' }),
  },
  { procedure: 'inbox.push', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'inbox.subscribe',
    state: 'own device',
    allowed: everybody,
    input: () => ({ endpoint: 'https://push.example.org/x', ...deviceKeys() }),
  },
  { procedure: 'inbox.unsubscribe', state: 'own device', allowed: everybody, input: () => undefined },
  { procedure: 'today.list', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'today.settle',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { key: 'any', how: 'done', until: null }),
  },
  {
    procedure: 'today.unsettle',
    state: 'own',
    allowed: everybody,
    input: (who) => commandOf(who, { key: 'any' }),
  },
  {
    procedure: 'scorecards.team',
    state: 'team one',
    allowed: [...leads, 'manager'],
    input: () => ({ teamId: world.team }),
  },
  { procedure: 'scorecards.teams', state: 'own', allowed: everybody, input: () => undefined },
  {
    procedure: 'scorecards.analyst',
    state: 'the subject',
    allowed: subjectAndLeads,
    input: () => ({ personId: subjectId() }),
  },
  {
    procedure: 'audits.cases',
    state: 'of the subject',
    allowed: subjectAndLeads,
    input: () => ({ personId: subjectId(), filter: 'all' }),
  },
  {
    procedure: 'audits.case',
    state: 'of the subject',
    allowed: subjectAndLeads,
    input: () => ({ auditId: world.auditId }),
  },
  {
    procedure: 'audits.askAnotherLook',
    state: 'none open',
    allowed: ['subject'],
    input: async (who) =>
      commandOf(who, { lookId: uuidv7(), auditId: await insertAudit(world), reason: 'please' }),
  },
  {
    procedure: 'audits.askAnotherLook',
    state: 'one open',
    allowed: ['subject'],
    answer: 'CONFLICT',
    input: (who) => commandOf(who, { lookId: uuidv7(), auditId: world.auditId, reason: 'please' }),
  },
  {
    procedure: 'audits.answerAnotherLook',
    state: 'open',
    allowed: leads,
    input: async (who) => commandOf(who, { lookId: await openLook(), status: 'changed', answer: 'right' }, 1),
  },
  {
    procedure: 'audits.answerAnotherLook',
    state: 'answered',
    allowed: leads,
    answer: 'CONFLICT',
    input: async (who) =>
      commandOf(who, { lookId: await answeredLook(), status: 'changed', answer: 'right' }, 1),
  },
  {
    procedure: 'coaching.person',
    state: 'the subject',
    allowed: [...subjectAndLeads, 'manager'],
    input: () => ({ personId: subjectId() }),
  },
  {
    procedure: 'coaching.saveNote',
    state: 'new',
    allowed: leads,
    input: (who) => commandOf(who, noteInput(world, { noteId: uuidv7(), audience: 'person', text: 'words' })),
  },
  ...['own', 'download', 'sharedWithMe', 'talks', 'exposure', 'budgets', 'settings'].map(
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
  ...checkInAudiences.map(
    (audience): Row => ({
      procedure: 'checkIns.takeBack',
      state: `the subject’s, for ${audience}`,
      allowed: ['subject'],
      input: async (who) =>
        commandOf(who, { checkInId: await checkIn(world, world.people.subject, { audience }) }),
    }),
  ),
  {
    procedure: 'checkIns.remove',
    state: 'what is not one’s own, which is nothing to remove',
    allowed: everybody,
    input: (who) => commandOf(who, { checkInId: uuidv7() }),
  },
  {
    procedure: 'checkIns.shared',
    state: 'of the subject',
    allowed: ['lead'],
    input: async () => {
      await checkIn(world, world.people.subject, { audience: 'lead' })
      return { personId: subjectId() }
    },
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
    input: (who) => commandOf(who, { requestId: uuidv7(), addresseeId: leadId() }),
  },
  {
    procedure: 'checkIns.askToTalk',
    state: 'to the manager above',
    allowed: ['subject', 'peer', ...leads],
    input: (who) =>
      commandOf(who, { requestId: uuidv7(), addresseeId: world.people.manager.person.personId }),
  },
  {
    procedure: 'checkIns.answerTalk',
    state: 'asked of the lead',
    allowed: ['lead'],
    input: async (who) =>
      commandOf(who, { requestId: await askedToTalk(), answer: 'will_talk', proposedAt: null }),
  },
  {
    procedure: 'checkIns.closeTalk',
    state: 'asked of the lead',
    allowed: ['lead', 'subject'],
    input: async (who) => commandOf(who, { requestId: await askedToTalk() }),
  },
  {
    procedure: 'checkIns.withdrawTalk',
    state: 'asked of the lead',
    allowed: ['subject'],
    input: async (who) => commandOf(who, { requestId: await askedToTalk() }),
  },
  {
    procedure: 'checkIns.totals',
    state: 'team one',
    allowed: [...leads, 'manager'],
    input: () => ({ teamId: world.team }),
  },
  {
    procedure: 'checkIns.saveExposure',
    state: 'own',
    allowed: everybody,
    input: (who) =>
      commandOf(who, {
        ...{ entryId: uuidv7(), day: '2026-11-02', harm: 'violence', minutes: 30, startedAt: null },
      }),
  },
  {
    procedure: 'checkIns.removeExposure',
    state: 'what is not one’s own, which is nothing to remove',
    allowed: everybody,
    input: (who) => commandOf(who, { entryId: uuidv7() }),
  },
  {
    procedure: 'checkIns.setBudget',
    state: 'team one',
    allowed: leads,
    input: async (who) => {
      const budgets = await who.client.checkIns.budgets.query()
      const base = budgets.find(({ teamId }) => teamId === world.team)?.version ?? null
      return commandOf(who, { teamId: world.team, minutesPerDay: 200, minutesWithoutBreak: 90 }, base)
    },
  },
  {
    procedure: 'checkIns.delivery',
    state: 'to the subject',
    allowed: leads,
    input: () => ({ personId: subjectId() }),
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
  ...audiences.flatMap((audience): Row[] => [
    {
      procedure: 'coaching.saveNote',
      state: `revised, for ${audience}`,
      allowed: ['lead'],
      input: async (who) =>
        commandOf(
          who,
          noteInput(world, { noteId: await writeNote(world, audience), audience, text: 'other words' }),
          1,
        ),
    },
    {
      procedure: 'coaching.revisions',
      state: `for ${audience}`,
      allowed: readersOf[audience],
      input: async () => ({ noteId: await writeNote(world, audience) }),
    },
    {
      procedure: 'coaching.acknowledge',
      state: `for ${audience}`,
      allowed: audience === 'me' ? [] : ['subject'],
      input: async (who) => commandOf(who, { noteId: await writeNote(world, audience), noteVersion: 1 }),
    },
    {
      procedure: 'coaching.reply',
      state: `for ${audience}`,
      allowed: readersOf[audience],
      input: async (who) =>
        commandOf(who, { noteId: await writeNote(world, audience), replyId: uuidv7(), text: 'reply' }),
    },
    {
      procedure: 'coaching.followedUp',
      state: `for ${audience}`,
      allowed: ['lead'],
      input: async (who) => commandOf(who, { noteId: await writeNote(world, audience) }),
    },
    {
      procedure: 'coaching.setActionDone',
      state: `the subject’s, for ${audience}`,
      allowed: audience === 'me' ? ['lead'] : ['lead', 'subject'],
      input: async (who) =>
        commandOf(who, { ...(await noteWithAction(audience, subjectId())), done: true }, 1),
    },
  ]),
]

async function newsOfSubject(): Promise<string> {
  const { subject } = world.people
  const noteId = await writeNote(world, 'person')
  const { items } = await subject.client.inbox.list.query()
  return items.find(({ entityId }) => entityId === noteId)?.inboxId ?? ''
}

function deviceKeys() {
  const p256dh = createECDH('prime256v1').generateKeys('base64url')
  return { p256dh, auth: randomBytes(16).toString('base64url') }
}
/** Rows about escalations: in escalation-rows.ts, by the same hand. */
rows.push(...escalationRows(() => world))

/** Walked through by tests of their own: they end the session, or never end. */
const elsewhere = ['auth.signOut', 'live.changes']

async function peerSession(): Promise<string> {
  const { client } = await world.app.signIn(world.people.peer.person)
  return (await client.auth.sessions.query()).find((session) => session.current)?.sessionId ?? ''
}

describe('the matrix', () => {
  it('has a row for every procedure', () => {
    const procedures = Object.keys(appRouter._def.procedures)
    const covered = new Set([...rows.map(({ procedure }) => procedure), ...elsewhere])
    expect(procedures.filter((procedure) => !covered.has(procedure))).toEqual([])
    expect([...covered].filter((procedure) => !procedures.includes(procedure))).toEqual([])
  })

  for (const row of rows) {
    it(`${row.procedure} (${row.state})`, async () => {
      const { app, people } = world
      const answers: Record<string, string> = {}
      for (const persona of personas) {
        const who = people[persona]
        answers[persona] = (
          await callProcedure(app.url, who.cookie(), row.procedure, await row.input(who))
        ).code
      }
      const refused = personas.filter((persona) => !row.allowed.includes(persona))
      for (const persona of row.allowed) expect(answers[persona], persona).toBe(row.answer ?? 'OK')
      for (const persona of refused)
        expect(['NOT_FOUND', 'FORBIDDEN'], `${persona}: ${answers[persona]}`).toContain(answers[persona])
      const stranger = await callProcedure(app.url, undefined, row.procedure, await row.input(people.subject))
      expect(stranger.code, 'stranger').toBe(row.open ? (row.answer ?? 'OK') : 'UNAUTHORIZED')
    })
  }

  it('auth.signOut ends the session it is called with, and needs one', async () => {
    const { url } = world.app
    const cookie = await throwaway()
    expect((await callProcedure(url, cookie, 'people.me', undefined)).code).toBe('OK')
    expect((await callProcedure(url, cookie, 'auth.signOut', undefined)).code).toBe('OK')
    expect((await callProcedure(url, cookie, 'people.me', undefined)).code).toBe('UNAUTHORIZED')
    expect((await callProcedure(url, undefined, 'auth.signOut', undefined)).code).toBe('UNAUTHORIZED')
  })

  it('the upload of an audit log is open to who leads the team alone', async () => {
    const { app, people, team } = world
    const options = {
      teamId: team,
      fileName: 'x.csv',
      mapping: { reference: 'r', case_ref: 'c', analyst: 'a', policy: 'p', decision: 'd', decided_at: 't' },
      violating: 'x',
      dryRun: true,
      strict: false,
    }
    const upload = async (cookie: string | undefined) => {
      const response = await fetch(
        `${app.url}/api/import?options=${encodeURIComponent(JSON.stringify(options))}`,
        {
          method: 'POST',
          headers: { 'content-type': 'text/csv', 'x-dure': '1', ...(cookie ? { cookie } : {}) },
          body: 'r,c,a,p,d,t\n',
        },
      )
      const lines = (await response.text()).trim().split('\n')
      return JSON.parse(lines.at(-1) ?? '{}') as { type?: string; code?: string; error?: { code: string } }
    }
    for (const persona of personas) {
      const answer = await upload(people[persona].cookie())
      if (leads.includes(persona)) expect(answer.type, persona).toBe('report')
      else expect(['NOT_FOUND', 'FORBIDDEN'], persona).toContain(answer.code ?? answer.error?.code)
    }
    const stranger = await upload(undefined)
    expect(stranger.code ?? stranger.error?.code).toBe('UNAUTHORIZED')
  })

  it('logs what it refused', async () => {
    const { app, people } = world
    const refused = await app.owner
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('actor_id', '=', people.peer.person.personId)
      .where('action', 'like', '%.refused')
      .execute()
    const actions = new Set(refused.map(({ action }) => action))
    for (const name of [
      'coaching.saveNote',
      'coaching.reply',
      'audits.answerAnotherLook',
      'escalations.decide',
    ])
      expect(actions).toContain(`${name}.refused`)
  })
})

describe('canaries', () => {
  const mayRead: Record<Canary, readonly Persona[]> = {
    privateNote: ['lead'],
    draftOfShared: ['lead'],
    sharedNote: ['lead', 'subject'],
    managedNote: ['lead', 'subject', 'manager'],
    exLeadNote: [],
    lookReason: subjectAndLeads,
    caseRef: subjectAndLeads,
    reply: ['lead', 'subject'],
    action: ['lead', 'subject'],
    checkInNote: ['subject'],
    checkInTotalNote: ['subject'],
    checkInSharedNote: ['lead', 'subject'],
    checkInTakenBack: ['subject'],
    escalation: [...subjectAndLeads, 'manager', 'partner'],
    escalationDraft: ['subject'],
    escalationAboutSubject: ['peer', ...leads, 'manager'],
    childSafety: [...subjectAndLeads, 'manager'],
    comment: [...subjectAndLeads, 'manager', 'partner'],
  }

  it('are read by whom they belong to and by nobody else, through every read there is', async () => {
    const { app, people, notes, team } = world
    const everyone = Object.values(people).map(({ person }) => person.personId)
    const reads: [string, unknown][] = [
      ['people.me', undefined],
      ['people.viewsOfMe', undefined],
      ['today.list', undefined],
      ['inbox.list', undefined],
      ['administration.directory', { search: '' }],
      ['administration.structure', undefined],
      ['scorecards.teams', undefined],
      ['scorecards.team', { teamId: team }],
      ['checkIns.own', undefined],
      ['checkIns.download', undefined],
      ['checkIns.sharedWithMe', undefined],
      ['checkIns.talks', undefined],
      ['checkIns.totals', { teamId: team }],
      ['checkIns.exposure', undefined],
      ['checkIns.budgets', undefined],
      ['checkIns.settings', undefined],
      ['audits.case', { auditId: world.auditId }],
      ...Object.values(notes).map((noteId): [string, unknown] => ['coaching.revisions', { noteId }]),
      ...(['mine', 'team', 'all'] as const).flatMap((scope): [string, unknown][] => [
        ['escalations.list', { scope, state: 'open' }],
        ['escalations.list', { scope, state: 'closed' }],
      ]),
      ...Object.values(world.escalations).flatMap((escalationId): [string, unknown][] => [
        ['escalations.detail', { escalationId }],
        ['escalations.people', { escalationId }],
      ]),
      ['escalations.delegations', undefined],
      ['escalations.calendar', undefined],
      ['inbox.list', undefined],
      ...everyone.flatMap((personId): [string, unknown][] => [
        ['administration.directoryPerson', { personId }],
        ['checkIns.shared', { personId }],
        ['checkIns.delivery', { personId }],
        ['scorecards.analyst', { personId }],
        ['audits.cases', { personId, filter: 'all' }],
      ]),
    ]
    for (const persona of personas) {
      const seen = await Promise.all(
        reads.map(async ([procedure, input]) => {
          const answer = await callProcedure(app.url, people[persona].cookie(), procedure, input)
          return answer.text
        }),
      )
      for (const personId of everyone) seen.push(...(await notesAbout(people[persona], personId)))
      const all = seen.join('\n')
      const found = Object.entries(canaries)
        .filter(([, words]) => all.includes(words))
        .map(([name]) => name)
      const expected = Object.entries(mayRead)
        .filter(([, readers]) => readers.includes(persona))
        .map(([name]) => name)
      expect(found.sort(), persona).toEqual(expected.sort())
    }
  }, 120_000)

  /** Every page of what the reader gets of this person's coaching. */
  async function notesAbout(reader: SignedIn, personId: string): Promise<string[]> {
    const pages: string[] = []
    for (let before: string | null | undefined; before !== null; ) {
      const { text } = await callProcedure(world.app.url, reader.cookie(), 'coaching.person', {
        personId,
        before,
      })
      pages.push(text)
      const { result } = JSON.parse(text) as { result?: { data: CoachingView } }
      before = result?.data.older ?? null
    }
    return pages
  }

  it('stand in no log and no trail', async () => {
    const trail = await world.app.owner.selectFrom('audit_log').select('details').execute()
    expect(JSON.stringify(trail)).not.toContain('CANARY')
    const changes = await world.app.owner.selectFrom('change').selectAll().execute()
    expect(JSON.stringify(changes)).not.toContain('CANARY')
    const commands = await world.app.owner.selectFrom('command').select(['name', 'result']).execute()
    expect(JSON.stringify(commands)).not.toContain('CANARY')
    const inbox = await world.app.owner.selectFrom('inbox').selectAll().execute()
    expect(JSON.stringify(inbox)).not.toContain('CANARY')
    const news = await world.app.owner.selectFrom('inbox').selectAll().execute()
    expect(news.length).toBeGreaterThan(0)
    expect(JSON.stringify(news)).not.toContain('CANARY')
  })
})
