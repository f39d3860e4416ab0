import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ErrorCode } from '#shared/core/errors.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

let app: TestApp
let person: SignedIn
let two: SignedIn
beforeAll(async () => {
  app = await startTestApp()
  const org = await makeOrg(app.owner)
  person = await app.signIn(await makePerson(app.owner, org, { name: 'One' }))
  two = await app.signIn(await makePerson(app.owner, org, { name: 'Two' }))
})
afterAll(() => app.stop())

/** A command as the phone posts it: `speaker` is the person that the tab belongs to, whoever has the cookie. */
async function post(
  cookie: string,
  { speaker, meta, input }: { speaker?: string; meta: object; input: object },
): Promise<{ code: ErrorCode | 'OK'; result?: { entityId: string; version: number } }> {
  const response = await fetch(`${app.url}/api/trpc/people.setPreferences`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-dure': '1',
      cookie,
      ...(speaker ? { 'x-dure-person': speaker } : {}),
    },
    body: JSON.stringify({ meta, input }),
  })
  const answer = await response.json()
  return answer.error ? { code: answer.error.data.app.code } : { code: 'OK', result: answer.result.data }
}
const applied = (id: string) =>
  app.owner.selectFrom('command').select('person_id').where('command_id', '=', id).execute()

it('does nothing for a tab whose phone somebody else has signed in on', async () => {
  const meta = person.meta()
  const command = { meta, input: { theme: 'dark' } }
  const personId = person.person.personId
  expect(await post(two.cookie(), { ...command, speaker: personId })).toEqual({ code: 'UNAUTHORIZED' })
  expect(await applied(meta.id)).toEqual([])
  expect(await post(person.cookie(), { ...command, speaker: personId })).toMatchObject({ code: 'OK' })
  expect(await applied(meta.id)).toEqual([{ person_id: personId }])
})

it('answers a repeat with what happened, even by an app that was updated in between', async () => {
  const meta = person.meta()
  const first = await post(person.cookie(), { meta, input: { theme: 'light' } })
  expect(first.code).toBe('OK')
  expect(await post(person.cookie(), { meta, input: { theme: 'light' } })).toEqual(first)
  const updated = { meta: { ...meta, version: 2 }, input: { theme: 'light', locale: 'en' } }
  expect(await post(person.cookie(), updated)).toEqual(first)
  expect(await applied(meta.id)).toHaveLength(1)
  const other = { meta, input: { theme: 'dark' } }
  expect(await post(person.cookie(), other)).toEqual({ code: 'CONFLICT' })
})

it('keeps an app of another version waiting only for what it has not applied', async () => {
  const meta = { ...person.meta(), version: 2 }
  expect(await post(person.cookie(), { meta, input: { theme: 'dark' } })).toEqual({ code: 'APP_TOO_OLD' })
  expect(await applied(meta.id)).toEqual([])
  // After the update the same tap goes through, under the same id.
  expect(
    await post(person.cookie(), { meta: { ...meta, version: 1 }, input: { theme: 'dark' } }),
  ).toMatchObject({ code: 'OK' })
})

it('says nothing about a command id that is another person’s', async () => {
  const meta = { ...person.meta(), id: randomUUID() }
  const input = { theme: 'system' }
  expect(await post(person.cookie(), { meta, input })).toMatchObject({ code: 'OK' })
  expect(await post(two.cookie(), { meta, input })).toEqual({ code: 'CONFLICT' })
})
