import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import { policyVersionAt } from '#server/features/policies/facade.ts'
import type { OpenEntryInput, SaveClauseInput, SaveVersionInput } from '#shared/policies/contracts.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
let org: string
let teamId: string
let admin: SignedIn
let lead: SignedIn
let analyst: SignedIn
let manager: SignedIn

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())
beforeEach(async () => {
  org = await makeOrg(app.owner)
  const unit = await makeTeam(app.owner, org)
  teamId = await makeTeam(app.owner, org, { parentId: unit })
  const person = async (role: 'lead' | 'analyst' | 'manager', team: string) =>
    await app.signIn(
      await makePerson(app.owner, org, { reference: role, memberships: [{ role, teamId: team }] }),
    )
  analyst = await person('analyst', teamId)
  lead = await person('lead', teamId)
  manager = await person('manager', unit)
  admin = await app.signIn(await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] }))
  await app.owner
    .insertInto('policy')
    .values(['hate', 'spam'].map((code) => ({ org_id: org, code, name_ko: null, name_en: null })))
    .execute()
})

const versionInput = (changes: Partial<SaveVersionInput> = {}): SaveVersionInput => ({
  ...{ versionId: randomUUID(), policy: 'hate', label: '2026.1', effectiveFrom: '2026-01-01' },
  ...{ changedKo: '은어를 더했어요', changedEn: null },
  ...changes,
})
async function saveVersion(changes: Partial<SaveVersionInput> = {}, base: number | null = null, by = admin) {
  const input = versionInput(changes)
  await by.client.policies.saveVersion.mutate({ meta: by.meta(base), input })
  return input.versionId
}
async function saveClause(
  changes: Partial<SaveClauseInput> & { introducedIn: string },
  base: number | null = null,
) {
  const input: SaveClauseInput = {
    ...{ clauseId: randomUUID(), policy: 'hate', number: '4.2', titleKo: '은어', titleEn: 'Coded terms' },
    ...{ retiredIn: null, ...changes },
  }
  await admin.client.policies.saveClause.mutate({ meta: admin.meta(base), input })
  return input.clauseId
}
async function openEntry(changes: Partial<OpenEntryInput> = {}, by = lead) {
  const input: OpenEntryInput = {
    ...{ entryId: randomUUID(), teamId, policy: 'hate', clauseId: null, cause: 'question' as const },
    ...{ caseRef: 'C-1', ...changes },
  }
  await by.client.policies.openEntry.mutate({ meta: by.meta(), input })
  return input.entryId
}
const hate = async (reader: SignedIn) =>
  (await reader.client.policies.all.query()).find(({ code }) => code === 'hate')

