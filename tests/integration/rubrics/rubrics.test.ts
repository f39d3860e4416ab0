import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { SaveRubricInput } from '#shared/rubrics/contracts.ts'
import { type CoachingCast, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'
import { rubricContent } from './content.ts'

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

const rubricInput = (changes: Partial<SaveRubricInput> = {}): SaveRubricInput => ({
  versionId: randomUUID(),
  rubricId: randomUUID(),
  teamId: cast.teamId,
  content: rubricContent(randomUUID),
  ...changes,
})
async function save(by: TestPerson, input: SaveRubricInput, base: number | null = null) {
  const { client, meta } = await as(by)
  return await client.rubrics.save.mutate({ meta: meta(base), input })
}
async function publish(by: TestPerson, versionId: string, base: number) {
  const { client, meta } = await as(by)
  return await client.rubrics.publish.mutate({ meta: meta(base), input: { versionId } })
}
async function archive(by: TestPerson, versionId: string, base: number) {
  const { client, meta } = await as(by)
  return await client.rubrics.archive.mutate({ meta: meta(base), input: { versionId } })
}
const listOf = async (person: TestPerson) => (await (await as(person)).client.rubrics.list.query()).versions

test('a draft is its leads’, and what is published is its team’s', async () => {
  const input = rubricInput()
  await save(cast.lead, input)
  for (const reader of [cast.lead, cast.otherLead])
    expect(await listOf(reader)).toMatchObject([{ ...input, state: 'draft', number: 1, version: 1 }])
  for (const reader of [cast.analyst, cast.manager, cast.leadElsewhere, cast.admin])
    expect(await listOf(reader)).toEqual([])
  await publish(cast.otherLead, input.versionId, 1)
  for (const reader of [cast.analyst, cast.manager])
    expect(await listOf(reader)).toMatchObject([{ versionId: input.versionId, state: 'published' }])
  expect(await listOf(cast.leadElsewhere)).toEqual([])
})

test('the next version takes the place of the one before it, which is kept as it was', async () => {
  const first = rubricInput()
  await save(cast.lead, first)
  await publish(cast.lead, first.versionId, 1)
  const next = { ...first, versionId: randomUUID(), content: rubricContent(randomUUID, { name: '둘째' }) }
  await save(cast.lead, next)
  await publish(cast.lead, next.versionId, 1)
  expect(await listOf(cast.analyst)).toMatchObject([
    { versionId: next.versionId, number: 2, state: 'published' },
    { versionId: first.versionId, number: 1, state: 'archived', content: first.content },
  ])
})

test('a rubric has one draft, which is revised on the version that was seen', async () => {
  const input = rubricInput()
  await save(cast.lead, input)
  expect(await refusalOf(save(cast.otherLead, { ...input, versionId: randomUUID() }))).toEqual({
    ...{ code: 'CONFLICT', details: { reason: 'draft_open' } },
  })
  await save(cast.otherLead, { ...input, content: rubricContent(randomUUID, { name: '고침' }) }, 1)
  expect(await refusalOf(save(cast.lead, input, 1))).toMatchObject({ code: 'CONFLICT' })
  expect(await refusalOf(publish(cast.lead, input.versionId, 1))).toMatchObject({ code: 'CONFLICT' })
  await archive(cast.lead, input.versionId, 2)
  expect(await refusalOf(archive(cast.lead, input.versionId, 3))).toMatchObject({ code: 'CONFLICT' })
})

test('what is published is locked, for the owner of the tables too', async () => {
  const input = rubricInput()
  await save(cast.lead, input)
  await publish(cast.lead, input.versionId, 1)
  expect(await refusalOf(save(cast.lead, input, 2))).toMatchObject({ code: 'CONFLICT' })
  const set = (change: ReturnType<typeof sql>) =>
    sql`update rubric_version set ${change} where version_id = ${input.versionId}`.execute(app.owner)
  await expect(set(sql`content = jsonb_set(content, '{name,ko}', '"x"')`)).rejects.toThrow('locked')
  await expect(set(sql`state = 'draft', published_at = null`)).rejects.toThrow('locked')
  await archive(cast.lead, input.versionId, 2)
  await expect(set(sql`state = 'published', archived_at = null`)).rejects.toThrow('locked')
})

test('a rubric with a criterion that nobody could read is not published', async () => {
  const content = rubricContent(randomUUID, { first: { label: { ko: null, en: null } } })
  const input = rubricInput({ content })
  await save(cast.lead, input)
  expect(await refusalOf(publish(cast.lead, input.versionId, 1))).toEqual({
    code: 'INVALID',
    details: { field: content.sections[0]?.criteria[0]?.criterionId, reason: 'no_label' },
  })
})

test('a rubric stays with its team', async () => {
  const input = rubricInput()
  await save(cast.lead, input)
  const elsewhere = await app.owner
    .selectFrom('app.membership_today')
    .select('team_id')
    .where('person_id', '=', cast.leadElsewhere.personId)
    .executeTakeFirstOrThrow()
  const moved = { ...input, teamId: elsewhere.team_id ?? '' }
  expect(await refusalOf(save(cast.leadElsewhere, moved))).toMatchObject({
    ...{ code: 'INVALID', details: { field: 'teamId' } },
  })
})

test.each([
  ['weight', { weight: 0 }],
  ['weight', { weight: 1001 }],
  ['label', { label: { ko: 'x'.repeat(201), en: null } }],
])('an impossible %s is refused at its field', async (field, first) => {
  const content = rubricContent(randomUUID, { first })
  const refusal = await refusalOf(save(cast.lead, rubricInput({ content })))
  expect(refusal).toMatchObject({ code: 'INVALID' })
  expect(JSON.stringify(refusal.details)).toContain(`input.content.sections.0.criteria.0.${field}`)
})

test.each([
  ['a weight of nothing', '{weight}', 0],
  ['a scale that there is not', '{scale}', 'seven'],
  ['a kind that there is not', '{critical}', 'mood'],
  ['an answer that is no answer', '{mayNotApply}', 'yes'],
])('the database refuses %s by itself', async (_, path, value) => {
  const input = rubricInput()
  await save(cast.lead, input)
  const place = path.replace('{', '{sections,0,criteria,0,')
  await expect(
    sql`update rubric_version set content = jsonb_set(content, ${place}::text[], ${JSON.stringify(value)}::jsonb)
      where version_id = ${input.versionId}`.execute(app.owner),
  ).rejects.toThrow('rubric_version_content')
})
