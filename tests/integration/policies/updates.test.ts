import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MarkInput, SaveVersionInput } from '#shared/policies/contracts.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { addMembership, makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let org: string
let teamId: string
let otherTeamId: string
let admin: SignedIn
let lead: SignedIn
let otherLead: SignedIn
let manager: SignedIn
let analyst: SignedIn
let peer: SignedIn

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  org = await makeOrg(app.owner)
  const unit = await makeTeam(app.owner, org)
  teamId = await makeTeam(app.owner, org, { parentId: unit })
  otherTeamId = await makeTeam(app.owner, org, { parentId: unit })
  admin = await app.signIn(await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] }))
  manager = await person('manager', unit)
  lead = await person('lead', teamId)
  otherLead = await person('lead', otherTeamId)
  analyst = await person('analyst', teamId, { name: 'Analyst', reference: 'A1' })
  peer = await person('analyst', teamId, { name: 'Peer' })
  await app.owner
    .insertInto('policy')
    .values(['hate', 'spam'].map((code) => ({ org_id: org, code, name_ko: null, name_en: 'Hate speech' })))
    .execute()
})

const person = async (
  role: 'lead' | 'analyst' | 'manager',
  team: string,
  { startsOn, ...options }: { name?: string; reference?: string; startsOn?: string } = {},
) =>
  await app.signIn(
    await makePerson(app.owner, org, {
      ...options,
      memberships: [{ role, teamId: team, ...(startsOn ? { startsOn } : {}) }],
    }),
  )
/** Ends the roles of an analyst today, and gives one in another team. Returns them as they are signed in from then on. */
async function moves({ person: who }: SignedIn, to: string | null): Promise<SignedIn> {
  const { personId } = who
  await app.owner
    .updateTable('membership')
    .set({ ends_on: inDays(0) })
    .where('person_id', '=', personId)
    .execute()
  if (to !== null) await addMembership(app.owner, { org, personId }, { role: 'analyst', teamId: to })
  return await app.signIn(who)
}
const inDays = (days: number) => Temporal.Now.plainDateISO('Asia/Seoul').add({ days }).toString()
const longAgo = new Date('2020-01-01T00:00:00Z').toISOString()

/** Saves a version that takes effect in so many days. */
async function saveVersion(days: number, changes: Partial<SaveVersionInput> = {}): Promise<string> {
  const input: SaveVersionInput = {
    ...{ versionId: randomUUID(), policy: 'hate', label: `v${days}`, effectiveFrom: inDays(days) },
    ...{ changedKo: '은어를 더했습니다.', changedEn: null, ...changes },
  }
  await admin.client.policies.saveVersion.mutate({ meta: admin.meta(), input })
  return input.versionId
}
/** Makes a version as old as what was entered when it took effect. */
async function enteredLongAgo(versionId: string): Promise<void> {
  await app.owner
    .updateTable('policy_version')
    .set({ entered_at: longAgo })
    .where('org_id', '=', org)
    .where('version_id', '=', versionId)
    .execute()
}
async function mark(by: SignedIn, versionId: string, changes: Partial<MarkInput> = {}): Promise<void> {
  const input: MarkInput = {
    ...{ versionId, teamId, mark: 'read' as const, text: null, clauseId: null, entryId: null },
    ...changes,
  }
  await by.client.policies.mark.mutate({ meta: by.meta(), input })
}
const gap = (text = 'Nothing on quotes') => ({ mark: 'gap' as const, text, entryId: randomUUID() })
const updatesOf = async (reader: SignedIn) =>
  (await reader.client.policies.updates.query()).map(({ versionId, mark: said }) => [
    versionId,
    said?.mark ?? null,
  ])
const rowsOf = async (reader: SignedIn) =>
  (await reader.client.today.list.query()).items.filter(
    ({ kind }) => kind === 'policy_update' || kind === 'policy_unread',
  )
const ofTeam = async (reader = lead) => await reader.client.policies.teamUpdates.query({ teamId })
const ledgerOf = async (reader: SignedIn) => (await reader.client.policies.ledger.query({ teamId })).rows

