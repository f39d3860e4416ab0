import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import type { SetChainInput } from '#shared/escalations/chain-contracts.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { Role } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, kindsOf, setUp, world } from './escalations-setting.ts'

setUp()

const waits = { timeout: 15_000, interval: 100 }
const idOf = (role: Role) => world.people[role].personId
const named = (role: Role, minutes = 5) => ({ source: 'person' as const, personId: idOf(role), minutes })
const shift = { source: 'shift' as const, personId: null, minutes: 5 }
const calendar = { source: 'calendar' as const, personId: null, minutes: 5 }
const chain = () => world.as.lead.client.escalations.chain.query({ teamId: world.teamId })

async function setChain(
  steps: SetChainInput['steps'],
  changes: Partial<SetChainInput> = {},
  who: Role = 'lead',
) {
  const { version, today } = await chain()
  const input = {
    ...{
      teamId: world.teamId,
      startsOn: today,
      severities: ['P0' as const, 'P1' as const],
      repeats: 0,
      steps,
    },
    ...changes,
  }
  const { client, meta } = world.as[who]
  return await client.escalations.setChain.mutate({ meta: meta(version), input })
}
const raised = (changes: Partial<RaiseInput> = {}) => world.raise('analyst', { severity: 'P0', ...changes })

const roleOf = (id: string | undefined) =>
  Object.entries(world.people).find(([, { personId }]) => personId === id)?.[0] ?? null
/** The calls about an escalation, as the reader's page has them: place, who, for whom, and what became of it. */
async function callsOn(escalationId: string, who: Role = 'lead') {
  const view = await world.as[who].client.escalations.onCall.query({ escalationId })
  return (view?.calls ?? []).map(({ place, person, for: standsFor, outcome }) => [
    ...[place, roleOf(person?.personId), roleOf(standsFor?.personId)],
    outcome,
  ])
}
const called = (escalationId: string, expected: unknown[]) =>
  expect.poll(() => callsOn(escalationId), waits).toEqual(expected)
/** The minutes until the next step are over. */
const moveOn = (escalationId: string) =>
  sql`update on_call_run set next_at = now() where escalation_id = ${escalationId} and next_at is not null`.execute(
    app.owner,
  )
async function notifiedOf(escalationId: string, kind: 'on_call' | 'escalation_news') {
  const rows = await app.owner
    .selectFrom('inbox')
    .select(['person_id', 'urgent'])
    .where('entity_id', '=', escalationId)
    .where('kind', '=', kind)
    .orderBy('at')
    .execute()
  return rows.map(({ person_id, urgent }) => [roleOf(person_id), urgent])
}
const takeOver = async (who: Role, escalationId: string, cycle = 1) =>
  await world.as[who].client.escalations.takeOver.mutate({
    meta: world.as[who].meta(),
    input: { escalationId, cycle },
  })
const changeSeverity = async (escalationId: string, severity: 'P0' | 'P2') =>
  await world.as.manager.client.escalations.changeSeverity.mutate({
    meta: world.as.manager.meta((await world.see('manager', escalationId)).version),
    input: { escalationId, severity, reason: 'It looks different now' },
  })

test('each step is called once, the next after its minutes, until somebody takes it over', async () => {
  await setChain([named('coLead', 5), named('lead', 7), named('manager', 9)])
  const id = await raised()
  await called(id, [[1, 'coLead', null, 'notified']])
  const view = await world.as.analyst.client.escalations.onCall.query({ escalationId: id })
  expect(view?.next).toMatchObject({ source: 'person', person: { personId: idOf('lead') } })
  const minutes = (Date.parse(view?.next?.at ?? '') - Date.parse(view?.calls[0]?.at ?? '')) / 60_000
  expect(minutes).toBeCloseTo(5, 1)
  await moveOn(id)
  await called(id, [
    [1, 'coLead', null, 'notified'],
    [2, 'lead', null, 'notified'],
  ])
  expect(await notifiedOf(id, 'on_call')).toEqual([
    ['coLead', true],
    ['lead', true],
  ])

  await takeOver('lead', id)
  const after = await world.see('coLead', id)
  expect(after).toMatchObject({ status: 'acknowledged', holder: { personId: idOf('lead') } })
  expect(kindsOf(after)).toContain('taken_over')
  expect((await notifiedOf(id, 'escalation_news')).map(([role]) => role)).toContain('coLead')
  expect(await refusalOf(takeOver('manager', id))).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'escalation_moved_on' },
  })
  await moveOn(id)
  const isOver = async () =>
    (await sql`select from on_call_run where escalation_id = ${id} and next_at is null`.execute(app.owner))
      .rows.length
  await expect.poll(isOver, waits).toBe(1)
  expect(await callsOn(id)).toHaveLength(2)
  expect((await world.as.lead.client.escalations.onCall.query({ escalationId: id }))?.next).toBeNull()
})

