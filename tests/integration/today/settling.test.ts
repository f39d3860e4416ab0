import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { SettleInput } from '#shared/today/contracts.ts'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import { refusalOf } from '#tests/support/app.ts'
import { app, as, cast, expectNothingFor, itemsOf, save, settle, setUp, todayOf } from './today-setting.ts'

setUp()

test('a signal in an analyst’s data reaches those who lead them, with the name', async () => {
  await app.owner
    .updateTable('team')
    .set({ audited_through: sql<string>`now()` })
    .where('team_id', '=', cast.teamId)
    .execute()
  await sql`insert into audit_day (org_id, team_id, analyst_id, day, n, correct, missed, over_enforced, unverified)
    select ${cast.org}, ${cast.teamId}, ${cast.analyst.personId}, ${dayFromToday(0)}::date - g, 20,
      case when g < 35 then 12 else 19 end, case when g < 35 then 8 else 1 end, 0, 0
    from generate_series(0, 120) g`.execute(app.owner)
  const items = await itemsOf(cast.lead)
  expect(items.length).toBeGreaterThan(0)
  expect(items).toContainEqual(
    expect.objectContaining({
      kind: 'signal',
      group: 'people',
      person: { personId: cast.analyst.personId, name: 'Analyst' },
      signal: expect.objectContaining({
        kind: 'more_errors',
        point: expect.objectContaining({ metric: 'missed' }),
      }),
    }),
  )
  await expectNothingFor('analyst', 'exLead', 'manager', 'otherManager', 'leadElsewhere', 'partner', 'admin')
})

describe('settling', () => {
  test('takes the row away for this reader alone, and the undo brings it back', async () => {
    await save()
    const [item] = await itemsOf(cast.analyst)
    const key = item?.key ?? ''
    await settle(cast.lead, { key, how: 'done', until: null })
    expect(await itemsOf(cast.analyst)).toHaveLength(1)
    const first = await settle(cast.analyst, { key, how: 'done', until: null })
    expect(first).toMatchObject({ entityId: cast.analyst.personId, version: 1 })
    const today = await todayOf(cast.analyst)
    // The row itself stays with it, so that a phone without a network can put it back.
    expect(today).toMatchObject({
      items: [],
      settled: [{ key, how: 'done', item }],
      day: dayFromToday(0),
    })
    const { client, meta } = await as(cast.analyst)
    await client.today.unsettle.mutate({ meta: meta(), input: { key } })
    expect(await todayOf(cast.analyst)).toMatchObject({ items: [{ key }], settled: [] })
  })

  test('for later holds until then', async () => {
    await save()
    const [item] = await itemsOf(cast.analyst)
    const key = item?.key ?? ''
    const timeAt = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
    const until = timeAt(60)
    await settle(cast.analyst, { key, how: 'later', until })
    expect(await todayOf(cast.analyst)).toMatchObject({ items: [], settled: [{ key, how: 'later', until }] })
    await settle(cast.analyst, { key, how: 'later', until: timeAt(-1) })
    expect(await todayOf(cast.analyst)).toMatchObject({ items: [{ key }], settled: [] })
  })

  test('of a day before stays settled and leaves the list of today', async () => {
    await save()
    const [item] = await itemsOf(cast.analyst)
    const key = item?.key ?? ''
    await settle(cast.analyst, { key, how: 'done', until: null })
    await app.owner
      .updateTable('today_settled')
      .set({ at: sql<string>`now() - interval '2 days'` })
      .where('item_key', '=', key)
      .execute()
    expect(await todayOf(cast.analyst)).toMatchObject({ items: [], settled: [] })
  })

  test('needs a time with later, and none with done', async () => {
    const wrong: SettleInput[] = [
      { key: 'x', how: 'later', until: null },
      { key: 'x', how: 'done', until: new Date().toISOString() },
    ]
    for (const input of wrong)
      expect(await refusalOf(settle(cast.lead, input))).toEqual({
        code: 'INVALID',
        details: { field: 'until' },
      })
  })
})

test('groups come in their order, and within one the oldest first', async () => {
  const older = await save({ audience: 'me', followUpOn: dayFromToday(-9) })
  const newer = await save({ audience: 'me', followUpOn: dayFromToday(-2) })
  const { noteId } = await save()
  const { client, meta } = await as(cast.analyst)
  await client.coaching.reply.mutate({
    meta: meta(1),
    input: { noteId, replyId: randomUUID(), text: 'Hello' },
  })
  const items = await itemsOf(cast.lead)
  expect(items.map((item) => [item.group, 'noteId' in item && item.noteId])).toEqual([
    ['people', noteId],
    ['today', older.noteId],
    ['today', newer.noteId],
  ])
})
