import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { app, setUp, world } from './escalations-setting.ts'

setUp()

test('the list has the overdue first, the most severe before what is overdue for longer', async () => {
  const { as, raise } = world
  const [later, normal, urgent] = [
    await raise('analyst', { severity: 'P0', kind: 'tool_fault' }),
    await raise('analyst', { severity: 'P3' }),
    await raise('analyst', { severity: 'P1' }),
  ]
  const overdueFor = (id: string, hours: number) =>
    sql`update escalation_clock set due_at = now() - make_interval(hours => ${hours}), risk_at = now() - interval '9 hours'
      where escalation_id = ${id}`.execute(app.owner)
  await overdueFor(normal, 5)
  await overdueFor(urgent, 1)
  const { rows } = await as.lead.client.escalations.list.query({ scope: 'team', state: 'open' })
  const ids = rows.map(({ escalationId }) => escalationId)
  expect([later, normal, urgent].toSorted((a, b) => ids.indexOf(a) - ids.indexOf(b))).toEqual([
    urgent,
    normal,
    later,
  ])
})
