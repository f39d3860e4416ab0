import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { remindOfDues } from '#server/features/coaching/jobs.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'
import { dayFromToday, noteInput } from '#tests/integration/coaching/cast.ts'
import { makePerson, type TestPerson } from '#tests/support/people.ts'
import { app, as, cast, save, setUp } from './coaching-setting.ts'

setUp()

const zone = 'Asia/Seoul'
/** So far ahead that nothing else is due, each test on a day of its own. */
const dayAhead = (days: number) => Temporal.Now.plainDateISO(zone).add({ days })
const momentOf = (day: Temporal.PlainDate, hour: number) =>
  day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds

/** Enters a shift from nine to six, so that the day is one of work whatever is celebrated on it. */
async function works(day: Temporal.PlainDate): Promise<void> {
  for (const { personId } of [cast.lead, cast.analyst])
    await app.owner
      .insertInto('shift')
      .values({
        ...{ org_id: cast.org, person_id: personId, shift_id: randomUUID(), kind: 'work' },
        starts_at: new Date(momentOf(day, 9)).toISOString(),
        ends_at: new Date(momentOf(day, 18)).toISOString(),
      })
      .execute()
}
const remind = (now: number) =>
  remindOfDues({ db: app.owner, now: () => now, signal: new AbortController().signal })
async function remindersOf(person: TestPerson, noteId: string) {
  const rows = await app.owner
    .selectFrom('inbox')
    .select('kind')
    .where('person_id', '=', person.personId)
    .where('entity_id', '=', noteId)
    .where('kind', 'in', ['action_due', 'follow_up_due', 'inherited_due'])
    .execute()
  return rows.map(({ kind }) => kind).sort()
}
async function due(day: Temporal.PlainDate, part: Partial<SaveNoteInput> = {}) {
  const dueOn = day.toString()
  const action = (ownerId: string) => ({ actionId: randomUUID(), ownerId, title: 'Read clause 3', dueOn })
  const actions = [action(cast.analyst.personId), action(cast.lead.personId)] as const
  const { input } = await save({ followUpOn: dueOn, actions: [...actions], ...part })
  return { noteId: input.noteId, input, analysts: actions[0] }
}

describe('what is due', () => {
  test('is reminded of once, its owner alone, when their work begins, with two processes at it', async () => {
    const day = dayAhead(40)
    await works(day)
    const { noteId } = await due(day)
    await remind(momentOf(day, 8))
    expect(await remindersOf(cast.analyst, noteId)).toEqual([])
    await Promise.all([remind(momentOf(day, 9)), remind(momentOf(day, 9)), remind(momentOf(day, 9))])
    expect(await remindersOf(cast.analyst, noteId)).toEqual(['action_due'])
    expect(await remindersOf(cast.lead, noteId)).toEqual(['action_due', 'follow_up_due'])
    await remind(momentOf(day, 17))
    await remind(momentOf(day.add({ days: 1 }), 10))
    expect(await remindersOf(cast.analyst, noteId)).toEqual(['action_due'])
    for (const person of [cast.manager, cast.otherLead]) expect(await remindersOf(person, noteId)).toEqual([])
  })

  test('is not reminded of once it is done or came back to, nor to who may not read the note', async () => {
    const day = dayAhead(80)
    await works(day)
    const { noteId, analysts } = await due(day)
    const analyst = await as(cast.analyst)
    await analyst.client.coaching.setActionDone.mutate({
      meta: analyst.meta(1),
      input: { noteId, actionId: analysts.actionId, done: true },
    })
    const lead = await as(cast.lead)
    await lead.client.coaching.followedUp.mutate({ meta: lead.meta(), input: { noteId } })
    const kept = await due(day, { audience: 'me' })
    await remind(momentOf(day, 9))
    expect(await remindersOf(cast.analyst, noteId)).toEqual([])
    expect(await remindersOf(cast.lead, noteId)).toEqual(['action_due'])
    expect(await remindersOf(cast.analyst, kept.noteId)).toEqual([])
    expect(await remindersOf(cast.lead, kept.noteId)).toEqual(['action_due', 'follow_up_due'])
  })

  test('is reminded of again on a later date that it was moved to, never twice for a date', async () => {
    const day = dayAhead(120)
    const later = day.add({ days: 5 })
    await works(day)
    await works(later)
    const { noteId, input } = await due(day)
    await remind(momentOf(day, 9))
    const move = (dueOn: string, base: number) =>
      save({ ...input, actions: input.actions.map((action) => ({ ...action, dueOn })) }, base)
    await move(later.toString(), 1)
    await remind(momentOf(later, 9))
    expect(await remindersOf(cast.analyst, noteId)).toEqual(['action_due', 'action_due'])
    await move(day.toString(), 2)
    await remind(momentOf(day, 10))
    expect(await remindersOf(cast.analyst, noteId)).toEqual(['action_due', 'action_due'])
  })

  test('goes on with who leads the team after its author, who is reminded too, of the person', async () => {
    const day = dayAhead(160)
    await works(day)
    const author = await makePerson(app.owner, cast.org, {
      memberships: [{ role: 'lead', teamId: cast.teamId }],
    })
    const { client, meta } = await as(author)
    const action = (ownerId: string) => ({
      ...{ actionId: randomUUID(), ownerId, title: 'Ask for a tool', dueOn: day.toString() },
    })
    const actions = [action(author.personId), action(cast.analyst.personId)]
    const write = async (part: Partial<SaveNoteInput>) => {
      const input = noteInput(cast, part)
      await client.coaching.saveNote.mutate({ meta: meta(), input })
      return input.noteId
    }
    const noteId = await write({ actions })
    await write({ audience: 'me', actions: [action(author.personId)] })
    await remind(momentOf(day, 9))
    expect(await remindersOf(author, noteId)).toEqual(['action_due'])
    const { personId } = cast.analyst
    expect(await remindersOf(cast.lead, personId)).toEqual([])
    await app.owner
      .updateTable('membership')
      .set({ ends_on: dayFromToday(0) })
      .where('person_id', '=', author.personId)
      .execute()
    await Promise.all([remind(momentOf(day, 10)), remind(momentOf(day, 10))])
    await remind(momentOf(day, 11))
    // The analyst does one of the two actions, and the note that its author kept goes on with nobody.
    for (const lead of [cast.lead, cast.otherLead])
      expect(await remindersOf(lead, personId), lead.name).toEqual(['inherited_due'])
    for (const other of [cast.leadElsewhere, cast.manager])
      expect(await remindersOf(other, personId), other.name).toEqual([])
    expect(await remindersOf(cast.analyst, noteId)).toEqual(['action_due'])
  })

  test('is reminded of for whoever does it since the note was revised, on the same date', async () => {
    const day = dayAhead(200)
    await works(day)
    const { noteId, input, analysts } = await due(day, { followUpOn: null })
    await remind(momentOf(day, 9))
    const given = input.actions.map((action) =>
      action.actionId === analysts.actionId ? { ...action, ownerId: cast.lead.personId } : action,
    )
    await save({ ...input, actions: given }, 1)
    await remind(momentOf(day, 10))
    expect(await remindersOf(cast.lead, noteId)).toEqual(['action_due', 'action_due'])
    expect(await remindersOf(cast.analyst, noteId)).toEqual(['action_due'])
  })
})
