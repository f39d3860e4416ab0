import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOwner } from '#server/db/database.ts'
import type { Schema } from '#server/db/schema.ts'
import { refusalOf, type SignedIn, signIn } from '#tests/support/app.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { type DureProcess, startDureProcess } from '#tests/support/dure-process.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson } from '#tests/support/people.ts'

/** Two processes on one database, as behind a proxy. */
let database: TestDatabase
let owner: ReturnType<typeof openOwner>
let db: Kysely<Schema>
let processes: [DureProcess, DureProcess]
let org: string
let teamId: string
let lead: TestPerson
let managers: TestPerson[]

const rounds = 50

beforeAll(async () => {
  database = await createTestDatabase()
  owner = openOwner(database.ownerUrl)
  db = owner.db
  org = await makeOrg(db)
  teamId = await makeTeam(db, org)
  lead = await makePerson(db, org, { memberships: [{ role: 'lead', teamId }] })
  managers = await Promise.all(
    Array.from({ length: 10 }, (_, number) =>
      makePerson(db, org, { name: `Manager ${number}`, memberships: [{ role: 'manager', teamId }] }),
    ),
  )
  processes = [await startDureProcess(database), await startDureProcess(database)]
}, 120_000)
afterAll(async () => {
  await Promise.all(processes.map((item) => item.stop()))
  await owner.close()
  await database.drop()
})

/** Escalations of the lead that wait for a yes, with a clock each where `due` says when it runs out. */
async function waiting(count: number, due?: (number: number) => number) {
  const made = Array.from({ length: count }, (_, number) => ({
    ...{ id: uuidv7(), request: uuidv7() },
    due: new Date(due?.(number) ?? 0).toISOString(),
  }))
  const rows = JSON.stringify(made)
  const from = sql`jsonb_to_recordset(${rows}::jsonb) as m (id uuid, request uuid, due timestamptz)`
  await sql`insert into escalation (org_id, escalation_id, team_id, raiser_id, holder_id, kind, severity, status, summary,
      zone, claimed_at, submitted_at)
    select ${org}, id, ${teamId}, ${lead.personId}, ${lead.personId}, 'policy_gap', 'P2', 'awaiting_approval', 'words',
      'Asia/Seoul', now(), now() from ${from}`.execute(db)
  await sql`insert into escalation_request (org_id, request_id, escalation_id, author_id, question, recommendation,
      if_approved, if_rejected, content_version, child_safety)
    select ${org}, request, id, ${lead.personId}, 'q', 'r', 'a', 'b', 1, false from ${from}`.execute(db)
  if (due)
    await sql`insert into escalation_clock (org_id, escalation_id, kind, started_at, risk_at, due_at, chain_at, stage)
      select ${org}, id, 'decide', now() - interval '1 hour', now() - interval '1 minute', due, due + interval '1 day', 1
      from ${from}`.execute(db)
  return made
}

const decide = (who: SignedIn, on: { id: string; request: string }, decisionId = uuidv7()) =>
  who.client.escalations.decide.mutate({
    meta: who.meta(),
    input: {
      ...{ escalationId: on.id, requestId: on.request, decisionId, contentVersion: 1 },
      ...{ verdict: 'approve', reason: null },
    },
  })

test(`ten managers decide in the same instant over two processes, ${rounds} times: one decision, one effect, and the others are told whose`, async () => {
  const signed = await Promise.all(
    managers.map((person, number) => signIn(processes[number % 2]?.url ?? '', person)),
  )
  const names = new Map(managers.map(({ personId, name }) => [personId, name]))
  const escalations = await waiting(rounds)
  for (const escalation of escalations) {
    const answers = await Promise.allSettled(signed.map((who) => decide(who, escalation)))
    const winner = answers.findIndex(({ status }) => status === 'fulfilled')
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const by = managers[winner]?.personId ?? ''
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(await refusalOf(Promise.reject(answer.reason))).toEqual({
          code: 'CONFLICT',
          details: {
            reason: 'already_decided',
            values: { by: names.get(by), byId: by, verdict: 'approve', at: expect.any(String) },
          },
        })
  }
  // The ten seconds are over for all of them at once, and both processes see to it.
  await db
    .updateTable('escalation_decision')
    .set({ takes_effect_at: sql<string>`now()` })
    .where('effected_at', 'is', null)
    .execute()
  const approved = db.selectFrom('escalation').select('version').where('status', '=', 'approved')
  await expect
    .poll(async () => (await approved.execute()).map(({ version }) => version), {
      timeout: 90_000,
      interval: 250,
    })
    .toEqual(Array.from({ length: rounds }, () => 2))
  const events = db.selectFrom('escalation_event').select('escalation_id').where('kind', '=', 'approved')
  expect(new Set((await events.execute()).map((row) => row.escalation_id)).size).toBe(rounds)
  expect(await events.execute()).toHaveLength(rounds)
  const notified = db.selectFrom('inbox').select('entity_id').where('person_id', '=', lead.personId)
  expect(await notified.execute()).toHaveLength(rounds)
}, 300_000)

test('what is decided when every process is killed takes effect once they are back, and once', async () => {
  const [escalation] = await waiting(1)
  const [manager] = managers
  if (!escalation || !manager) throw new Error('nobody or nothing to decide')
  const decisionId = uuidv7()
  await decide(await signIn(processes[0].url, manager), escalation, decisionId)
  await Promise.all(processes.map((item) => item.kill()))
  await db
    .updateTable('escalation_decision')
    .set({ takes_effect_at: sql<string>`now()` })
    .where('decision_id', '=', decisionId)
    .execute()
  const statusQuery = db.selectFrom('escalation').select('status').where('escalation_id', '=', escalation.id)
  expect(await statusQuery.executeTakeFirst()).toEqual({ status: 'awaiting_approval' })
  await Promise.all(processes.map((item) => item.start()))
  await expect
    .poll(async () => (await statusQuery.executeTakeFirst())?.status, { timeout: 60_000, interval: 100 })
    .toBe('approved')
  await sleep(1_500)
  const events = await db
    .selectFrom('escalation_event')
    .select('kind')
    .where('escalation_id', '=', escalation.id)
    .execute()
  expect(events).toEqual([{ kind: 'approved' }])
}, 120_000)

