import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { effect } from '#server/core/effect.ts'
import { runCommand } from '#server/core/run-command.ts'
import type { Core } from '#server/core/scope.ts'
import { type Database, openDatabase } from '#server/db/database.ts'
import { openKeystore } from '#server/keys/keystore.ts'
import { command } from '#shared/core/contract.ts'
import type { ErrorDetails } from '#shared/core/errors.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

let app: TestApp
let person: SignedIn
let database: Database
let core: Core
beforeAll(async () => {
  app = await startTestApp()
  person = await app.signIn(await makePerson(app.owner, await makeOrg(app.owner)))
  database = openDatabase(app.database.appUrl, { connections: 2 })
  core = { database, keys: openKeystore(app.database.keyFile), now: Date.now }
})
afterAll(async () => {
  core.keys.close()
  await database.close()
  await app.stop()
})

interface Answer {
  status: number
  data?: unknown
  app?: { code: string; details: ErrorDetails }
}
async function post(body: unknown, name = 'people.setPreferences'): Promise<Answer> {
  const response = await fetch(`${app.url}/api/trpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dure': '1', cookie: person.cookie() },
    body: JSON.stringify(body),
  })
  const { result, error } = await response.json()
  return { status: response.status, data: result?.data, app: error?.data.app }
}
const commandsApplied = () => app.owner.selectFrom('command').select('command_id').execute()

/** The same command when its input has changed in a way that no older one passes. */
const nextVersion = effect(
  command({
    name: 'people.setPreferences',
    version: 2,
    input: z.object({ colours: z.literal('dark') }),
    entities: () => [],
  }),
  async ({ db, now }) => ({ entityId: db.person, version: 1, at: new Date(now()).toISOString() }),
)
const actor = () => ({ org: person.person.org, person: person.person.personId, roles: [] })
const runNext = (envelope: unknown) => runCommand(core, nextVersion, { envelope, actor: actor() })

describe('a command of an older version than the server’s', () => {
  it('gets its stored result where it was applied, although its input can be read no longer', async () => {
    const meta = person.meta()
    const first = await person.client.people.setPreferences.mutate({ meta, input: { theme: 'dark' } })
    expect(await runNext({ meta, input: { theme: 'dark' } })).toEqual(first)
    expect(await runNext({ meta: { ...meta, seq: meta.seq + 1 }, input: null })).toEqual(first)
  })

  it('is told to update where it was not, and is never called invalid', async () => {
    const envelope = { meta: person.meta(), input: { theme: 'dark' } }
    await expect(runNext(envelope)).rejects.toMatchObject({
      code: 'APP_TOO_OLD',
      details: { values: { version: 2 } },
    })
    // After the update the same tap goes through, under the same id.
    const updated = { meta: { ...envelope.meta, version: 2 }, input: { colours: 'dark' } }
    await expect(runNext(updated)).resolves.toMatchObject({ entityId: person.person.personId })
  })

  it('does not get the result of another command that has its id', async () => {
    const meta = { ...person.meta(), version: 1 }
    await person.client.today.settle.mutate({ meta, input: { key: 'signal:x', how: 'done', until: null } })
    await expect(runNext({ meta, input: { theme: 'dark' } })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { reason: 'command_id_reused' },
    })
  })
})

describe('an envelope', () => {
  it('with a command that the server does not know is answered NOT_FOUND', async () => {
    const envelope = { meta: person.meta(), input: {} }
    for (const name of ['people.unheardOf', 'nobody.saveNote', 'people.constructor', 'constructor'])
      expect(await post(envelope, name), name).toMatchObject({ status: 404, app: { code: 'NOT_FOUND' } })
  })

  it('that cannot be read is INVALID, with the first field that is wrong, its meta before its input', async () => {
    const meta = person.meta()
    const input = { theme: 'dark' }
    const cases: [unknown, string][] = [
      [null, ''],
      ['words', ''],
      [{ input }, 'meta'],
      [{ meta: 1, input }, 'meta'],
      [{ meta: { ...meta, id: 'x' }, input: { theme: 'neon' } }, 'meta.id'],
      [{ meta: { ...meta, seq: 0 }, input }, 'meta.seq'],
      [{ meta: { ...meta, version: 'one' }, input }, 'meta.version'],
      [{ meta: { ...meta, base: -1 }, input }, 'meta.base'],
      [{ meta: { ...meta, claimedAt: 'now' }, input }, 'meta.claimedAt'],
      [{ meta }, 'input'],
      [{ meta, input: { theme: 'neon' } }, 'input.theme'],
    ]
    const before = await commandsApplied()
    for (const [body, field] of cases) {
      const answer = await post(body)
      expect(answer, JSON.stringify(body)).toMatchObject({ status: 400, app: { code: 'INVALID' } })
      expect(answer.app?.details.field, JSON.stringify(body)).toBe(field)
    }
    expect(await commandsApplied()).toEqual(before)
  })

  it('holds nothing back that it does not know', async () => {
    const envelope = {
      meta: { ...person.meta(), colour: 'red' },
      input: { theme: 'dark', age: 7 },
      more: uuidv7(),
    }
    expect(await post(envelope)).toMatchObject({ status: 200, data: { entityId: person.person.personId } })
  })
})