describe('an update', () => {
  test('waits for each analyst until they mark it', async () => {
    const versionId = await saveVersion(30)
    expect(await rowsOf(analyst)).toMatchObject([
      {
        ...{ kind: 'policy_update', versionId, label: 'v30', effectiveFrom: inDays(30) },
        policy: { code: 'hate', nameKo: null, nameEn: 'Hate speech' },
      },
    ])
    expect(await updatesOf(analyst)).toEqual([[versionId, null]])
    await mark(analyst, versionId)
    expect(await rowsOf(analyst)).toEqual([])
    expect(await updatesOf(analyst)).toEqual([[versionId, 'read']])
    expect(await updatesOf(peer)).toEqual([[versionId, null]])
    expect(await rowsOf(lead)).toEqual([])
  })

  test('is marked once by a person, and otherwise later', async () => {
    const versionId = await saveVersion(30)
    await mark(analyst, versionId)
    await mark(analyst, versionId, { mark: 'question', text: 'Are quotes meant?' })
    expect(await analyst.client.policies.updates.query()).toMatchObject([
      { versionId, teamId, mark: { mark: 'question', text: 'Are quotes meant?', flagged: false } },
    ])
    expect((await ofTeam()).updates).toMatchObject([
      { versionId, remarks: [{ person: { name: 'Analyst' }, mark: 'question', text: 'Are quotes meant?' }] },
    ])
  })

  test('takes words for a question and a gap, and none for reading', async () => {
    const versionId = await saveVersion(30)
    expect(await refusalOf(mark(analyst, versionId, { mark: 'question' }))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'input.text' } },
    })
    expect(await refusalOf(mark(analyst, versionId, { ...gap(), entryId: null }))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'input.entryId' } },
    })
    expect(await refusalOf(mark(analyst, versionId, { text: 'Read' }))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'input.text' } },
    })
  })

  test('that was marked is marked otherwise after a change of teams, without the lead of before', async () => {
    const versionId = await saveVersion(30)
    await mark(analyst, versionId, { mark: 'question', text: 'Are quotes meant?' })
    analyst = await moves(analyst, otherTeamId)
    const [update] = await analyst.client.policies.updates.query()
    expect(update).toMatchObject({ teamId: otherTeamId, mark: { mark: 'question' } })
    await mark(analyst, versionId, {
      teamId: update?.teamId ?? '',
      mark: 'question',
      text: 'Are songs meant?',
    })
    // A mark that was written in the team of before comes in after the change all the same.
    await mark(analyst, versionId, { ...gap('Nothing on songs') })
    expect(await analyst.client.policies.updates.query()).toMatchObject([
      { versionId, teamId: otherTeamId, mark: { mark: 'gap', text: 'Nothing on songs' } },
    ])
    expect((await ofTeam()).updates.flatMap(({ remarks }) => remarks)).toEqual([])
    const there = await otherLead.client.policies.teamUpdates.query({ teamId: otherTeamId })
    expect(there.updates.flatMap(({ remarks }) => remarks.map(({ text }) => text))).toEqual([
      'Nothing on songs',
    ])
    expect(await ledgerOf(lead)).toEqual([])
  })

  test('that waited offline over a change of teams is marked in the present one', async () => {
    const versionId = await saveVersion(30)
    analyst = await moves(analyst, otherTeamId)
    await mark(analyst, versionId)
    expect(await updatesOf(analyst)).toEqual([[versionId, 'read']])
    analyst = await moves(analyst, null)
    expect(await refusalOf(mark(analyst, versionId))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('is marked by analysts of the team alone', async () => {
    const versionId = await saveVersion(30)
    for (const by of [lead, manager, admin, otherLead])
      expect(await refusalOf(mark(by, versionId))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(mark(analyst, versionId, { teamId: otherTeamId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await refusalOf(mark(analyst, randomUUID()))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(mark(analyst, versionId, { ...gap(), clauseId: randomUUID() }))).toMatchObject({
      code: 'INVALID',
      details: { field: 'clauseId' },
    })
  })
})

describe('a gap', () => {
  test('opens one entry of the ledger, which names nobody', async () => {
    const versionId = await saveVersion(30)
    await mark(analyst, versionId, gap())
    await mark(analyst, versionId, gap('Nothing on songs either'))
    for (const reader of [lead, manager]) {
      expect(await ledgerOf(reader)).toMatchObject([
        { policy: 'hate', versionId, clauseId: null, counts: { unclear_policy: 1, question: 0 } },
      ])
      const row = { teamId, policy: 'hate', versionId, clauseId: null }
      const { entries } = await reader.client.policies.entries.query(row)
      expect(entries).toMatchObject([{ cause: 'unclear_policy', openedBy: null, caseRef: null }])
    }
    await mark(peer, versionId, gap())
    expect(await ledgerOf(lead)).toMatchObject([{ counts: { unclear_policy: 2 } }])
    expect((await ofTeam()).updates[0]?.remarks.map(({ text }) => text)).toEqual([
      'Nothing on songs either',
      'Nothing on quotes',
    ])
  })

  test('stays in the ledger when its person has read the version after all', async () => {
    const versionId = await saveVersion(30)
    await mark(analyst, versionId, gap())
    await mark(analyst, versionId)
    expect(await analyst.client.policies.updates.query()).toMatchObject([
      { mark: { mark: 'read', text: null, flagged: true } },
    ])
    expect(await ledgerOf(lead)).toMatchObject([{ counts: { unclear_policy: 1 } }])
  })
})

describe('a lead', () => {
  test('sees who has not read a version from three working days before it takes effect', async () => {
    const soon = await saveVersion(1)
    await saveVersion(30, { policy: 'spam' })
    expect(await rowsOf(lead)).toMatchObject([{ kind: 'policy_unread', versionId: soon, people: 2 }])
    expect((await ofTeam()).updates.find(({ versionId }) => versionId === soon)).toMatchObject({
      unread: [{ name: 'Analyst' }, { name: 'Peer' }],
    })
    await mark(peer, soon)
    expect(await rowsOf(lead)).toMatchObject([{ versionId: soon, people: 1 }])
    await mark(analyst, soon, { mark: 'question', text: 'Are quotes meant?' })
    expect(await rowsOf(lead)).toEqual([])
    for (const reader of [manager, otherLead, analyst, admin])
      expect(await refusalOf(ofTeam(reader))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('hears nothing of who joined once the version was in force', async () => {
    const versionId = await saveVersion(-5)
    await mark(analyst, versionId)
    await mark(peer, versionId)
    const joiner = await person('analyst', teamId, { name: 'Joiner', startsOn: inDays(-1) })
    expect(await updatesOf(joiner)).toEqual([[versionId, null]])
    expect(await rowsOf(lead)).toEqual([])
    expect((await ofTeam()).updates).toMatchObject([{ unread: [{ name: 'Joiner' }] }])
  })
})

describe('a version is to be read', () => {
  test('where it is in force or to come', async () => {
    const first = await saveVersion(-20)
    const now = await saveVersion(-10)
    const next = await saveVersion(20)
    expect(await updatesOf(analyst)).toEqual([
      [next, null],
      [now, null],
    ])
    // A mark is kept with the version that another took the place of.
    await mark(analyst, first)
    expect(await updatesOf(analyst)).toEqual([
      [next, null],
      [now, null],
      [first, 'read'],
    ])
  })

  test('by nobody who was there when it took effect long before it was entered', async () => {
    const old = await saveVersion(-300)
    const joiner = await person('analyst', teamId, { startsOn: inDays(-3) })
    expect(await updatesOf(analyst)).toEqual([])
    expect(await updatesOf(joiner)).toEqual([[old, null]])
  })

  test('in teams that decide by its policy, and by everybody while the policy is new', async () => {
    const version = await saveVersion(-300)
    await enteredLongAgo(version)
    const fresh = await saveVersion(5, { policy: 'spam' })
    expect(await updatesOf(analyst)).toEqual([
      [fresh, null],
      [version, null],
    ])
    await importAsOwner(app.owner, org, {
      file: fileOf([{ analyst: 'A1', decision: 'violating', gold: 'violating', policy: 'other' }]),
      options: optionsFor(teamId),
    })
    expect(await updatesOf(analyst)).toEqual([[fresh, null]])
  })

  test('once by somebody in two teams', async () => {
    const versionId = await saveVersion(5)
    const both = await app.signIn(
      await makePerson(app.owner, org, {
        memberships: [teamId, otherTeamId].map((team) => ({ role: 'analyst' as const, teamId: team })),
      }),
    )
    expect(await updatesOf(both)).toEqual([[versionId, null]])
    await mark(both, versionId)
    expect(await updatesOf(both)).toEqual([[versionId, 'read']])
    expect(await otherLead.client.policies.teamUpdates.query({ teamId: otherTeamId })).toMatchObject({
      updates: [{ versionId, unread: [] }],
    })
  })
})
