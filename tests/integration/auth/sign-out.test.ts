import { afterAll, beforeAll, expect, it } from 'vitest'
import { callProcedure } from '#tests/integration/authorization/call.ts'
import { startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

it('auth.signOut ends the session it is called with, and needs one', async () => {
  const person = await makePerson(app.owner, await makeOrg(app.owner))
  const cookie = (await app.signIn(person)).cookie()
  const codeOf = async (procedure: string, cookie: string | undefined) =>
    (await callProcedure(app.url, cookie, { procedure, input: undefined })).code
  expect(await codeOf('people.me', cookie)).toBe('OK')
  expect(await codeOf('auth.signOut', cookie)).toBe('OK')
  expect(await codeOf('people.me', cookie)).toBe('UNAUTHORIZED')
  expect(await codeOf('auth.signOut', undefined)).toBe('UNAUTHORIZED')
})
