import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Role, startEscalations } from '#tests/integration/escalations/cast.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'

let app: TestApp
let world: Awaited<ReturnType<typeof startEscalations>>
beforeAll(async () => {
  app = await startTestApp()
  world = await startEscalations(app)
})
afterAll(() => app.stop())

/** Returns what the notifications of one escalation say to somebody, the newest first. */
const saidTo = async (who: Role, id: string) =>
  (await world.as[who].client.inbox.list.query()).items
    .filter((item) => item.entityId === id)
    .map(({ kind, event, subject, by }) => [kind, event, subject, by?.name ?? null])

test('a notification says what happened, to what and by whom, also where a job sent it', async () => {
  const id = await world.raise('analyst')
  const title = 'Two clauses disagree'
  await world.request('lead', id)
  expect(await saidTo('manager', id)).toContainEqual(['approval_waiting', null, title, 'lead'])
  await world.decide('manager', id, 'ask')
  expect(await saidTo('lead', id)).toEqual([['escalation_news', 'asked', title, 'manager']])
  await world.ripen(await world.decide('manager', id))
  await expect
    .poll(() => saidTo('analyst', id), { timeout: 15_000, interval: 100 })
    .toContainEqual(['escalation_news', 'approved', title, 'manager'])
})

test('child safety is called by its reference, and what is hidden by now by nothing', async () => {
  const id = await world.raise('analyst', {
    ...{ kind: 'safety', category: 'child_safety', severity: 'P1', function: 'policy' },
    ...{ summary: 'Two reports', caseReference: 'REF-9' },
  })
  const subjects = async () => (await saidTo('policy', id)).map(([, , subject]) => subject)
  expect(await subjects()).toEqual(['REF-9'])
  await app.owner.updateTable('escalation').set({ function: null }).where('escalation_id', '=', id).execute()
  expect(await subjects()).toEqual([null])
})

test('a request to talk is called by the other of the two, and nobody else has a row of it', async () => {
  const { lead, analyst } = world.as
  const requestId = uuidv7()
  const addresseeId = lead.person.personId
  await analyst.client.checkIns.askToTalk.mutate({ meta: analyst.meta(), input: { requestId, addresseeId } })
  const answer = { requestId, answer: 'will_talk', proposedAt: null } as const
  await lead.client.checkIns.answerTalk.mutate({ meta: lead.meta(), input: answer })
  const rowsOf = async (who: Role) =>
    (await world.as[who].client.inbox.list.query()).items
      .filter((item) => item.entityId === requestId)
      .map(({ kind, about }) => [kind, about?.person.name, about?.noteKind])
  expect(await rowsOf('lead')).toEqual([['talk_requested', 'analyst', null]])
  expect(await rowsOf('analyst')).toEqual([['talk_answered', 'lead', null]])
  expect(await rowsOf('peer')).toEqual([])
})

test('a note is called by who wrote it or whom it is about, never by a word of it', async () => {
  const { lead, analyst, manager } = world.as
  const noteId = uuidv7()
  const secret = 'CANARY-what-was-said'
  const save = (audience: 'person' | 'manager', base?: number) =>
    lead.client.coaching.saveNote.mutate({
      meta: lead.meta(base),
      input: {
        ...{ noteId, teamId: world.teamId, subjectId: analyst.person.personId, audience, criterion: null },
        ...{ body: { kind: 'recognition', text: secret }, evidence: [], followUpOn: null, actions: [] },
      },
    })
  const about = async (who: Role) =>
    (await world.as[who].client.inbox.list.query()).items
      .filter((item) => item.entityId === noteId)
      .map(({ kind, about }) => [kind, about && [about.person.name, about.noteKind]])
  await save('manager')
  expect(await about('analyst')).toEqual([['note_shared', ['lead', 'recognition']]])
  const reply = { noteId, replyId: uuidv7(), text: 'CANARY-reply' }
  await analyst.client.coaching.reply.mutate({ meta: analyst.meta(), input: reply })
  expect(await about('lead')).toEqual([['note_replied', ['analyst', null]]])
  expect(await about('manager')).toEqual([])
  for (const who of [lead, analyst, manager])
    expect(JSON.stringify(await who.client.inbox.list.query())).not.toContain('CANARY')
  // A former lead keeps the row, without the name of whom it was about.
  await app.owner
    .updateTable('membership')
    .set({ ends_on: sql<string>`(now() at time zone 'Asia/Seoul')::date` })
    .where('person_id', '=', lead.person.personId)
    .execute()
  expect(await about('lead')).toEqual([['note_replied', null]])
})