test('a chain begins at its severities alone: also where one is raised to them, and again once it is open anew', async () => {
  await setChain([named('coLead')], { severities: ['P0'] })
  const id = await raised({ severity: 'P2' })
  const other = await raised({ severity: 'P1' })
  await world.as.lead.client.escalations.changeSeverity.mutate({
    meta: world.as.lead.meta((await world.see('lead', id)).version),
    input: { escalationId: id, severity: 'P0', reason: null },
  })
  await called(id, [[1, 'coLead', null, 'notified']])
  expect(await callsOn(other)).toEqual([])
  const { analyst } = world.as
  await analyst.client.escalations.close.mutate({
    meta: analyst.meta(),
    input: { escalationId: id, reason: null },
  })
  await analyst.client.escalations.reopen.mutate({
    meta: analyst.meta(),
    input: { escalationId: id, reason: 'It is back' },
  })
  await called(id, [
    [1, 'coLead', null, 'notified'],
    [1, 'coLead', null, 'notified'],
  ])
  // From a page of the opening before.
  expect(await refusalOf(takeOver('coLead', id, 1))).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'escalation_moved_on' },
  })
  await takeOver('coLead', id, 2)
})

test('its raiser asking for a decision acknowledges nothing: the next is called', async () => {
  await setChain([named('coLead'), named('manager')])
  const id = await world.raise('lead', { severity: 'P1' })
  await called(id, [[1, 'coLead', null, 'notified']])
  await world.request('lead', id)
  await moveOn(id)
  await called(id, [
    [1, 'coLead', null, 'notified'],
    [2, 'manager', null, 'notified'],
  ])
})

test('one that is lowered below the chain sleeps, and goes on once it is raised again', async () => {
  await setChain([named('coLead'), named('manager')])
  const id = await raised()
  await called(id, [[1, 'coLead', null, 'notified']])
  await changeSeverity(id, 'P2')
  await moveOn(id)
  // A run of another one shows that the job has been there.
  await called(await raised(), [[1, 'coLead', null, 'notified']])
  expect(await callsOn(id)).toHaveLength(1)
  await changeSeverity(id, 'P0')
  await called(id, [
    [1, 'coLead', null, 'notified'],
    [2, 'manager', null, 'notified'],
  ])
})

test('calls of every severity are urgent, and who is next is nothing that a partner learns', async () => {
  await setChain([named('coLead'), named('manager')], { severities: ['P2'] })
  const id = await raised({ severity: 'P2', function: 'policy' })
  await called(id, [[1, 'coLead', null, 'notified']])
  expect(await notifiedOf(id, 'on_call')).toEqual([['coLead', true]])
  const view = await world.as.policy.client.escalations.onCall.query({ escalationId: id })
  expect(view?.next).toMatchObject({ source: 'person', person: null })
})

test('a step of somebody who was erased is passed over, and the chains of others go on', async () => {
  await setChain([named('coLead'), named('lead'), named('manager')])
  const gone = uuidv7()
  await sql`update on_call_chain set person_ids = array[${gone}, ${gone}, ${idOf('manager')}]::uuid[]
    where org_id = ${world.org} and number = (select max(number) from on_call_chain where org_id = ${world.org})`.execute(
    app.owner,
  )
  const id = await raised()
  await called(id, [
    [1, null, null, 'left'],
    [2, null, null, 'left'],
    [3, 'manager', null, 'notified'],
  ])
  await setChain([named('coLead')])
  await called(await raised(), [[1, 'coLead', null, 'notified']])
})

test('what is merged away is called about no more, and what it is merged into from its higher severity on', async () => {
  await setChain([named('coLead'), named('manager')])
  const [id, into] = [await raised(), await raised({ severity: 'P2' })]
  await called(id, [[1, 'coLead', null, 'notified']])
  await world.as.lead.client.escalations.merge.mutate({
    meta: world.as.lead.meta(),
    input: { escalationId: id, intoId: into },
  })
  await moveOn(id)
  await called(into, [[1, 'coLead', null, 'notified']])
  expect(await callsOn(id)).toHaveLength(1)
})

describe('whoever cannot be called', () => {
  test('is passed over at once: its subject, who has no role any more, and who is away', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString()
    await setChain([named('coLead'), named('lead'), named('manager')])
    await sql`insert into shift (org_id, shift_id, person_id, starts_at, ends_at, kind)
      values (${world.org}, ${uuidv7()}, ${idOf('lead')}, now() - interval '1 hour', ${until}, 'absence')`.execute(
      app.owner,
    )
    const id = await raised({ subjectId: idOf('coLead'), kind: 'people', function: null })
    await expect
      .poll(() => callsOn(id, 'manager'), waits)
      .toEqual([
        [1, 'coLead', null, 'barred'],
        [2, 'lead', null, 'away'],
        [3, 'manager', null, 'notified'],
      ])
    expect(await refusalOf(callsOn(id, 'coLead'))).toMatchObject({ code: 'NOT_FOUND' })
    await sql`delete from shift where person_id = ${idOf('lead')}`.execute(app.owner)
  })

  test('is called by who stands in for them, in their name', async () => {
    await setChain([named('coLead')])
    await sql`insert into delegation (org_id, delegation_id, from_id, to_id, role, starts_at, ends_at)
      values (${world.org}, ${uuidv7()}, ${idOf('coLead')}, ${idOf('lead')}, 'lead', now(), now() + interval '1 hour')`.execute(
      app.owner,
    )
    const id = await raised()
    await called(id, [[1, 'lead', 'coLead', 'notified']])
    await sql`delete from delegation where org_id = ${world.org}`.execute(app.owner)
  })

  test('leaves the managers, and the page says so', async () => {
    await setChain([shift, calendar])
    const id = await raised()
    await called(id, [
      [1, null, null, 'nobody'],
      [2, null, null, 'nobody'],
      [0, 'director', null, 'notified'],
      [0, 'manager', null, 'notified'],
    ])
    await setChain([])
    const empty = await raised()
    await called(empty, [
      [0, 'director', null, 'notified'],
      [0, 'manager', null, 'notified'],
    ])
  })
})

