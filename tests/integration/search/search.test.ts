import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { withClient } from '#server/db/one-client.ts'
import { preparedStatements } from '#server/db/prepared.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import {
  type CoachingCast,
  makeAudit,
  makeCoachingCast,
  noteInput,
} from '#tests/integration/coaching/cast.ts'
import { raiseInput } from '#tests/integration/escalations/cast.ts'
import { signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'
import { keyboardStates } from '#tests/support/two-set-keyboard.ts'

let app: TestApp
let cast: CoachingCast
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
})

const find = async (person: TestPerson, typed: string) =>
  await (await as(person)).client.search.find.query({ typed })
async function save(changes: Partial<SaveNoteInput>, base: number | null = null) {
  const { client, meta } = await as(cast.lead)
  const input = noteInput(cast, changes)
  await client.coaching.saveNote.mutate({ meta: meta(base), input })
  return input.noteId
}
const quick = (text: string) => ({ kind: 'quick' as const, text })
const noteIds = async (person: TestPerson, typed: string) =>
  (await find(person, typed)).notes.map(({ noteId }) => noteId)

describe('a note', () => {
  test('is found by each state of the keyboard, by initials, and with blanks elsewhere', async () => {
    const noteId = await save({ body: quick('인용한 혐오 표현을 각각 보았습니다. Quoted HATE speech.') })
    const typed = [
      ...keyboardStates('혐오 표현', 'shift'),
      ...keyboardStates('각각', 'twice'),
      ...['ㅎㅇㅍㅎ', '혐오표현', '혐 오표', 'hate SP', '보았습니다. quoted'],
    ].filter((part) => part.trim() !== '')
    for (const part of typed) expect(await noteIds(cast.lead, part), part).toEqual([noteId])
    for (const part of ['혐표', 'hatred', '50%', '_'])
      expect(await noteIds(cast.lead, part), part).toEqual([])
  })

  test('that only its author may read is found by the author alone', async () => {
    const noteId = await save({ audience: 'me', body: quick('조심스러운 이야기') })
    expect(await noteIds(cast.lead, '조심스러운')).toEqual([noteId])
    for (const other of [cast.analyst, cast.otherLead, cast.exLead, cast.manager, cast.admin, cast.partner])
      expect(await noteIds(other, '조심스러운'), other.name).toEqual([])
  })

  test('is found by whom it is shared with, and its reading is logged', async () => {
    const noteId = await save({ audience: 'manager', body: quick('함께 본 조항') })
    for (const reader of [cast.lead, cast.analyst, cast.manager])
      expect(await noteIds(reader, '조항'), reader.name).toEqual([noteId])
    expect(await noteIds(cast.otherManager, '조항')).toEqual([])
    const { client } = await as(cast.analyst)
    const viewers = (await client.people.viewsOfMe.query()).map(({ viewer, kind }) => [viewer.name, kind])
    expect(viewers).toEqual(expect.arrayContaining([['Manager', 'person']]))
  })

  test('is found by its words now, not by those before', async () => {
    const noteId = await save({ audience: 'me', body: quick('지우개로 지울 낱말') })
    await save({ noteId, audience: 'me', body: quick('새로운 문장') }, 1)
    expect(await noteIds(cast.lead, '지우개로')).toEqual([])
    expect(await noteIds(cast.lead, '새로운 문')).toEqual([noteId])
  })

  test('names the note before it, so that a page of notes begins with it', async () => {
    const older = await save({ body: quick('오래된 노트') })
    const newer = await save({ body: quick('그다음') })
    const [found] = (await find(cast.lead, '오래된')).notes
    expect(found).toMatchObject({ noteId: older, newer })
    const { client } = await as(cast.lead)
    const page = await client.coaching.person.query({ personId: cast.analyst.personId, before: newer })
    expect(page.notes[0]?.noteId).toBe(older)
  })
})

