import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CheckInAudience } from '#shared/check-ins/rules.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import type { Audience } from '#shared/coaching/rules.ts'
import type { CommandMeta } from '#shared/core/command.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { raiseInput } from '#tests/support/escalations.ts'
import { makeOrg, makePerson, makeTeam, type Standing } from '#tests/support/people.ts'

/** Everybody who might knock, named by how they stand to the subject, an analyst of team one. */
export const personas = [
  'subject',
  'peer',
  'otherAnalyst',
  'formerAnalyst',
  'lead',
  'coLead',
  'exLead',
  'nextLead',
  'otherLead',
  'manager',
  'otherManager',
  'exManager',
  'partner',
  'admin',
  'nobody',
  'foreignLead',
  'foreignManager',
  'foreignAdmin',
] as const
export type Persona = (typeof personas)[number]

/** Words that stand in one place each, and must be read nowhere but there. */
export const canaries = {
  privateNote: 'CANARY-private-note',
  draftOfShared: 'CANARY-words-before-sharing',
  sharedNote: 'CANARY-shared-note',
  managedNote: 'CANARY-note-for-manager',
  exLeadNote: 'CANARY-note-of-the-ex-lead',
  lookReason: 'CANARY-reason-for-a-look',
  caseRef: 'CANARY-case-reference',
  reply: 'CANARY-reply',
  action: 'CANARY-action-item',
  checkInNote: 'CANARY-note-of-a-check-in',
  checkInTotalNote: 'CANARY-note-of-a-counted-check-in',
  checkInSharedNote: 'CANARY-note-of-a-shared-check-in',
  checkInTakenBack: 'CANARY-note-of-a-check-in-taken-back',
  escalation: 'CANARY-words-of-an-escalation',
  escalationDraft: 'CANARY-escalation-draft',
  escalationAboutSubject: 'CANARY-escalation-about-the-subject',
  childSafety: 'CANARY-child-safety',
  comment: 'CANARY-comment',
} as const
export type Canary = keyof typeof canaries

export interface World {
  app: TestApp
  org: string
  team: string
  otherTeam: string
  people: Record<Persona, SignedIn>
  notes: Record<'private' | 'shared' | 'managed', string>
  auditId: string
  escalations: Record<'open' | 'draft' | 'about' | 'childSafety', string>
}

export async function makeWorld(): Promise<World> {
  const app = await startTestApp()
  const db = app.owner
  const org = await makeOrg(db, 'One')
  const unit = await makeTeam(db, org, { name: 'Unit' })
  const team = await makeTeam(db, org, { name: 'Team one', parentId: unit })
  const otherTeam = await makeTeam(db, org, { name: 'Team two' })
  const foreignOrg = await makeOrg(db, 'Two')
  const foreignTeam = await makeTeam(db, foreignOrg, { name: 'Team one' })

  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  const standings: Record<Persona, Standing[]> = {
    subject: [{ role: 'analyst', teamId: team }],
    peer: [{ role: 'analyst', teamId: team }],
    otherAnalyst: [{ role: 'analyst', teamId: otherTeam }],
    formerAnalyst: [
      { role: 'analyst', teamId: team, endsOn: day(-5) },
      { role: 'analyst', teamId: otherTeam, startsOn: day(-5) },
    ],
    lead: [{ role: 'lead', teamId: team }],
    coLead: [{ role: 'lead', teamId: team }],
    exLead: [{ role: 'lead', teamId: team }],
    nextLead: [{ role: 'lead', teamId: team, startsOn: day(2) }],
    otherLead: [{ role: 'lead', teamId: otherTeam }],
    manager: [{ role: 'manager', teamId: unit }],
    otherManager: [{ role: 'manager', teamId: otherTeam }],
    exManager: [{ role: 'manager', teamId: unit, endsOn: day(-2) }],
    partner: [{ role: 'partner', function: 'policy' }],
    admin: [{ role: 'admin' }],
    nobody: [],
    foreignLead: [{ role: 'lead', teamId: foreignTeam }],
    foreignManager: [{ role: 'manager', teamId: foreignTeam }],
    foreignAdmin: [{ role: 'admin' }],
  }
  const signedIn = await Promise.all(
    personas.map(async (persona) => {
      const home = persona.startsWith('foreign') ? foreignOrg : org
      const person = await makePerson(db, home, { name: persona, standings: standings[persona] })
      return [persona, await app.signIn(person)] as const
    }),
  )
  const people = Object.fromEntries(signedIn) as Record<Persona, SignedIn>
  const world = {
    app,
    org,
    team,
    otherTeam,
    people,
    notes: { private: '', shared: '', managed: '' },
    auditId: '',
    escalations: { open: '', draft: '', about: '', childSafety: '' },
  }
  world.auditId = await insertAudit(world, { caseRef: canaries.caseRef })
  await tellStories(world)
  return world
}

