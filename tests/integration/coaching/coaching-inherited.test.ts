import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { dayFromToday, noteInput } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { makePerson, type TestPerson } from '#tests/support/people.ts'
import { app, as, cast, forget, found, seenBy, setUp } from './coaching-setting.ts'

setUp()

/** Writes a note of somebody who leads the team only until it is written, with an action of each of the two. */
async function leftBehind(audience: 'me' | 'person' = 'person') {
  const author = await makePerson(app.owner, cast.org, {
    name: 'Lead of before',
    memberships: [{ role: 'lead', teamId: cast.teamId }],
  })
  const action = (ownerId: string, title: string) => ({
    ...{ actionId: randomUUID(), ownerId, title, dueOn: dayFromToday(1) },
  })
  const actions = [action(author.personId, 'Ask for a tool'), action(cast.analyst.personId, 'Read clause 3')]
  const { client, meta } = await as(author)
  const input = noteInput(cast, { audience, actions, body: { kind: 'quick', text: 'Between the two' } })
  await client.coaching.saveNote.mutate({ meta: meta(), input })
  const leave = async () => {
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('person_id', '=', author.personId)
      .execute()
    forget()
  }
  return { author, input, actions, leave }
}
const inheritedBy = async (person: TestPerson, noteId: string) => {
  const { client } = await as(person)
  const view = await found(client.coaching.inherited.query({ personId: cast.analyst.personId }))
  return view?.actions.filter((action) => action.noteId === noteId)
}
const finish = async (
  person: TestPerson,
  action: { noteId: string; actionId: string },
  base = 1,
  done = true,
) => {
  const { client, meta } = await as(person)
  return await client.coaching.setActionDone.mutate({ meta: meta(base), input: { ...action, done } })
}

describe('actions of a lead of before', () => {
  test('go on with who leads the team now, without the words of the note', async () => {
    const { author, input, leave } = await leftBehind()
    expect(await inheritedBy(cast.lead, input.noteId)).toEqual([])
    await leave()
    const seen = await inheritedBy(cast.lead, input.noteId)
    expect(seen?.map(({ title, owner, author: by }) => [title, owner.name, by.name]).sort()).toEqual([
      ['Ask for a tool', author.name, author.name],
      ['Read clause 3', 'Analyst', author.name],
    ])
    expect(await seenBy(cast.lead, input.noteId)).toBeUndefined()
    const { client } = await as(cast.lead)
    const refusal = await refusalOf(client.coaching.revisions.query({ noteId: input.noteId }))
    expect(refusal.code).toBe('NOT_FOUND')
  })

  test('of a note that its author kept go on with nobody', async () => {
    const { input, actions, leave } = await leftBehind('me')
    await leave()
    expect(await inheritedBy(cast.lead, input.noteId)).toEqual([])
    const [first] = actions
    const refusal = await refusalOf(
      finish(cast.lead, { noteId: input.noteId, actionId: first?.actionId ?? '' }),
    )
    expect(refusal.code).toBe('NOT_FOUND')
  })

  test('are finished by the lead of now, who can take that back, and the analyst sees it', async () => {
    const { input, actions, leave } = await leftBehind()
    await leave()
    const { noteId } = input
    const actionId = actions[0]?.actionId ?? ''
    await finish(cast.lead, { noteId, actionId })
    const doneFor = async () =>
      (await seenBy(cast.analyst, noteId))?.actions.find((action) => action.actionId === actionId)?.doneAt
    expect(await doneFor()).toEqual(expect.any(String))
    // Whoever else leads the team sees what is open alone.
    expect((await inheritedBy(cast.otherLead, noteId))?.map(({ title }) => title)).toEqual(['Read clause 3'])
    expect((await refusalOf(finish(cast.lead, { noteId, actionId }))).code).toBe('CONFLICT')
    await finish(cast.lead, { noteId, actionId }, 2, false)
    expect(await doneFor()).toBeNull()
  })

  test('stand on Today of the lead of now where the former lead was to do them, and lead to the person', async () => {
    const { actions, leave } = await leftBehind()
    await leave()
    const { client } = await as(cast.lead)
    const { items } = await client.today.list.query()
    const ours = items.flatMap((item) =>
      item.kind === 'action' && actions.some(({ actionId }) => actionId === item.actionId) ? [item] : [],
    )
    expect(ours).toMatchObject([
      { title: 'Ask for a tool', inherited: true, person: { personId: cast.analyst.personId } },
    ])
  })

  test('are closed to managers, to leads elsewhere, to the one who left and to the analyst’s colleagues', async () => {
    const { author, input, actions, leave } = await leftBehind()
    await leave()
    const action = { noteId: input.noteId, actionId: actions[0]?.actionId ?? '' }
    for (const person of [cast.manager, cast.leadElsewhere, cast.otherAnalyst, cast.admin, author]) {
      expect(await inheritedBy(person, input.noteId), person.name).toBeUndefined()
      expect((await refusalOf(finish(person, action))).code, person.name).toBe('NOT_FOUND')
    }
    expect(await inheritedBy(cast.analyst, input.noteId)).toBeUndefined()
  })
})
