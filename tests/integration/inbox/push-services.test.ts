/** @module-tag attack */

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { makePerson } from '#tests/support/people.ts'
import { type PushDevice, startPushCatcher } from '#tests/support/push-catcher.ts'
import { app, arrived, catcher, notifyPerson, org, setUp, team, within } from './push-setting.ts'

setUp()

/** Somebody with one phone. */
async function somebody(name: string): Promise<{ personId: string; device: PushDevice }> {
  const person = await makePerson(app.owner, org, { name, memberships: [{ role: 'analyst', teamId: team }] })
  await app.owner
    .updateTable('person')
    .set({ quiet_from: null, quiet_until: null })
    .where('person_id', '=', person.personId)
    .execute()
  const device = catcher.device(name)
  const { client } = await app.signIn(person)
  await client.inbox.subscribe.mutate(device.subscription)
  return { personId: person.personId, device }
}

const deliveries = () => app.owner.selectFrom('push_delivery').selectAll().execute()

describe('a push service', () => {
  it.each([
    '1e18',
    '1e-9',
    '9'.repeat(300),
    '-1',
    'never',
  ])('that says Retry-After %s for one device decides over no other', async (retryAfter) => {
    const [busy, other] = [await somebody(`busy ${randomUUID()}`), await somebody(`other ${randomUUID()}`)]
    catcher.answer = ({ device }) => (device.startsWith('busy') ? 429 : 201)
    catcher.retryAfter = ({ device }) => (device.startsWith('busy') ? retryAfter : undefined)
    await notifyPerson(busy.personId)
    await notifyPerson(other.personId)
    await arrived(other.device)
    await arrived(busy.device)
    await expect.poll(async () => (await deliveries()).map(({ attempts }) => attempts), within).toEqual([1])
    const [left] = await deliveries()
    const wait = Date.parse(left?.due_at ?? '') - Date.now()
    expect(wait).toBeGreaterThan(-2_000)
    expect(wait).toBeLessThanOrEqual(3_600_000)
    await app.owner.deleteFrom('push_delivery').execute()
  })

  it('that takes its time holds no transaction, and keeps its lease', async () => {
    const { personId, device } = await somebody('slow')
    let release: (status: number) => void = () => undefined
    catcher.answer = () => new Promise<number>((resolve) => (release = resolve))
    await notifyPerson(personId)
    await arrived(device)
    // Another job may be between two of its statements at this instant; one that waits for the service would stay there.
    const inTransaction = async () =>
      (
        await sql`select 1 from pg_stat_activity where datname = current_database() and application_name = 'dure-owner' and state like 'idle in transaction%'`.execute(
          app.owner,
        )
      ).rows
    await expect.poll(inTransaction, { timeout: 2_000, interval: 20 }).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    // Had the lease lapsed after its three seconds, another run had sent it again.
    expect(device.caught).toHaveLength(1)
    release(201)
    await expect.poll(deliveries, within).toEqual([])
  })

  it('whose sender died is asked again once the lease has lapsed', async () => {
    const { personId, device } = await somebody('orphan')
    await notifyPerson(personId)
    await arrived(device)
    await expect.poll(deliveries, within).toEqual([])
    const [item] = await app.owner.selectFrom('inbox').selectAll().where('person_id', '=', personId).execute()
    const [subscription] = await app.owner
      .selectFrom('push_subscription')
      .selectAll()
      .where('person_id', '=', personId)
      .execute()
    const lease = { lease_id: randomUUID(), leased_until: new Date(Date.now() + 2_000).toISOString() }
    const ids = { inbox_id: item?.inbox_id ?? '', subscription_id: subscription?.subscription_id ?? '' }
    await app.owner
      .insertInto('push_delivery')
      .values({ org_id: org, ...ids, ...lease })
      .execute()
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(device.caught).toHaveLength(1)
    await arrived(device, 2)
  })
})

it('one that hangs holds up no urgent push to another, though it has sixty devices', async () => {
  const silent = await startPushCatcher()
  silent.answer = () => new Promise(() => undefined)
  try {
    const persons = await Promise.all(
      Array.from({ length: 6 }, () =>
        makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId: team }] }),
      ),
    )
    await app.owner
      .updateTable('person')
      .set({ quiet_from: null, quiet_until: null })
      .where('org_id', '=', org)
      .execute()
    for (const person of persons)
      for (let turn = 0; turn < 10; turn++) {
        const { client } = await app.signIn(person)
        await client.inbox.subscribe.mutate(silent.device(`${person.personId} ${turn}`).subscription)
      }
    const { personId, device } = await somebody('elsewhere')
    await Promise.all(persons.map((person) => notifyPerson(person.personId)))
    await expect.poll(() => silent.caught.length, within).toBeGreaterThan(0)
    const asked = Date.now()
    await notifyPerson(personId, true)
    await arrived(device)
    expect(Date.now() - asked).toBeLessThan(2_500)
    expect(silent.caught.length).toBeLessThanOrEqual(16)
  } finally {
    await silent.stop()
    await app.owner.deleteFrom('push_delivery').execute()
  }
})

it('a person has ten devices that take pushes, and the oldest gives way', async () => {
  const person = await makePerson(app.owner, org, { memberships: [{ role: 'analyst', teamId: team }] })
  for (let turn = 0; turn < 12; turn++) {
    const { client } = await app.signIn(person)
    await client.inbox.subscribe.mutate(catcher.device(`device ${turn}`).subscription)
  }
  const left = await app.owner
    .selectFrom('push_subscription')
    .select('endpoint')
    .where('person_id', '=', person.personId)
    .orderBy('created_at')
    .execute()
  expect(left).toHaveLength(10)
  expect(left[0]?.endpoint).toContain('device%202')
})