describe('a case', () => {
  const caseOf = async (changes: {
    case_ref?: string
    policy?: string
    queue?: string
    reference?: string
    decided_at?: string
  }) => {
    const { org, teamId, analyst } = cast
    const auditId = await makeAudit(app.owner, { org, teamId, analystId: analyst.personId })
    await app.owner.updateTable('audit').set(changes).where('audit_id', '=', auditId).execute()
    return auditId
  }
  const caseIds = async (person: TestPerson, typed: string) =>
    (await find(person, typed)).cases.map(({ auditId }) => auditId)

  test('is found by how its number begins and by how it ends, by who may read it', async () => {
    const auditId = await caseOf({ case_ref: 'C-6601 _7921' })
    await caseOf({ case_ref: 'C-5' })
    for (const typed of ['c-66', 'C-6601_', '7921', '_7921', 'c-6601_7921', 'c- 6601 _']) {
      expect(await caseIds(cast.lead, typed), typed).toEqual([auditId])
      expect(await caseIds(cast.analyst, typed), typed).toEqual([auditId])
      for (const other of [cast.otherAnalyst, cast.leadElsewhere, cast.exLead, cast.manager, cast.admin])
        expect(await caseIds(other, typed), `${other.name} ${typed}`).toEqual([])
    }
  })

  test('is found by the names of its policy and its queue, in both languages, by who may read it', async () => {
    await app.owner
      .insertInto('policy')
      .values({ org_id: cast.org, code: 'self-harm', name_ko: '자해 및 자살', name_en: 'Suicide' })
      .execute()
    const auditId = await caseOf({ policy: 'self-harm', queue: 'live_video' })
    await app.owner
      .insertInto('term_name')
      .values({ org_id: cast.org, kind: 'queue', code: 'live_video', name_ko: '실시간 방송', name_en: null })
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'kind', 'code']).doUpdateSet({ name_ko: '실시간 방송' }),
      )
      .execute()
    for (const typed of [
      '자해',
      '자해및',
      '및 자',
      'ㅈㅎㅁ',
      'suici',
      'self-h',
      'self harm',
      '실시간',
      'ㅅㅅㄱㅂㅅ',
      'live_',
      'live v',
    ]) {
      expect(await caseIds(cast.lead, typed), typed).toEqual([auditId])
      expect(await caseIds(cast.analyst, typed), typed).toEqual([auditId])
      for (const other of [cast.otherAnalyst, cast.leadElsewhere, cast.exLead, cast.manager, cast.admin])
        expect(await caseIds(other, typed), `${other.name} ${typed}`).toEqual([])
    }
    for (const typed of ['자살자해', 'HATEFUL', 'self.h'])
      expect(await caseIds(cast.lead, typed), typed).toEqual([])
  })

  test('is found by its whole reference', async () => {
    const auditId = await caseOf({ reference: 'Ref/7.1 x', case_ref: 'C-1' })
    expect(await caseIds(cast.lead, ' Ref/7.1 x ')).toEqual([auditId])
    expect(await caseIds(cast.lead, 'Ref/7.1')).toEqual([])
    expect(await caseIds(cast.leadElsewhere, 'Ref/7.1 x')).toEqual([])
  })

  test('by its number stands before newer ones by their policy', async () => {
    const old = await caseOf({ case_ref: 'HATE-1', decided_at: '2020-01-01T00:00:00Z' })
    for (let n = 0; n < 10; n += 1) await caseOf({ case_ref: `C-${n}` })
    const found = await caseIds(cast.lead, 'hate')
    expect(found).toHaveLength(10)
    expect(found[0]).toBe(old)
  })

  test('takes the signs of a pattern as they are', async () => {
    await caseOf({ case_ref: 'C-6601' })
    for (const typed of ['c_66', '%', '_', 'c-66\\', '6_01'])
      expect(await caseIds(cast.lead, typed), typed).toEqual([])
  })

  test('that is deleted leaves the index in the same transaction', async () => {
    const auditId = await caseOf({ case_ref: 'GONE-778' })
    expect(await caseIds(cast.lead, 'gone-778')).toEqual([auditId])
    await app.owner.deleteFrom('audit').where('audit_id', '=', auditId).execute()
    expect(await caseIds(cast.lead, 'gone-778')).toEqual([])
  })

  test('of many that are alike: ten', async () => {
    const { org, teamId, analyst } = cast
    const first = await makeAudit(app.owner, { org, teamId, analystId: analyst.personId })
    await sql`insert into audit (org_id, audit_id, team_id, analyst_id, reference, case_ref, policy, decision, outcome,
        decided_at, content_hash)
      select org_id, gen_random_uuid(), team_id, analyst_id, 'alike-' || org_id || n, 'ALIKE-' || n, policy, decision, outcome,
        '2026-01-01'::timestamptz + n * interval '1 minute', content_hash
      from audit, generate_series(1, 1500) n where audit_id = ${first}`.execute(app.owner)
    const { cases } = await find(cast.lead, 'alike')
    expect(cases).toHaveLength(10)
    expect((await find(cast.lead, 'alike-1234')).cases).toHaveLength(1)
  })
})

describe('an escalation', () => {
  test('is found by its summary and details; about child safety by its reference alone', async () => {
    const { client, meta } = await as(cast.analyst)
    const plain = raiseInput(cast.teamId, { summary: '인용의 예외', details: '두 조항이 만납니다' })
    await client.escalations.raise.mutate({ meta: meta(), input: plain })
    for (const typed of ['인용', '조항ㅇ']) {
      const { escalations } = await find(cast.manager, typed)
      expect(escalations.map(({ escalationId }) => escalationId)).toEqual([plain.escalationId])
    }
    expect((await find(cast.otherAnalyst, '인용')).escalations).toEqual([])
    await app.owner
      .updateTable('escalation')
      .set({
        kind: 'safety',
        category: 'child_safety',
        details: null,
        case_reference: 'NCMEC-77',
        summary: '신고 접수',
      })
      .where('escalation_id', '=', plain.escalationId)
      .execute()
    expect((await find(cast.manager, '신고')).escalations).toEqual([])
    const [found] = (await find(cast.manager, 'ncmec')).escalations
    expect(found).toMatchObject({ summary: null, caseReference: 'NCMEC-77', excerpt: 'NCMEC-77' })
  })
})

