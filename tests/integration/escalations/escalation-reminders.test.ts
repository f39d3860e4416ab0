import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Role } from '#tests/integration/escalations/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, kindsOf, setUp, world } from './escalations-setting.ts'

setUp()

/** Raised by the analyst and assigned to the co-lead. */
async function assigned(): Promise<string> {
  const { as, raise, people } = world
  const escalationId = await raise('analyst')
  await as.lead.client.escalations.assign.mutate({
    meta: as.lead.meta(),
    input: { escalationId, personId: people.coLead.personId },
  })
  return escalationId
}
const runOut = (id: string) =>
  sql`update escalation_clock set risk_at = now() - interval '2 hours', due_at = now() - interval '1 hour'
    where escalation_id = ${id}`.execute(app.owner)
const remind = (who: Role, escalationId: string) =>
  world.as[who].client.escalations.remind.mutate({ meta: world.as[who].meta(), input: { escalationId } })
const reminders = async (id: string) =>
  (await world.see('analyst', id)).events.filter(({ kind }) => kind === 'reminded')

test('who is late is reminded once an hour, by whoever sees it, and the log says by whom', async () => {
  const { people } = world
  const id = await assigned()
  expect(await refusalOf(remind('analyst', id))).toMatchObject({ details: { reason: 'nothing_overdue' } })
  await runOut(id)
  expect(await refusalOf(remind('coLead', id))).toMatchObject({ details: { reason: 'nobody_to_remind' } })
  expect(await refusalOf(remind('peer', id))).toMatchObject({ code: 'NOT_FOUND' })
  await remind('analyst', id)
  expect(await reminders(id)).toMatchObject([
    { actor: { personId: people.analyst.personId }, other: { personId: people.coLead.personId } },
  ])
  expect(await refusalOf(remind('manager', id))).toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'reminded_already' },
  })
  expect(await reminders(id)).toHaveLength(1)

  await sql`update escalation_event set at = at - interval '1 hour'
    where escalation_id = ${id} and kind = 'reminded'`.execute(app.owner)
  await remind('manager', id)
  expect(await reminders(id)).toHaveLength(2)
})

test('a reminder reaches the one who has it, and nobody else', async () => {
  const { people } = world
  const id = await assigned()
  await runOut(id)
  // The sweep has told of the clock; only what comes after that is the reminder's.
  await expect.poll(async () => kindsOf(await world.see('analyst', id))).toContain('overdue')
  await sql`delete from inbox where entity_id = ${id}`.execute(app.owner)
  await remind('analyst', id)
  const { rows } = await sql`select person_id, kind from inbox where entity_id = ${id}`.execute(app.owner)
  expect(rows).toEqual([{ person_id: people.coLead.personId, kind: 'clock_overdue' }])
})

test('who waits for a decision reminds who has it an hour after it was asked for', async () => {
  const { as, raise, request, see, people } = world
  const id = await raise('analyst', { severity: 'P2' })
  await request('lead', id)
  const { holder } = await see('lead', id)
  expect(await refusalOf(remind('lead', id))).toMatchObject({ details: { reason: 'nothing_overdue' } })
  await sql`update escalation_request set at = at - interval '1 hour' where escalation_id = ${id}`.execute(
    app.owner,
  )
  await sql`delete from inbox where entity_id = ${id}`.execute(app.owner)
  await remind('lead', id)
  expect(await reminders(id)).toMatchObject([{ actor: { personId: people.lead.personId }, other: holder }])
  const { rows } = await sql`select person_id, kind from inbox where entity_id = ${id}`.execute(app.owner)
  expect(rows).toEqual([{ person_id: holder?.personId, kind: 'approval_waiting' }])
  expect(await refusalOf(remind('analyst', id))).toMatchObject({ details: { reason: 'reminded_already' } })
  expect(as.lead.person.personId).not.toBe(holder?.personId)
})
