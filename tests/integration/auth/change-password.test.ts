import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, type TestPerson, testPassword } from '#tests/support/people.ts'

let app: TestApp
let org: string
let person: TestPerson
let phone: SignedIn
beforeAll(async () => {
  app = await startTestApp()
  org = await makeOrg(app.owner)
})
beforeEach(async () => {
  await app.owner.deleteFrom('sign_in_throttle').execute()
  person = await makePerson(app.owner, org, { name: 'Haneul Seo' })
  phone = await app.signIn(person)
})
afterAll(() => app.stop())

const another = 'another long password'
const change = (current: string, password: string, who = phone) =>
  who.client.auth.changePassword.mutate({ current, password })
const signInWith = (password: string) =>
  app.stranger().auth.signIn.mutate({ email: person.email, password, device: 'x' })
const refused = (field: string, reason: string) => ({ code: 'INVALID', details: { field, reason } })

describe('one’s own password', () => {
  it('is changed with the old one, and signs every other device out', async () => {
    const other = await app.signIn(person)
    await change(testPassword, another)
    await phone.client.people.me.query()
    const ended = () => refusalOf(other.client.people.me.query()).catch(() => undefined)
    await expect.poll(ended).toEqual({ code: 'UNAUTHORIZED', details: { reason: 'ended' } })
    expect((await refusalOf(signInWith(testPassword))).code).toBe('INVALID')
    await signInWith(another)
    const trail = await app.owner
      .selectFrom('audit_log')
      .select(['action', 'details'])
      .where('actor_id', '=', person.personId)
      .execute()
    expect(trail.map(({ action }) => action)).toContain('auth.changePassword')
    expect(JSON.stringify(trail)).not.toContain(another)
  })

  it('stays where the old one is wrong, and nobody is signed out', async () => {
    const other = await app.signIn(person)
    expect(await refusalOf(change('wrong', another))).toEqual(refused('current', 'wrong_password'))
    await other.client.people.me.query()
    await signInWith(testPassword)
  })

  it('is guessed no more often from an open phone than at the sign-in', async () => {
    const tried = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(change('guess', another)).then(({ code }) => code)),
    )
    expect(tried.filter((code) => code === 'INVALID').length).toBeLessThanOrEqual(7)
    expect(tried).toContain('TOO_MANY_REQUESTS')
  })

  it.each([
    ['short', 'too_small'],
    [testPassword, 'password_same'],
    ['Password2026', 'password_common'],
    ['Haneul12345', 'password_common'],
  ])('is not changed to %s', async (password, reason) => {
    expect(await refusalOf(change(testPassword, password))).toEqual(refused('password', reason))
    await signInWith(testPassword)
  })

  it('is nobody else’s to change', async () => {
    const somebody = await app.signIn(await makePerson(app.owner, org))
    await change(testPassword, another, somebody)
    await signInWith(testPassword)
    expect(
      (await refusalOf(app.stranger().auth.changePassword.mutate({ current: 'x', password: another }))).code,
    ).toBe('UNAUTHORIZED')
  })
})

it('an invitation is not accepted with a password that everybody tries', async () => {
  const token = `${randomUUID()}${randomUUID()}`
  await app.owner
    .insertInto('invitation')
    .values({
      ...{ org_id: org, person_id: person.personId, email: person.email, used_at: null },
      token_hash: createHash('sha256').update(token).digest(),
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    })
    .execute()
  const accept = (password: string) =>
    app.stranger().auth.acceptInvitation.mutate({ token, password, locale: 'ko', device: 'x' })
  expect(await refusalOf(accept('qwertyuiop'))).toEqual(refused('password', 'password_common'))
  await accept(another)
})