test('a person is found by who leads them, and by administrators', async () => {
  const names = async (person: TestPerson) =>
    (await find(person, 'analyst')).people.map(({ name, place }) => [name, place])
  expect(await names(cast.lead)).toEqual([
    ['Analyst', 'person'],
    ['Other analyst', 'person'],
  ])
  expect(await names(cast.admin)).toEqual([
    ['Analyst', 'directory'],
    ['Other analyst', 'directory'],
  ])
  for (const other of [cast.analyst, cast.leadElsewhere, cast.manager, cast.partner, cast.exLead])
    expect(await names(other), other.name).toEqual([])
})

describe('the index', () => {
  it.each([
    [
      'note',
      'note_found',
      "app.search_key(app.note_text(body)) like '%' || app.search_letters('혐오') || '%'",
    ],
    [
      'escalation',
      'escalation_found',
      "app.search_key(app.escalation_text(summary, details, case_reference, child_safety)) like '%' || app.search_letters('혐오') || '%'",
    ],
  ])('of %s is used for a word of two syllables', async (table, index, condition) => {
    const plan = await withClient(app.database.ownerUrl, async (client) => {
      await client.query('set enable_seqscan = off; set enable_indexscan = off')
      return await client.query(`explain select from ${table} where ${condition}`)
    })
    const lines = plan.rows.map((row) => Object.values(row)[0]).join('\n')
    expect(lines).toContain(`Bitmap Index Scan on ${index}`)
    expect(lines).toContain('Index Cond')
  })

  it.each([
    ['audit_number', 'app.case_number(case_ref)', 'c-66'],
    ['audit_number_end', 'reverse(app.case_number(case_ref))', '1066'],
  ])('%s is used for a part of a number', async (index, number, typed) => {
    const plan = await withClient(app.database.ownerUrl, async (client) => {
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off')
      return await client.query(`explain select from audit where org_id = '${cast.org}' and ${number} like '${typed}%'
        order by ${number} using ~<~ limit 10`)
    })
    const lines = plan.rows.map((row) => Object.values(row)[0]).join('\n')
    expect(lines).toContain(`Index Scan using ${index}`)
    expect(lines).not.toContain('Sort')
  })

  it.each(['policy', 'queue'])('of a team’s newest cases is used for a %s', async (column) => {
    const plan = await withClient(app.database.ownerUrl, async (client) => {
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off')
      return await client.query(`explain select from audit where org_id = '${cast.org}' and team_id = '${cast.teamId}'
        and ${column} = 'x' order by decided_at desc limit 10`)
    })
    const lines = plan.rows.map((row) => Object.values(row)[0]).join('\n')
    expect(lines).toContain(`using audit_of_${column}`)
    expect(lines).not.toContain('Sort')
  })

  it('of an analyst’s cases is read once for all names together, in order', async () => {
    const statement = preparedStatements().find(({ name }) => name === 'audits_found')
    if (!statement) throw new Error('The search for cases is prepared')
    const params = {
      org: cast.org,
      me: cast.analyst.personId,
      teams: '{}',
      number: 'x',
      exact: 'x',
      pattern: 'x',
    }
    const plan = await withClient(app.database.ownerUrl, async (client) => {
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off')
      return await client.query(`explain ${statement.text}`, statement.values(params as never))
    })
    const lines = plan.rows.map((row) => String(Object.values(row)[0]))
    expect(lines.filter((line) => line.includes('using audit_cases'))).toHaveLength(1)
    expect(lines.filter((line) => /Index Cond:.*analyst_id/.test(line))).toHaveLength(1)
  })

  it('is asked under the read policy of each table, as the catalogue has it', async () => {
    const policies = await withClient(app.database.ownerUrl, async (client) => {
      await client.query('set search_path = pg_catalog')
      const { rows } =
        await client.query(`select tablename as table, policyname as policy, qual = app.read_rule(tablename) as same
        from pg_policies where tablename in ('audit', 'note', 'escalation') and cmd = 'SELECT' and 'dure_app' = any (roles)
        order by 1, 2`)
      return rows
    })
    // What an emergency access opens is read on its own screen, and is not searched.
    expect(policies).toEqual([
      { table: 'audit', policy: 'emergency', same: false },
      { table: 'audit', policy: 'read', same: true },
      { table: 'escalation', policy: 'read', same: true },
      { table: 'note', policy: 'emergency', same: false },
      { table: 'note', policy: 'read', same: true },
    ])
  })

  it('names to who asks only what they may read', async () => {
    const noteId = await save({ audience: 'me', body: quick('은밀한 낱말') })
    const named = async ({ org, personId }: TestPerson) =>
      await withClient(app.database.appUrl, async (client) => {
        await client.query(`set app.org = '${org}'; set app.actor = '${personId}'`)
        const { rows } = await client.query("select app.find_notes('은밀한', '은밀한', 10) as id")
        return rows.map(({ id }) => id)
      })
    expect(await named(cast.lead)).toEqual([noteId])
    for (const other of [cast.analyst, cast.otherLead, cast.manager, cast.admin])
      expect(await named(other), other.name).toEqual([])
  })
})
