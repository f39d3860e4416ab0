import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AskQuestionInput } from '#shared/questions/contracts.ts'
import { readSources } from '#tests/architecture/imports.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
const { as, forget } = signedInOnce(() => app)
const policy = 'hate-speech'
let versionId: string
let clauseId: string

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
  versionId = randomUUID()
  clauseId = randomUUID()
  await app.owner
    .insertInto('policy')
    .values({ org_id: cast.org, code: policy, name_ko: '혐오 표현', name_en: 'Hate speech' })
    .execute()
  await app.owner
    .insertInto('policy_version')
    .values({
      ...{ org_id: cast.org, version_id: versionId, policy, label: '2026.1' },
      ...{ effective_from: dayFromToday(-30), changed_ko: null, changed_en: null },
    })
    .execute()
  await app.owner
    .insertInto('policy_clause')
    .values({
      ...{ org_id: cast.org, clause_id: clauseId, policy, number: '4.2', title_ko: '인용', title_en: null },
      ...{ introduced_in: versionId, retired_in: null },
    })
    .execute()
})

const questionInput = (changes: Partial<AskQuestionInput> = {}): AskQuestionInput => ({
  ...{ questionId: randomUUID(), teamId: cast.teamId, addresseeId: null, policy, clauseId },
  ...{ caseRef: 'C-17', text: '인용도 해당하나요?', onHold: true },
  ...changes,
})
async function ask(by: TestPerson, changes: Partial<AskQuestionInput> = {}): Promise<string> {
  const { client, meta } = await as(by)
  const input = questionInput(changes)
  await client.questions.ask.mutate({ meta: meta(), input })
  return input.questionId
}
const entry = (questionId: string, text: string) => ({ questionId, entryId: randomUUID(), text })
async function answer(by: TestPerson, questionId: string, text = '인용은 해당하지 않습니다.') {
  const { client, meta } = await as(by)
  return await client.questions.answer.mutate({ meta: meta(), input: entry(questionId, text) })
}
async function askAgain(by: TestPerson, questionId: string, text = '풍자도요?') {
  const { client, meta } = await as(by)
  return await client.questions.askAgain.mutate({ meta: meta(), input: entry(questionId, text) })
}
async function settle(by: TestPerson, questionId: string) {
  const { client, meta } = await as(by)
  return await client.questions.settle.mutate({ meta: meta(), input: { questionId } })
}
async function keep(
  by: TestPerson,
  questionId: string,
  texts: { textKo: string | null; textEn: string | null } = {
    textKo: '인용은 해당하지 않습니다.',
    textEn: null,
  },
) {
  const { client, meta } = await as(by)
  const input = { precedentId: randomUUID(), questionId, ...texts }
  await client.questions.keep.mutate({ meta: meta(), input })
  return input.precedentId
}
const seenBy = async (person: TestPerson) => await (await as(person)).client.questions.list.query()
const textsSeenBy = async (person: TestPerson) =>
  (await seenBy(person)).questions.map(({ questionId }) => questionId)
const precedentsSeenBy = async (person: TestPerson) =>
  await (await as(person)).client.questions.precedents.query()
const rowsOf = async (person: TestPerson) =>
  (await (await as(person)).client.today.list.query()).items.filter(({ kind }) => kind.startsWith('question'))
const notificationsOf = async (person: TestPerson) =>
  (await (await as(person)).client.inbox.list.query()).items.map(({ kind, entityId }) => [kind, entityId])