/** Notes, a reply and a look, each with its canary, written through the app by whom they belong to. */
async function tellStories(world: World): Promise<void> {
  const { people, notes, app } = world
  notes.private = await writeNote(world, 'me', { text: canaries.privateNote })
  notes.shared = await writeNote(world, 'me', { text: canaries.draftOfShared })
  await people.lead.client.coaching.saveNote.mutate({
    meta: people.lead.meta(1),
    input: noteInput(world, {
      noteId: notes.shared,
      audience: 'person',
      text: canaries.sharedNote,
      action: canaries.action,
    }),
  })
  notes.managed = await writeNote(world, 'manager', { text: canaries.managedNote })
  await checkIn(world, people.subject, { audience: 'me', note: canaries.checkInNote })
  await checkIn(world, people.subject, { audience: 'total', note: canaries.checkInTotalNote })
  await checkIn(world, people.subject, { audience: 'lead', note: canaries.checkInSharedNote })
  const checkInId = await checkIn(world, people.subject, {
    audience: 'lead',
    note: canaries.checkInTakenBack,
  })
  await people.subject.client.checkIns.takeBack.mutate(commandOf(people.subject, { checkInId }) as never)
  await people.exLead.client.coaching.saveNote.mutate({
    meta: people.exLead.meta(),
    input: noteInput(world, { noteId: uuidv7(), audience: 'me', text: canaries.exLeadNote }),
  })
  await people.subject.client.coaching.reply.mutate({
    meta: people.subject.meta(),
    input: { noteId: notes.shared, replyId: uuidv7(), text: canaries.reply },
  })
  await people.subject.client.audits.askAnotherLook.mutate({
    meta: people.subject.meta(),
    input: { lookId: uuidv7(), auditId: world.auditId, reason: canaries.lookReason },
  })
  await raiseThem(world)
  // The day of the hand-over is the first on which a standing no longer holds.
  await app.owner
    .updateTable('membership')
    .set({ ends_on: new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Seoul' }) })
    .where('person_id', '=', people.exLead.person.personId)
    .execute()
  // What a process remembers of a session lasts five seconds; the notice of an ended one makes it look again.
  await sql`select pg_notify('dure_session', session_id::text) from session`.execute(app.owner)
  await sleep(300)
}

/** What everybody's escalations are about: raised by the subject, or by the peer about the subject. */
async function raiseThem(world: World): Promise<void> {
  const { people, escalations } = world
  const details = { details: canaries.escalation }
  escalations.open = await raise(world, people.subject, { summary: canaries.escalation, ...details })
  escalations.draft = await raise(world, people.subject, { summary: canaries.escalationDraft, submit: false })
  escalations.about = await raise(world, people.peer, {
    ...{ kind: 'people', function: null, summary: canaries.escalationAboutSubject },
    subjectId: people.subject.person.personId,
  })
  escalations.childSafety = await raise(world, people.subject, {
    ...{ kind: 'safety', category: 'child_safety', severity: 'P0', function: 'legal' },
    ...{ summary: canaries.childSafety, caseReference: 'REF-1' },
  })
  await people.lead.client.escalations.comment.mutate({
    meta: people.lead.meta(),
    input: { escalationId: escalations.open, commentId: uuidv7(), text: canaries.comment, mentions: [] },
  })
}

export async function raise(world: World, who: SignedIn, changes: Partial<RaiseInput> = {}): Promise<string> {
  const input = raiseInput(world.team, changes)
  await who.client.escalations.raise.mutate({ meta: who.meta(), input })
  return input.escalationId
}

export function noteInput(
  { team, people }: World,
  note: { noteId: string; audience: Audience; text: string; action?: string },
): SaveNoteInput {
  const subjectId = people.subject.person.personId
  return {
    noteId: note.noteId,
    teamId: team,
    subjectId,
    audience: note.audience,
    body: { kind: 'quick', text: note.text },
    criterion: null,
    evidence: [],
    followUpOn: '2026-01-02',
    actions: note.action ? [{ actionId: uuidv7(), ownerId: subjectId, title: note.action, dueOn: null }] : [],
  }
}

/** A new note of the lead about the subject. */
export async function writeNote(
  world: World,
  audience: Audience,
  { text = 'words', noteId = uuidv7() } = {},
): Promise<string> {
  const { lead } = world.people
  await lead.client.coaching.saveNote.mutate({
    meta: lead.meta(),
    input: noteInput(world, { noteId, audience, text }),
  })
  return noteId
}

/** A check-in of somebody who consents to it, in front of the lead where it is shared. */
export async function checkIn(
  { people }: Pick<World, 'people'>,
  who: SignedIn,
  { audience, note = 'words' }: { audience: CheckInAudience; note?: string },
): Promise<string> {
  const checkInId = uuidv7()
  const { setConsent, save } = who.client.checkIns
  await setConsent.mutate({ meta: who.meta(), input: { given: true, textVersion: 1 } })
  await save.mutate({
    meta: who.meta(),
    input: {
      checkInId,
      answers: { energy: 2, load: null, support: 4 },
      note,
      audience,
      readerId: audience === 'lead' ? people.lead.person.personId : null,
    },
  })
  return checkInId
}

/** A decision of the subject in team one that was a miss. */
export async function insertAudit(
  { app, org, team, people }: World,
  { caseRef = 'C-1' } = {},
): Promise<string> {
  const auditId = uuidv7()
  await app.owner
    .insertInto('policy')
    .values({ org_id: org, code: 'p', name_ko: null, name_en: null })
    .onConflict((c) => c.doNothing())
    .execute()
  await app.owner
    .insertInto('audit')
    .values({
      org_id: org,
      audit_id: auditId,
      team_id: team,
      analyst_id: people.subject.person.personId,
      reference: randomUUID(),
      case_ref: caseRef,
      policy: 'p',
      queue: null,
      language: null,
      moderator_decision: null,
      decision: 'fine',
      verified_decision: 'violating',
      verified_by: 'gold',
      outcome: 'missed',
      inclusion_probability: null,
      decided_at: '2026-10-05T01:00:00Z',
      content_hash: Buffer.alloc(32),
      import_id: null,
    })
    .execute()
  const key = { org_id: org, team_id: team }
  const counts = { n: 1, correct: 0, missed: 1, over_enforced: 0, unverified: 0 }
  const more = { n: 1, missed: 1 }
  const analyst_id = people.subject.person.personId
  await app.owner
    .insertInto('audit_day')
    .values({ ...key, analyst_id, day: '2026-10-05', ...counts })
    .onConflict((c) =>
      c.columns(['org_id', 'team_id', 'analyst_id', 'day']).doUpdateSet((eb) => ({
        n: eb('audit_day.n', '+', more.n),
        missed: eb('audit_day.missed', '+', more.missed),
      })),
    )
    .execute()
  await app.owner
    .insertInto('audit_week')
    .values({ ...key, analyst_id, week: '2026-10-05', policy: 'p', ...counts })
    .onConflict((c) =>
      c.columns(['org_id', 'team_id', 'analyst_id', 'week', 'policy']).doUpdateSet((eb) => ({
        n: eb('audit_week.n', '+', more.n),
        missed: eb('audit_week.missed', '+', more.missed),
      })),
    )
    .execute()
  await app.owner
    .insertInto('audit_team_week')
    .values({ ...key, week: '2026-10-05', policy: 'p', ...counts })
    .onConflict((c) =>
      c.columns(['org_id', 'team_id', 'week', 'policy']).doUpdateSet((eb) => ({
        n: eb('audit_team_week.n', '+', more.n),
        missed: eb('audit_team_week.missed', '+', more.missed),
      })),
    )
    .execute()
  return auditId
}

export interface Answer {
  /** 'OK', or the code of the refusal. */
  code: string
  text: string
}

/** Calls a procedure by its path, as a browser with this cookie would; none for a stranger. */
export async function callProcedure(
  url: string,
  cookie: string | undefined,
  path: string,
  input: unknown,
): Promise<Answer> {
  const response = await fetch(`${url}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dure': '1', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(input ?? {}),
  })
  const text = await response.text()
  const body = JSON.parse(text) as { error?: { data: { app: { code: string } } } }
  return { code: body.error ? body.error.data.app.code : 'OK', text }
}

export const commandOf = (
  who: SignedIn,
  input: unknown,
  base: number | null = null,
): { meta: CommandMeta; input: unknown } => ({
  meta: who.meta(base),
  input,
})
