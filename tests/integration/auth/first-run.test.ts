import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam, type TestPerson, testPassword } from '#tests/support/people.ts'

let app: TestApp
let org: string
let team: string
beforeAll(async () => {
  app = await startTestApp()
  org = await makeOrg(app.owner)
  team = await makeTeam(app.owner, org)
})
afterAll(() => app.stop())

async function invite(
  person: TestPerson,
  { email = person.email, expiresAt = Date.now() + 86_400_000 } = {},
): Promise<string> {
  const token = `${randomUUID()}${randomUUID()}`
  await app.owner
    .insertInto('invitation')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      org_id: org,
      person_id: person.personId,
      email,
      expires_at: new Date(expiresAt).toISOString(),
      used_at: null,
    })
    .execute()
  return token
}
const newcomer = () =>
  makePerson(app.owner, org, { name: 'Newcomer', memberships: [{ role: 'analyst', teamId: team }] })
const accept = (token: string, password = 'another long password') =>
  app.stranger().auth.acceptInvitation.mutate({ token, password, locale: 'ko', device: 'New phone' })

describe('an invitation', () => {
  it('says whose it is, sets the password and the language, and is spent', async () => {
    const person = await newcomer()
    const old = await app.signIn(person)
    const token = await invite(person)
    expect(await app.stranger().auth.invitation.query({ token })).toMatchObject({
      email: person.email,
      personName: 'Newcomer',
    })
    await accept(token)
    expect((await refusalOf(accept(token))).code).toBe('NOT_FOUND')
    expect((await refusalOf(old.client.people.me.query())).code).toBe('UNAUTHORIZED')
    const wrong = app
      .stranger()
      .auth.signIn.mutate({ email: person.email, password: testPassword, device: 'x' })
    expect((await refusalOf(wrong)).code).toBe('INVALID')
    await app
      .stranger()
      .auth.signIn.mutate({ email: person.email, password: 'another long password', device: 'x' })
    const { locale } = await app.owner
      .selectFrom('person')
      .select('locale')
      .where('person_id', '=', person.personId)
      .executeTakeFirstOrThrow()
    expect(locale).toBe('ko')
  })

  it('is refused when it is over, and for a short password at the field', async () => {
    const person = await newcomer()
    expect((await refusalOf(accept(await invite(person, { expiresAt: Date.now() - 1000 })))).code).toBe(
      'NOT_FOUND',
    )
    expect(await refusalOf(accept(await invite(person), 'short'))).toMatchObject({
      code: 'INVALID',
      details: { field: 'password' },
    })
  })

  it('to an address that somebody else signs in with changes nothing', async () => {
    const somebody = await newcomer()
    const person = await newcomer()
    const token = await invite(person, { email: somebody.email })
    expect((await refusalOf(accept(token))).code).toBe('CONFLICT')
    await app.signIn(somebody)
    expect(await app.stranger().auth.invitation.query({ token })).toMatchObject({ personName: 'Newcomer' })
  })
})