describe('a question', () => {
  test('to the lead is read by the asker and the leads, waits on their Today, and stores clause and version', async () => {
    const questionId = await ask(cast.analyst)
    for (const reader of [cast.analyst, cast.lead, cast.otherLead]) {
      const [question] = (await seenBy(reader)).questions
      expect(question).toMatchObject({
        ...{ questionId, policy, clauseId, versionId, caseRef: 'C-17', onHold: true, status: 'open' },
        ...{ asker: { personId: cast.analyst.personId, name: 'Analyst' }, addressee: null, entries: [] },
      })
    }
    for (const reader of [cast.otherAnalyst, cast.manager, cast.leadElsewhere, cast.exLead, cast.admin])
      expect(await textsSeenBy(reader)).toEqual([])
    expect(await rowsOf(cast.lead)).toMatchObject([{ kind: 'question_asked', group: 'now', questionId }])
    expect(await rowsOf(cast.analyst)).toEqual([])
    expect(await notificationsOf(cast.lead)).toEqual([['question_asked', questionId]])
  })

  test('on hold is due within two business hours, another within a business day', async () => {
    await ask(cast.analyst)
    await ask(cast.analyst, { onHold: false })
    const { questions } = await seenBy(cast.analyst)
    const [other, onHold] = questions.toSorted((left, right) => Number(left.onHold) - Number(right.onHold))
    // Both begin in the same working span, so the longer one ends later.
    expect(Date.parse(onHold?.dueAt ?? '')).toBeLessThan(Date.parse(other?.dueAt ?? ''))
    expect(Date.parse(onHold?.dueAt ?? '')).toBeGreaterThanOrEqual(
      Date.parse(onHold?.askedAt ?? '') + 2 * 3_600_000 - 5_000,
    )
    expect((await rowsOf(cast.lead)).map(({ group }) => group).toSorted()).toEqual(['now', 'today'])
  })

  test('to a colleague is between the two until it is answered', async () => {
    const questionId = await ask(cast.analyst, { addresseeId: cast.otherAnalyst.personId })
    expect(await textsSeenBy(cast.otherAnalyst)).toEqual([questionId])
    expect(await textsSeenBy(cast.lead)).toEqual([])
    expect(await rowsOf(cast.otherAnalyst)).toMatchObject([{ kind: 'question_asked', questionId }])
    expect(await rowsOf(cast.lead)).toEqual([])
    expect(await refusalOf(answer(cast.lead, questionId))).toMatchObject({ code: 'NOT_FOUND' })
    await answer(cast.otherAnalyst, questionId)
    expect(await textsSeenBy(cast.lead)).toEqual([questionId])
    expect(await refusalOf(answer(cast.lead, questionId))).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('that was answered waits for its asker, who settles it or asks again', async () => {
    const questionId = await ask(cast.analyst)
    await answer(cast.lead, questionId)
    expect(await rowsOf(cast.lead)).toEqual([])
    expect(await rowsOf(cast.analyst)).toMatchObject([
      { kind: 'question_answered', questionId, person: { name: 'Lead' } },
    ])
    expect(await notificationsOf(cast.analyst)).toEqual([['question_answered', questionId]])
    await askAgain(cast.analyst, questionId)
    expect(await rowsOf(cast.analyst)).toEqual([])
    expect(await rowsOf(cast.otherLead)).toMatchObject([{ kind: 'question_asked', questionId }])
    await answer(cast.otherLead, questionId, '풍자도 같습니다.')
    await settle(cast.analyst, questionId)
    expect(await rowsOf(cast.analyst)).toEqual([])
    const [question] = (await seenBy(cast.analyst)).questions
    expect(question?.status).toBe('settled')
    expect(question?.entries.map(({ author, isAnswer }) => [author.name, isAnswer])).toEqual([
      ['Lead', true],
      ['Analyst', false],
      ['Other lead', true],
    ])
    for (const again of [
      () => answer(cast.lead, questionId),
      () => askAgain(cast.analyst, questionId),
      () => settle(cast.analyst, questionId),
    ])
      expect(await refusalOf(again())).toMatchObject({ code: 'CONFLICT' })
  })

  test('keeps its clock and its row where words are added before an answer, and begins anew after one', async () => {
    const questionId = await ask(cast.analyst)
    const longAgo = '2026-01-05T01:00:00.000Z'
    await app.owner
      .updateTable('policy_question')
      .set({ due_at: longAgo })
      .where('org_id', '=', cast.org)
      .where('question_id', '=', questionId)
      .execute()
    const [before] = await rowsOf(cast.lead)
    await askAgain(cast.analyst, questionId)
    const dueOf = async () => Date.parse((await seenBy(cast.analyst)).questions[0]?.dueAt ?? '')
    expect(await dueOf()).toBe(Date.parse(longAgo))
    expect((await rowsOf(cast.lead)).map(({ key }) => key)).toEqual([before?.key])
    await answer(cast.lead, questionId)
    await askAgain(cast.analyst, questionId, '그러면 인용은요?')
    expect(await dueOf()).toBeGreaterThan(Date.now())
    expect((await rowsOf(cast.lead)).map(({ key }) => key)).not.toContain(before?.key)
  })

  test('that was asked again meanwhile is not closed by an answer to what was asked before', async () => {
    const questionId = await ask(cast.analyst)
    await answer(cast.lead, questionId)
    const seen = async () => (await seenBy(cast.lead)).questions[0]?.entries.at(-1)?.entryId ?? null
    const before = await seen()
    await askAgain(cast.analyst, questionId)
    const { client, meta } = await as(cast.lead)
    const late = (seenEntryId: string | null) =>
      client.questions.answer.mutate({
        ...{ meta: meta(), input: { ...entry(questionId, 'To the first one'), seenEntryId } },
      })
    for (const stale of [before, null, randomUUID()])
      expect(await refusalOf(late(stale))).toMatchObject({
        ...{ code: 'CONFLICT', details: { reason: 'entry_newer' } },
      })
    expect((await seenBy(cast.analyst)).questions[0]).toMatchObject({ status: 'open' })
    expect(await rowsOf(cast.lead)).toMatchObject([{ kind: 'question_asked', questionId }])
    await late(await seen())
    expect((await seenBy(cast.analyst)).questions[0]).toMatchObject({ status: 'answered' })
  })

  test('to the lead of a team that nobody leads today is refused where the lead was chosen', async () => {
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('team_id', '=', cast.teamId)
      .where('role', '=', 'lead')
      .execute()
    expect(await refusalOf(ask(cast.analyst))).toEqual({
      code: 'INVALID',
      details: { field: 'addresseeId', reason: 'no_lead' },
    })
    await ask(cast.analyst, { addresseeId: cast.otherAnalyst.personId })
    expect(await rowsOf(cast.otherAnalyst)).toMatchObject([{ kind: 'question_asked' }])
  })

  test('is asked in the asker’s own team alone, and of somebody who works there', async () => {
    expect(await refusalOf(ask(cast.lead))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(ask(cast.admin))).toMatchObject({ code: 'NOT_FOUND' })
    const { colleagues } = await seenBy(cast.analyst)
    expect(colleagues.map(({ person }) => person.name)).toEqual(['Lead', 'Other analyst', 'Other lead'])
    expect((await seenBy(cast.lead)).colleagues).toEqual([])
  })

  test.each([
    ['addresseeId', () => ({ addresseeId: cast.exLead.personId })],
    ['addresseeId', () => ({ addresseeId: cast.analyst.personId })],
    ['policy', () => ({ policy: 'unknown', clauseId: null })],
    ['input.policy', () => ({ policy: '', clauseId: null })],
    ['clauseId', () => ({ clauseId: randomUUID() })],
    ['input.text', () => ({ text: ' ' })],
    ['input.caseRef', () => ({ caseRef: 'x'.repeat(201) })],
  ])('with an impossible %s is refused at that field', async (field, changes) => {
    expect(await refusalOf(ask(cast.analyst, changes()))).toMatchObject({
      code: 'INVALID',
      details: { field },
    })
  })
})

describe('a precedent', () => {
  test('is kept by a lead from an answer, once, and read by everybody without the asker', async () => {
    const questionId = await ask(cast.analyst, { addresseeId: cast.otherAnalyst.personId })
    await answer(cast.otherAnalyst, questionId)
    expect(await refusalOf(keep(cast.analyst, questionId))).toMatchObject({ code: 'FORBIDDEN' })
    const precedentId = await keep(cast.lead, questionId)
    expect(await refusalOf(keep(cast.otherLead, questionId))).toMatchObject({ code: 'CONFLICT' })
    for (const reader of [cast.analyst, cast.leadElsewhere, cast.manager, cast.admin, cast.partner]) {
      const precedents = await precedentsSeenBy(reader)
      expect(precedents).toEqual([
        {
          ...{ precedentId, policy, clauseId, versionId, textKo: '인용은 해당하지 않습니다.', textEn: null },
          ...{ keptAt: expect.any(String), holdsFrom: null, escalationId: null },
        },
      ])
    }
    expect((await seenBy(cast.analyst)).questions[0]?.precedentId).toBe(precedentId)
  })

  test('needs an answer, and words in one language at least', async () => {
    const questionId = await ask(cast.analyst)
    expect(await refusalOf(keep(cast.lead, questionId))).toMatchObject({ code: 'FORBIDDEN' })
    await answer(cast.lead, questionId)
    expect(await refusalOf(keep(cast.lead, questionId, { textKo: null, textEn: null }))).toMatchObject({
      code: 'INVALID',
      details: { field: 'input.textKo' },
    })
  })

  test('is found by words and initial consonants in both languages', async () => {
    const questionId = await ask(cast.analyst)
    await answer(cast.lead, questionId)
    await keep(cast.lead, questionId, { textKo: '인용은 해당하지 않습니다.', textEn: 'Quotes are allowed.' })
    for (const typed of ['ㅇㅇ', '해당하지', 'QUOTES']) {
      const found = await (await as(cast.leadElsewhere)).client.search.find.query({ typed })
      expect(found.precedents, typed).toHaveLength(1)
    }
    const none = await (await as(cast.leadElsewhere)).client.search.find.query({ typed: '풍자' })
    expect(none.precedents).toEqual([])
  })
})

/** A kind of decision in an imported audit log is called policy_question too: what is only compared is no table. */
const namesTheirTables =
  /policy_question_entry|question_counts|\b(from|join|into|update)\s+(policy_question|precedent)\b|(From|Into|Table|Join)\('(policy_question|precedent)\b|'precedent'|policy_question:/
const namedInSql = '(from|join|into|update|,)\\s+(policy_question|precedent)\\M'

describe('questions are counted', () => {
  test('by clause and version in the ledger, for who leads or manages the team, without words or names', async () => {
    await ask(cast.analyst)
    await ask(cast.otherAnalyst, { addresseeId: cast.analyst.personId })
    await ask(cast.analyst, { clauseId: null })
    for (const reader of [cast.lead, cast.manager]) {
      const { rows } = await (await as(reader)).client.policies.ledger.query({ teamId: cast.teamId })
      expect(rows.map((row) => [row.clauseId, row.versionId, row.counts.question]).toSorted()).toEqual(
        [
          [clauseId, versionId, 2],
          [null, versionId, 1],
        ].toSorted(),
      )
    }
    const elsewhere = (await as(cast.otherManager)).client.policies.ledger.query({ teamId: cast.teamId })
    expect(await refusalOf(elsewhere)).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('in no figure about a person: nothing else reads their tables', async () => {
    const isOfQuestions = (file: string) => file.startsWith('server/features/questions/')
    const reading = readSources(['server']).filter(({ text }) => namesTheirTables.test(text))
    expect(reading.some(({ file }) => isOfQuestions(file))).toBe(true)
    const others = reading.map(({ file }) => file).filter((file) => !isOfQuestions(file))
    // The ledger counts by clause, an update leads its lead to what was asked, an escalation to what raised it; the demo is
    // filled with them.
    expect(others.toSorted()).toEqual([
      'server/demo/questions.ts',
      'server/demo/rows.ts',
      'server/demo/rulings.ts',
      'server/features/escalations/list-queries.ts',
      'server/features/escalations/transition-queries.ts',
      'server/features/policies/ledger-queries.ts',
      'server/features/policies/update-queries.ts',
    ])
    const asking = readSources(['server'])
      .filter(({ imports }) => imports.some(({ target }) => target === 'server/features/questions/facade.ts'))
      .map(({ file }) => file)
    // Rulings add precedents and read nothing.
    expect(asking.toSorted()).toEqual([
      'server/features/rulings/commands.ts',
      'server/features/search/views.ts',
    ])
  })

  test('by one function of the database and by no view', async () => {
    const { rows: functions } = await sql<{ name: string }>`select proname as name from pg_proc
      where pronamespace = 'app'::regnamespace and prosrc ~ ${namedInSql} order by 1`.execute(app.owner)
    // The other one keeps a policy that a question names.
    expect(functions.map(({ name }) => name)).toEqual(['question_counts', 'remove_made'])
    const { rows: views } = await sql<{ name: string }>`select c.relname as name from pg_class c
      where c.relkind in ('v', 'm') and pg_get_viewdef(c.oid) ~ ${namedInSql}`.execute(app.owner)
    expect(views).toEqual([])
  })
})
