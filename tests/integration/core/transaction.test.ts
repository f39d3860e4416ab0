import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Database, openDatabase, withOwner } from '#server/db/database.ts'
import { prepare } from '#server/db/prepared.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

let test: TestDatabase
let database: Database
let actor: { org: string; person: string }
beforeAll(async () => {
  test = await createTestDatabase()
  database = openDatabase(test.appUrl, { connections: 1 })
})
beforeEach(async () => {
  const person = await withOwner(test.ownerUrl, async (db) => makePerson(db, await makeOrg(db)))
  actor = { org: person.org, person: person.personId }
})
afterAll(async () => {
  await database.close()
  await test.drop()
})

interface Settled {
  org: string
  person: string
  key: string
}
const insert = prepare<Settled, never>('test_settle', (db, p) =>
  db
    .insertInto('today_settled')
    .values({ org_id: p.org, person_id: p.person, item_key: p.key, how: 'done', until: null }),
)
const select = prepare<Omit<Settled, 'key'>, { item_key: string }>('test_settled', (db, p) =>
  db
    .selectFrom('today_settled')
    .select('item_key')
    .where('org_id', '=', p.org)
    .where('person_id', '=', p.person)
    .orderBy('item_key'),
)
const kept = async () =>
  (await database.read(actor, (db) => db.last(() => db.run(select, actor)))).map((row) => row.item_key)

it('what goes with the COMMIT is kept, after what came before it', async () => {
  const effects: string[] = []
  const answer = await database.writeAndFinish(
    actor,
    async (db) => {
      db.afterCommit(() => effects.push('after'))
      db.atEnd(insert, { ...actor, key: 'b' })
      await db.run(insert, { ...actor, key: 'a' })
      return 'outcome'
    },
    (outcome) => `${outcome}, finished`,
  )
  expect(answer).toBe('outcome, finished')
  expect(effects).toEqual(['after'])
  expect(await kept()).toEqual(['a', 'b'])
})

it('a statement that fails with the COMMIT takes the whole transaction with it', async () => {
  const effects: string[] = []
  const failing = database.write(actor, async (db) => {
    db.afterCommit(() => effects.push('after'))
    await db.run(insert, { ...actor, key: 'a' })
    db.atEnd(insert, { ...actor, key: 'b' })
    db.atEnd(insert, { ...actor, key: 'a' })
  })
  await expect(failing).rejects.toThrow(/duplicate key/)
  expect(effects).toEqual([])
  expect(await kept()).toEqual([])
})

it('a failure that the work swallowed is no success', async () => {
  const failing = database.write(actor, async (db) => {
    await db.run(insert, { ...actor, key: 'a' })
    await db.run(insert, { ...actor, key: 'a' }).catch(() => undefined)
  })
  await expect(failing).rejects.toThrow('A statement had failed before the COMMIT')
  expect(await kept()).toEqual([])
})

it('nothing follows the last statements, and they are kept whatever becomes of their answer', async () => {
  const failing = database.write(actor, async (db) => {
    await db.last(() => db.run(insert, { ...actor, key: 'a' }))
    await db.run(insert, { ...actor, key: 'b' })
  })
  await expect(failing).rejects.toThrow('Nothing may follow the COMMIT')
  expect(await kept()).toEqual(['a'])
  const late = database.write(actor, async (db) => {
    await db.last(() => db.run(insert, { ...actor, key: 'c' }))
    db.atEnd(insert, { ...actor, key: 'd' })
  })
  await expect(late).rejects.toThrow('Nothing may follow the COMMIT')
  expect(await kept()).toEqual(['a', 'c'])
})

it('a last statement that fails fails the transaction, and the connection goes on', async () => {
  const failing = database.write(actor, async (db) => {
    await db.run(insert, { ...actor, key: 'a' })
    return await db.last(() => db.run(insert, { ...actor, key: 'a' }))
  })
  await expect(failing).rejects.toThrow(/duplicate key/)
  expect(await kept()).toEqual([])
})

it('an answer that cannot be made fails the call, not the write', async () => {
  const failing = database.writeAndFinish(
    actor,
    async (db) => db.atEnd(insert, { ...actor, key: 'a' }),
    () => {
      throw new Error('no answer')
    },
  )
  await expect(failing).rejects.toThrow('no answer')
  expect(await kept()).toEqual(['a'])
})
