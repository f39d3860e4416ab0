import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CoachingView } from '#shared/coaching/views.ts'
import { type CoachingCast, makeCoachingCast, noteInput } from '#tests/integration/coaching/cast.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'

/** A person about whom there is more than a page: 230 notes an hour apart, every third one the lead's alone. */
const count = 230
let app: TestApp
let cast: CoachingCast
let lead: SignedIn
let analyst: SignedIn
const noteIds = Array.from({ length: count }, () => uuidv7())

beforeAll(async () => {
  app = await startTestApp()
  cast = await makeCoachingCast(app.owner)
  lead = await app.signIn(cast.lead)
  analyst = await app.signIn(cast.analyst)
  const timeAt = (n: number) => new Date(Date.now() - (count - n) * 3_600_000).toISOString()
  await app.owner
    .insertInto('note')
    .values(
      noteIds.map((note_id, n) => ({
        ...{ org_id: cast.org, note_id, team_id: cast.teamId, author_id: cast.lead.personId },
        ...{
          subject_id: cast.analyst.personId,
          audience: n % 3 === 0 ? ('me' as const) : ('person' as const),
        },
        ...{
          kind: 'quick' as const,
          body: JSON.stringify({ kind: 'quick', text: `note ${n}` }),
          criterion: null,
        },
        ...{
          follow_up_on: null,
          followed_up_at: null,
          claimed_at: timeAt(n),
          created_at: timeAt(n),
          version: 1,
        },
        ...{ person_since: n % 3 === 0 ? null : timeAt(n), manager_since: null },
      })),
    )
    .execute()
})
afterAll(() => app.stop())

/** All pages from the first on. */
async function pagesOf({ client }: SignedIn): Promise<CoachingView[]> {
  const { personId } = cast.analyst
  const pages = [await client.coaching.person.query({ personId })]
  for (let older = pages[0]?.older; older; older = pages.at(-1)?.older)
    pages.push(await client.coaching.person.query({ personId, before: older }))
  return pages
}
const idsOf = (pages: CoachingView[]) => pages.flatMap(({ notes }) => notes.map(({ noteId }) => noteId))

describe('a person with many notes', () => {
  test('comes in pages, newest first, each note once and none left out', async () => {
    const pages = await pagesOf(lead)
    expect(pages.map(({ notes, before }) => [notes.length, before !== null])).toEqual([
      [100, false],
      [100, true],
      [30, true],
    ])
    expect(idsOf(pages)).toEqual([...noteIds].reverse())
  })

  test('is paged for each reader by what that reader may see', async () => {
    const pages = await pagesOf(analyst)
    expect(pages.map(({ notes }) => notes.length)).toEqual([100, 53])
    expect(idsOf(pages)).toEqual(noteIds.filter((_, n) => n % 3 !== 0).reverse())
  })

  test('shows on the first page what is old and waits: an action, a follow-up, a reading', async () => {
    const [action = '', followUp = '', reading = ''] = [4, 7, 10].map((n) => noteIds[n])
    const revise = (noteId: string, given: Parameters<typeof noteInput>[1]) =>
      lead.client.coaching.saveNote.mutate({
        meta: lead.meta(1),
        input: noteInput(cast, { noteId, ...given }),
      })
    const actionId = uuidv7()
    await revise(action, {
      actions: [{ actionId, ownerId: cast.lead.personId, title: 'Read again', dueOn: null }],
    })
    await revise(followUp, { followUpOn: '2026-01-02' })
    const read = (noteId: string) =>
      analyst.client.coaching.acknowledge.mutate({ meta: analyst.meta(), input: { noteId, noteVersion: 2 } })
    await read(action)
    await read(followUp)
    await revise(reading, {})
    const [first] = await pagesOf(lead)
    expect(first?.notes).toHaveLength(103)
    expect(idsOf(first ? [first] : []).slice(100)).toEqual([reading, followUp, action])

    await lead.client.coaching.setActionDone.mutate({
      meta: lead.meta(1),
      input: { noteId: action, actionId, done: true },
    })
    await lead.client.coaching.followedUp.mutate({ meta: lead.meta(), input: { noteId: followUp } })
    await read(reading)
    const [after] = await pagesOf(lead)
    expect(after?.notes).toHaveLength(100)
  })

  test('answers with nothing for a place that the reader cannot see', async () => {
    const { personId } = cast.analyst
    const view = await analyst.client.coaching.person.query({ personId, before: noteIds[0] })
    expect(view).toMatchObject({ notes: [], older: null })
  })
})

test('a note shows its newest replies, and the earlier ones in pages, each of them logged', async () => {
  const input = noteInput(cast, { audience: 'person' })
  await lead.client.coaching.saveNote.mutate({ meta: lead.meta(), input })
  const { noteId } = input
  const replyIds = Array.from({ length: 120 }, () => uuidv7())
  await app.owner
    .insertInto('note_reply')
    .values(
      replyIds.map((reply_id, place) => ({
        ...{ org_id: cast.org, note_id: noteId, reply_id, author_id: cast.analyst.personId },
        ...{ note_author_id: cast.lead.personId, text: 'Yes' },
        ...{ at: new Date(Date.now() + place * 1000).toISOString() },
      })),
    )
    .execute()
  const { notes } = await lead.client.coaching.person.query({ personId: cast.analyst.personId })
  const note = notes.find((found) => found.noteId === noteId)
  const idsOf = (replies: readonly { replyId: string }[] = []) => replies.map(({ replyId }) => replyId)
  expect(idsOf(note?.replies)).toEqual(replyIds.slice(70))
  expect(note?.olderReplies).toBe(replyIds[70])
  const second = await lead.client.coaching.replies.query({ noteId, before: replyIds[70] ?? '' })
  expect([idsOf(second.replies), second.older]).toEqual([replyIds.slice(20, 70), replyIds[20]])
  const first = await analyst.client.coaching.replies.query({ noteId, before: replyIds[20] ?? '' })
  expect([idsOf(first.replies), first.older]).toEqual([replyIds.slice(0, 20), null])
})
