import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { commentLimit } from '#shared/coaching/rules.ts'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { makePerson, type TestPerson } from '#tests/support/people.ts'
import {
  app,
  as,
  cast,
  cursorOf,
  forget,
  found,
  noticesSince,
  save,
  seenBy,
  setUp,
} from './coaching-setting.ts'

setUp()

type Action = { noteId: string; actionId: string }

async function withAction(audience: 'me' | 'person' | 'manager' = 'person'): Promise<Action> {
  const actionId = randomUUID()
  const { input } = await save({
    audience,
    actions: [{ actionId, ownerId: cast.analyst.personId, title: 'Read clause 3', dueOn: null }],
  })
  return { noteId: input.noteId, actionId }
}
async function comment(person: TestPerson, action: Action, text: string | null, base: number | null = null) {
  const { client, meta } = await as(person)
  return await client.coaching.commentAction.mutate({ meta: meta(base), input: { ...action, text } })
}
const read = async (person: TestPerson, { noteId, actionId }: Action) =>
  (await seenBy(person, noteId))?.actions
    .find((action) => action.actionId === actionId)
    ?.comments.map(({ author, text }) => [author.name, text])

describe('a comment on an action', () => {
  test('is read by who reads the note, one of each of the two, with nobody’s words lost', async () => {
    const action = await withAction('manager')
    const cursor = await cursorOf(cast.lead)
    await comment(cast.analyst, action, 'Read it, with two new cases.')
    expect((await noticesSince(cast.lead, cursor)).map(({ feature }) => feature)).toContain('coaching')
    await comment(cast.lead, action, 'Seen together on Friday.')
    const both = [
      ['Analyst', 'Read it, with two new cases.'],
      ['Lead', 'Seen together on Friday.'],
    ]
    for (const person of [cast.analyst, cast.lead, cast.manager])
      expect(await read(person, action), person.name).toEqual(both)
    expect(await read(cast.otherLead, action)).toBeUndefined()
  })

  test('is changed on from the version that was seen: two devices lose no wording', async () => {
    const action = await withAction()
    expect(await comment(cast.analyst, action, 'First')).toMatchObject({ version: 1 })
    expect((await refusalOf(comment(cast.analyst, action, 'From another phone'))).code).toBe('CONFLICT')
    expect(await comment(cast.analyst, action, 'Second', 1)).toMatchObject({ version: 2 })
    expect((await refusalOf(comment(cast.analyst, action, 'Late', 1))).code).toBe('CONFLICT')
    expect(await read(cast.lead, action)).toEqual([['Analyst', 'Second']])
    expect(await comment(cast.analyst, action, null, 2)).toMatchObject({ version: 3 })
    expect(await read(cast.lead, action)).toEqual([['Analyst', null]])
    expect(await comment(cast.analyst, action, 'Again', 3)).toMatchObject({ version: 4 })
  })

  test('stays with an action that is opened again and with a revision of its note', async () => {
    const action = await withAction()
    await comment(cast.analyst, action, 'Half of it')
    const { client, meta } = await as(cast.analyst)
    for (const [done, base] of [
      [true, 1],
      [false, 2],
    ] as const)
      await client.coaching.setActionDone.mutate({ meta: meta(base), input: { ...action, done } })
    expect(await read(cast.lead, action)).toEqual([['Analyst', 'Half of it']])
  })

  test.each([
    ['empty', ''],
    ['blank', ' \n '],
    ['longer than it may be', 'x'.repeat(commentLimit + 1)],
    ['with a character that no text has', 'a\u0000b'],
  ])('%s is refused at its field', async (_, text) => {
    const action = await withAction()
    const refusal = await refusalOf(comment(cast.analyst, action, text))
    expect(refusal).toMatchObject({ code: 'INVALID', details: { field: 'input.text' } })
    expect(await read(cast.lead, action)).toEqual([])
  })

  test('keeps odd letters as they are, up to its last', async () => {
    const action = await withAction()
    const text = `“확인” 👩‍🔧 ${'é'.repeat(commentLimit - 12)}`.slice(0, commentLimit)
    await comment(cast.analyst, action, text)
    expect(await read(cast.lead, action)).toEqual([['Analyst', text]])
  })

  test('is refused where the action is not the writer’s to finish', async () => {
    const kept = await withAction('me')
    const shared = await withAction('manager')
    for (const [person, action, code] of [
      [cast.analyst, kept, 'NOT_FOUND'],
      [cast.manager, shared, 'FORBIDDEN'],
      [cast.otherLead, shared, 'NOT_FOUND'],
      [cast.otherAnalyst, shared, 'NOT_FOUND'],
      [cast.admin, shared, 'NOT_FOUND'],
      [cast.lead, { ...shared, noteId: kept.noteId }, 'NOT_FOUND'],
    ] as const)
      expect((await refusalOf(comment(person, action, 'x'))).code, person.name).toBe(code)
  })
})

test('of an action that goes on with another lead, each reads what the note’s readers may and the new lead their own', async () => {
  const author = await makePerson(app.owner, cast.org, {
    name: 'Lead of before',
    memberships: [{ role: 'lead', teamId: cast.teamId }],
  })
  const actionId = randomUUID()
  const noteId = randomUUID()
  const { client, meta } = await as(author)
  await client.coaching.saveNote.mutate({
    meta: meta(),
    input: {
      ...{
        noteId,
        teamId: cast.teamId,
        subjectId: cast.analyst.personId,
        audience: 'person',
        criterion: null,
      },
      ...{ body: { kind: 'quick', text: 'Between the two' }, evidence: [], followUpOn: null },
      actions: [{ actionId, ownerId: author.personId, title: 'Ask for a tool', dueOn: dayFromToday(1) }],
    },
  })
  const action = { noteId, actionId }
  await comment(author, action, 'Asked, no answer yet.')
  await app.owner
    .updateTable('membership')
    .set({ ends_on: dayFromToday(0) })
    .where('person_id', '=', author.personId)
    .execute()
  forget()
  const inherited = async () => {
    const lead = await as(cast.lead)
    const view = await found(lead.client.coaching.inherited.query({ personId: cast.analyst.personId }))
    return view?.actions.find((item) => item.actionId === actionId)?.comments.map(({ text }) => text)
  }
  expect(await inherited()).toEqual([])
  await comment(cast.lead, action, 'The tool is there.')
  expect(await inherited()).toEqual(['The tool is there.'])
  expect(await read(cast.analyst, action)).toEqual([
    ['Lead of before', 'Asked, no answer yet.'],
    ['Lead', 'The tool is there.'],
  ])
  expect((await refusalOf(comment(author, action, 'Late'))).code).toBe('NOT_FOUND')
})