test('of many clocks that run out while one of two processes is killed each is told of once, within five seconds', async () => {
  const soon = Date.now() + 1_500
  const falling = 300
  const clocks = await waiting(2_000, (number) =>
    number < falling ? soon + number * 10 : soon + 3_600_000 + number * 1_000,
  )
  await sleep(soon + 1_000 - Date.now())
  await processes[1].kill()
  const notifications = () =>
    sql<{ late: number; entity_id: string; person_id: string }>`
      select i.entity_id, i.person_id, extract(epoch from i.at - c.due_at)::float as late
      from inbox i join escalation_clock c on c.org_id = i.org_id and c.escalation_id = i.entity_id
      where i.kind = 'clock_overdue'`.execute(db)
  await expect
    .poll(async () => (await notifications()).rows.length, { timeout: 30_000, interval: 250 })
    .toBeGreaterThanOrEqual(falling)
  await sleep(1_500)
  const { rows } = await notifications()
  expect(rows.map((row) => row.entity_id).sort()).toEqual(
    clocks
      .slice(0, falling)
      .map(({ id }) => id)
      .sort(),
  )
  expect(new Set(rows.map((row) => row.person_id))).toEqual(new Set([lead.personId]))
  expect(Math.max(...rows.map(({ late }) => late))).toBeLessThan(5)
  expect(Math.min(...rows.map(({ late }) => late))).toBeGreaterThanOrEqual(0)
  await processes[1].start()
}, 120_000)

test('along on-call chains each step is called once, within five seconds of its time, while one of two processes is killed', async () => {
  const chained = 200
  const watched = await makeTeam(db, org)
  const steps = await Promise.all(
    ['first', 'second', 'third'].map((name) =>
      makePerson(db, org, { name, memberships: [{ role: 'lead', teamId: watched }] }),
    ),
  )
  const people = steps.map(({ personId }) => personId)
  await sql`insert into on_call_chain (org_id, team_id, number, starts_on, severities, repeats, sources, person_ids, minutes,
      set_by) values (${org}, ${watched}, 1, date '2020-01-01', '{P0}', 0, '{person,person,person}', ${people}::uuid[],
      '{1,1,1}', ${people[0]})`.execute(db)
  const ids = Array.from({ length: chained }, () => uuidv7())
  await sql`insert into escalation (org_id, escalation_id, team_id, raiser_id, holder_id, kind, severity, status, summary,
      zone, claimed_at, submitted_at)
    select ${org}, id, ${watched}, ${lead.personId}, ${people[0]}, 'policy_gap', 'P0', 'submitted', 'words',
      'Asia/Seoul', now(), clock_timestamp() from unnest(${ids}::uuid[]) as id`.execute(db)
  const calls = async () =>
    (
      await sql<{
        escalation_id: string
        person_id: string
        place: number
      }>`select escalation_id, person_id, place
        from on_call_call where org_id = ${org} and outcome = 'notified'`.execute(db)
    ).rows
  const places = async () => (await calls()).length
  // The first steps run while a process is killed; the minutes of the others are shortened, spread over the time after it.
  await expect.poll(places, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0)
  await processes[0].kill()
  const dueAt = new Map<string, number>()
  for (const [index] of people.entries()) {
    await expect.poll(places, { timeout: 30_000, interval: 100 }).toBe(chained * (index + 1))
    if (index === people.length - 1) break
    const { rows } = await sql<{ escalation_id: string; due: number }>`update on_call_run r
      set next_at = clock_timestamp() + make_interval(secs => 1 + 2 * random())
      where org_id = ${org} and next_at is not null
      returning escalation_id, extract(epoch from next_at)::float as due`.execute(db)
    for (const { escalation_id, due } of rows) dueAt.set(`${escalation_id} ${index + 2}`, due)
    // Killed in the middle of the second steps; the other is back for it.
    if (index === 0) await processes[0].start()
    await sleep(500)
    if (index === 0) await processes[1].kill()
  }
  await sleep(2_000)
  const made = await calls()
  expect(new Set(made.map((call) => `${call.escalation_id} ${call.place}`)).size).toBe(made.length)
  for (const [index, personId] of people.entries())
    expect(made.filter((call) => call.person_id === personId && call.place === index + 1)).toHaveLength(
      chained,
    )
  const { rows: notified } = await sql<{
    entity_id: string
    person_id: string
    at: number
  }>`select entity_id, person_id,
      extract(epoch from at)::float as at from inbox where org_id = ${org} and kind = 'on_call'`.execute(db)
  expect(notified).toHaveLength(chained * people.length)
  const { rows: begun } = await sql<{ escalation_id: string; at: number }>`select escalation_id,
      extract(epoch from submitted_at)::float as at from escalation where team_id = ${watched}`.execute(db)
  for (const { escalation_id, at } of begun) dueAt.set(`${escalation_id} 1`, at)
  const late = notified.map(
    ({ entity_id, person_id, at }) =>
      at - (dueAt.get(`${entity_id} ${people.indexOf(person_id) + 1}`) ?? Number.NaN),
  )
  expect(Math.max(...late)).toBeLessThan(5)
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
  await processes[1].start()
}, 180_000)
