import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callProcedure } from './call.ts'
import { personas } from './personas.ts'
import { collectRows } from './row.ts'
import { makeWorld, type World } from './world.ts'

/**
 * Every procedure, in every state that matters, by everybody who might knock. Who is allowed is written by hand in each
 * feature's rows and not asked of shared/policy.ts; a procedure without a row fails.
 */
const { rows, withoutRow, unknown } = await collectRows()

let world: World
beforeAll(async () => {
  world = await makeWorld()
}, 120_000)
afterAll(() => world.app.stop())

describe('the matrix', () => {
  it('has a row for every procedure', () => {
    expect({ withoutRow, unknown }).toEqual({ withoutRow: [], unknown: [] })
  })

  for (const row of rows) {
    it(`${row.procedure} (${row.state})`, async () => {
      const { app, people } = world
      const call = async (cookie: string | undefined, input: unknown) =>
        row.send
          ? await row.send(app.url, cookie, input)
          : (await callProcedure(app.url, cookie, { procedure: row.procedure, input })).code
      const answers: Record<string, string> = {}
      for (const persona of personas) {
        const who = people[persona]
        answers[persona] = await call(who.cookie(), await row.input(who, world))
      }
      const refused = personas.filter((persona) => !row.allowed.includes(persona))
      for (const persona of row.allowed) expect(answers[persona], persona).toBe(row.answer ?? 'OK')
      for (const persona of refused)
        expect(['NOT_FOUND', 'FORBIDDEN'], `${persona}: ${answers[persona]}`).toContain(answers[persona])
      const stranger = await call(undefined, await row.input(people.subject, world))
      expect(stranger, 'stranger').toBe(row.open ? (row.answer ?? 'OK') : 'UNAUTHORIZED')
    })
  }

  it('logs what it refused', async () => {
    const { app, people } = world
    const refused = await app.owner
      .selectFrom('audit_log')
      .select(['action', 'actor_id'])
      .where('actor_id', '=', people.peer.person.personId)
      .where('action', 'like', '%.refused')
      .execute()
    const actions = new Set(refused.map(({ action }) => action))
    for (const name of [
      'coaching.saveNote',
      'coaching.reply',
      'audits.answerAnotherLook',
      'escalations.decide',
    ])
      expect(actions).toContain(`${name}.refused`)
  })
})