test('leads on shift are called, and whoever the imported calendar names at that moment', async () => {
  await setChain([shift, calendar])
  const { lead } = world.as
  const hour = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString()
  const turn = (role: Role, from: number, until: number) => ({
    ...{ personId: idOf(role), startsAt: hour(from), endsAt: hour(until) },
  })
  const send = async (turns: ReturnType<typeof turn>[], base: number | null) =>
    await lead.client.escalations.importCalendar.mutate({
      meta: lead.meta(base),
      input: { teamId: world.teamId, source: 'Rota', turns },
    })
  expect(await refusalOf(send([turn('peer', -1, 1)], null))).toMatchObject({
    code: 'INVALID',
    details: { field: 'turns.0.personId', reason: 'not_reachable' },
  })
  await send([turn('lead', -1, 1)], null)
  expect(await refusalOf(send([turn('lead', -1, 1)], null))).toMatchObject({ code: 'CONFLICT' })
  await send([turn('lead', -3, -1), turn('manager', -1, 1), turn('lead', 1, 3)], 1)
  const { calendar: imported } = await chain()
  expect(imported?.turns.map(({ person }) => roleOf(person.personId))).toEqual(['manager', 'lead'])
  await sql`insert into shift (org_id, shift_id, person_id, starts_at, ends_at, kind)
    values (${world.org}, ${uuidv7()}, ${idOf('coLead')}, ${hour(-1)}, ${hour(1)}, 'work')`.execute(app.owner)
  const id = await raised()
  await called(id, [[1, 'coLead', null, 'notified']])
  await moveOn(id)
  await called(id, [
    [1, 'coLead', null, 'notified'],
    [2, 'manager', null, 'notified'],
  ])
  await sql`delete from shift where person_id = ${idOf('coLead')}`.execute(app.owner)
})

test('the words of a calendar mean who leads the team or manages it, by name or address', async () => {
  const { client } = world.as.lead
  const { email } = world.people.manager
  const { people } = await client.escalations.called.query({
    teamId: world.teamId,
    called: [email.toUpperCase(), 'CoLead', 'peer', 'nobody@example.org'],
  })
  expect(people.map(({ personId }) => roleOf(personId ?? undefined))).toEqual([
    'manager',
    'coLead',
    null,
    null,
  ])
})

test('a call about child safety says its reference alone', async () => {
  await setChain([named('coLead')])
  const id = await raised({
    ...{
      kind: 'safety',
      category: 'child_safety',
      summary: 'words nobody else reads',
      caseReference: 'REF-9',
    },
  })
  await called(id, [[1, 'coLead', null, 'notified']])
  const { items } = await world.as.coLead.client.inbox.list.query()
  const item = items.find(({ kind, entityId }) => kind === 'on_call' && entityId === id)
  expect(item).toMatchObject({ subject: 'REF-9' })
})

describe('a chain that is set', () => {
  let version: number
  let today: string
  beforeAll(async () => {
    ;({ version, today } = await chain())
  })

  test('holds from its day on, beside those that were set before', async () => {
    const tomorrow = Temporal.PlainDate.from(today).add({ days: 1 }).toString()
    await setChain([named('manager')], { startsOn: tomorrow }, 'manager')
    const view = await chain()
    expect(view.version).toBe(version + 1)
    expect(view.chains[0]).toMatchObject({ startsOn: tomorrow, setBy: { personId: idOf('manager') } })
    const id = await raised()
    await called(id, [[1, 'coLead', null, 'notified']])
  })

  test('is refused for a day that is over, for somebody who cannot be called, and over another one', async () => {
    const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 }).toString()
    expect(await refusalOf(setChain([], { startsOn: yesterday }))).toMatchObject({
      code: 'INVALID',
      details: { field: 'startsOn', reason: 'past' },
    })
    expect(await refusalOf(setChain([named('lead'), named('peer')]))).toMatchObject({
      code: 'INVALID',
      details: { field: 'steps.1.personId', reason: 'not_reachable' },
    })
    const { lead } = world.as
    const input = { teamId: world.teamId, startsOn: today, severities: [], repeats: 0, steps: [] }
    expect(
      await refusalOf(lead.client.escalations.setChain.mutate({ meta: lead.meta(0), input })),
    ).toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'chain_changed' },
    })
    expect(await refusalOf(setChain([], {}, 'admin'))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(setChain([], {}, 'otherManager'))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