describe('a policy', () => {
  test('has versions and clauses that an administrator writes and everybody reads', async () => {
    const first = await saveVersion()
    const second = await saveVersion({ label: '2026.2', effectiveFrom: '2026-06-01' })
    const tenth = await saveClause({ introducedIn: first, number: '4.10' })
    const older = await saveClause({ introducedIn: first, retiredIn: second })
    expect(await hate(analyst)).toEqual({
      ...{ code: 'hate', parent: null },
      versions: [
        expect.objectContaining({ versionId: second, effectiveFrom: '2026-06-01' }),
        expect.objectContaining({
          versionId: first,
          changedKo: '은어를 더했어요',
          changedEn: null,
          version: 1,
        }),
      ],
      clauses: [
        expect.objectContaining({ clauseId: older, number: '4.2', introducedIn: first, retiredIn: second }),
        expect.objectContaining({ clauseId: tenth, number: '4.10', retiredIn: null }),
      ],
    })
  })

  test('is put right on the version that the administrator saw', async () => {
    const versionId = await saveVersion()
    await saveVersion({ versionId, changedEn: 'Coded terms added' }, 1)
    expect((await hate(lead))?.versions).toMatchObject([{ changedEn: 'Coded terms added', version: 2 }])
    expect(await refusalOf(saveVersion({ versionId, changedEn: 'x' }, 1))).toMatchObject({ code: 'CONFLICT' })
    const clauseId = await saveClause({ introducedIn: versionId })
    await saveClause({ clauseId, introducedIn: versionId, number: '4.3' }, 1)
    expect((await hate(lead))?.clauses).toMatchObject([{ number: '4.3', version: 2 }])
  })

  test('refuses a second version of a label or a day, and a clause that ends before it begins', async () => {
    const first = await saveVersion()
    const second = await saveVersion({ label: '2026.2', effectiveFrom: '2026-06-01' })
    expect(await refusalOf(saveVersion({ effectiveFrom: '2026-07-01' }))).toEqual({
      ...{ code: 'INVALID', details: { field: 'label', reason: 'taken' } },
    })
    expect(await refusalOf(saveVersion({ label: '2026.3' }))).toEqual({
      ...{ code: 'INVALID', details: { field: 'effectiveFrom', reason: 'taken' } },
    })
    expect(await refusalOf(saveClause({ introducedIn: second, retiredIn: first }))).toEqual({
      ...{ code: 'INVALID', details: { field: 'retiredIn', reason: 'order' } },
    })
    expect(await refusalOf(saveClause({ introducedIn: randomUUID() }))).toMatchObject({ code: 'INVALID' })
    await saveClause({ introducedIn: first })
    expect(await refusalOf(saveClause({ introducedIn: second }))).toEqual({
      ...{ code: 'INVALID', details: { field: 'number', reason: 'taken' } },
    })
  })

  test('is written by no lead, and an unknown one by nobody', async () => {
    expect(await refusalOf(saveVersion({}, null, lead))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusalOf(saveVersion({ policy: 'none' }))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('has one version in force on any day', async () => {
    await saveVersion()
    await saveVersion({ label: '2026.2', effectiveFrom: '2026-06-01' })
    const database = openDatabase(app.database.appUrl)
    const labelOn = async (day: string) => {
      const actor = { org, person: lead.person.personId }
      return (await database.read(actor, (db) => policyVersionAt(db, 'hate', day)))?.label
    }
    try {
      expect(await labelOn('2025-12-31')).toBeUndefined()
      expect(await labelOn('2026-05-31')).toBe('2026.1')
      expect(await labelOn('2026-06-01')).toBe('2026.2')
    } finally {
      await database.close()
    }
  })
})

describe('the policy ledger', () => {
  test('counts what was opened by clause, version and cause, for the lead and the manager', async () => {
    const versionId = await saveVersion()
    const clauseId = await saveClause({ introducedIn: versionId })
    await openEntry({ policy: 'spam', caseRef: null })
    await openEntry({ clauseId })
    await openEntry({ clauseId, cause: 'dispute', caseRef: 'C-2' })
    await openEntry({ clauseId, cause: 'dispute', caseRef: 'C-3' })
    const none = { dispute: 0, split: 0, unclear_policy: 0, question: 0, escalation: 0 }
    for (const reader of [lead, manager]) {
      const { rows } = await reader.client.policies.ledger.query({ teamId })
      expect(rows).toMatchObject([
        { policy: 'hate', clauseId, versionId, counts: { ...none, dispute: 2, question: 1 } },
        { policy: 'spam', clauseId: null, versionId: null, counts: { ...none, question: 1 } },
      ])
      const { entries } = await reader.client.policies.entries.query({
        ...{ teamId, policy: 'hate', clauseId, versionId },
      })
      expect(entries.map(({ cause, caseRef }) => [cause, caseRef])).toEqual([
        ['dispute', 'C-3'],
        ['dispute', 'C-2'],
        ['question', 'C-1'],
      ])
    }
    expect(await refusalOf(analyst.client.policies.ledger.query({ teamId }))).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('is paged from the latest entry on', async () => {
    for (let number = 1; number <= 52; number += 1) await openEntry({ caseRef: `C-${number}` })
    const row = { teamId, policy: 'hate', clauseId: null, versionId: null }
    const first = await lead.client.policies.entries.query(row)
    expect([first.entries.length, first.entries[0]?.caseRef]).toEqual([50, 'C-52'])
    const second = await lead.client.policies.entries.query({ ...row, cursor: first.nextCursor ?? '' })
    expect(second.entries.map(({ caseRef }) => caseRef)).toEqual(['C-2', 'C-1'])
    expect(second.nextCursor).toBeNull()
  })

  test('is appended to by the lead alone, with clauses of that policy', async () => {
    const clauseId = await saveClause({ introducedIn: await saveVersion() })
    expect(await refusalOf(openEntry({}, manager))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(openEntry({}, analyst))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(openEntry({ policy: 'none' }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(openEntry({ policy: 'spam', clauseId }))).toEqual({
      ...{ code: 'INVALID', details: { field: 'clauseId' } },
    })
  })

  test('keeps its policy and its case when the import of the case is taken back', async () => {
    const imported = await importAsOwner(app.owner, org, {
      file: fileOf([{ analyst: 'analyst', decision: 'violating', gold: 'violating', policy: 'new' }]),
      options: optionsFor(teamId),
    })
    const { audit_id: auditId } = await app.owner
      .selectFrom('audit')
      .select('audit_id')
      .where('org_id', '=', org)
      .executeTakeFirstOrThrow()
    await app.owner
      .insertInto('policy_ledger_entry')
      .values({
        ...{ org_id: org, entry_id: randomUUID(), team_id: teamId, policy: 'new', cause: 'split' },
        ...{ policy_version_id: null, clause_id: null, case_ref: 'C-9', audit_id: auditId },
        ...{ review_id: null, opened_by: lead.person.personId },
      })
      .execute()
    await app.owner
      .updateTable('audit_import')
      .set({ made: JSON.stringify({ people: [], memberships: [], policies: ['new'] }) })
      .where('org_id', '=', org)
      .execute()
    expect(imported).toBeDefined()
    const { import_id: importId } = await app.owner
      .selectFrom('audit_import')
      .select('import_id')
      .where('org_id', '=', org)
      .executeTakeFirstOrThrow()
    await lead.client.audits.undoImport.mutate({ meta: lead.meta(), input: { importId } })
    const row = { teamId, policy: 'new', clauseId: null, versionId: null }
    expect((await lead.client.policies.entries.query(row)).entries).toMatchObject([
      { caseRef: 'C-9', auditId: null },
    ])
  })
})

describe('areas', () => {
  const addArea = async (code: string, by = admin) => {
    await by.client.policies.addArea.mutate({
      ...{ meta: by.meta(), input: { code, nameKo: '학대', nameEn: 'Abuse' } },
    })
  }
  const place = async (policy: string, from: string | null, parent: string | null, by = admin) => {
    await by.client.policies.place.mutate({ meta: by.meta(), input: { policy, from, parent } })
  }

  test('are added and hold policies, which keep all that is theirs', async () => {
    const versionId = await saveVersion()
    await addArea('abuse')
    await place('hate', null, 'abuse')
    expect(await hate(analyst)).toMatchObject({ parent: 'abuse', versions: [{ versionId }] })
    expect(await analyst.client.audits.names.query()).toContainEqual({
      ...{ kind: 'policy', code: 'abuse', nameKo: '학대', nameEn: 'Abuse' },
    })
    expect(await refusalOf(addArea('abuse'))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'code', reason: 'known' } },
    })
    await place('hate', 'abuse', null)
    expect(await hate(lead)).toMatchObject({ parent: null })
  })

  test('never hold themselves, whichever way it is written', async () => {
    await place('hate', null, 'spam')
    expect(await refusalOf(place('spam', null, 'hate'))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'parent', reason: 'circle' } },
    })
    expect(await refusalOf(place('spam', null, 'unknown'))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'parent', reason: 'unknown' } },
    })
    const write = app.owner.updateTable('policy').set({ parent: 'hate' })
    await expect(write.where('org_id', '=', org).where('code', '=', 'spam').execute()).rejects.toThrow(
      'would be above itself',
    )
  })

  test('take no two placements at a time that make a circle', async () => {
    const results = await Promise.allSettled([place('hate', null, 'spam'), place('spam', null, 'hate')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('are placed where they were seen, by administrators alone', async () => {
    await place('hate', null, 'spam')
    expect(await refusalOf(place('hate', null, null))).toMatchObject({ code: 'CONFLICT' })
    for (const by of [lead, analyst, manager])
      expect(await refusalOf(place('hate', 'spam', null, by))).toMatchObject({ code: 'FORBIDDEN' })
    const elsewhere = await makeOrg(app.owner)
    const foreign = await app.signIn(
      await makePerson(app.owner, elsewhere, { memberships: [{ role: 'admin' }] }),
    )
    expect(await refusalOf(place('hate', 'spam', null, foreign))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
