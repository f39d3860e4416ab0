import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WriteDb } from '#server/db/actor-db.ts'
import { type PolicyDatabase, policySeed, startPolicyDatabase } from '#tests/support/policy-world/database.ts'
import { type Attempt, collectTables } from '#tests/support/policy-world/part.ts'
import { seededRandom } from '#tests/support/seeded-random.ts'

/** As policy-database.test.ts, for writes: the statements that the app sends, tried and undone. */
const attemptsEach = 3
const writes = [...(await collectTables()).values()].flatMap((part) => Object.entries(part.writes ?? {}))

let world: PolicyDatabase
beforeAll(async () => {
  world = await startPolicyDatabase()
})
afterAll(() => world.stop())

/** Whether the database lets the statement through; it is undone either way. */
async function accepts(db: WriteDb, statement: Attempt['statement']): Promise<boolean> {
  await sql`savepoint attempt`.execute(db.query)
  try {
    return (await statement(db.query)).numAffectedRows !== 0n
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // Row-level security, or the table's own check (nobody writes a note about themselves).
    if (code === '42501' || code === '23514') return false
    throw error
  } finally {
    await sql`rollback to attempt`.execute(db.query)
  }
}

describe(`policy.ts and row-level security, seed ${policySeed}`, () => {
  it.each(writes)('say the same of %s', async (_, make) => {
    const random = seededRandom(policySeed)
    const pick = <T>(from: readonly T[]): T => {
      const found = from[Math.floor(random() * from.length)]
      if (found === undefined) throw new Error('nothing to pick from')
      return found
    }
    const outcomes = { true: 0, false: 0 }
    for (const actor of world.actors) {
      await world.database.write(actor, async (db) => {
        for (let time = 0; time < attemptsEach; time += 1) {
          const { expected, statement } = make(actor, pick, world)
          const accepted = await accepts(db, statement)
          expect(accepted, `${JSON.stringify(actor)} ${statement}`).toBe(expected)
          outcomes[`${expected}`] += 1
        }
      })
    }
    expect(outcomes.true).toBeGreaterThan(3)
    expect(outcomes.false).toBeGreaterThan(3)
  })
})
