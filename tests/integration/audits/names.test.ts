import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

test('what an import brings is listed for an administrator, who names it for everybody', async () => {
  const org = await makeOrg(app.owner)
  const teamId = await makeTeam(app.owner, org)
  const person = (role: 'lead' | 'analyst') =>
    makePerson(app.owner, org, { reference: role, memberships: [{ role, teamId }] })
  const analyst = await app.signIn(await person('analyst'))
  const lead = await app.signIn(await person('lead'))
  const admin = await app.signIn(await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] }))
  const rows = [
    { analyst: 'analyst', decision: 'non-violating', gold: 'violating', policy: 'hate-speech' },
    { analyst: 'analyst', decision: 'violating', gold: 'violating', policy: 'hate-speech' },
  ]
  await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
  const unnamed = { nameKo: null, nameEn: null }
  expect(await admin.client.audits.names.query()).toEqual([
    { kind: 'policy', code: 'hate-speech', ...unnamed },
    { kind: 'decision', code: 'non-violating', ...unnamed },
    { kind: 'decision', code: 'violating', ...unnamed },
  ])
  const name = (by: SignedIn, kind: 'policy' | 'decision', code: string) =>
    by.client.audits.setName.mutate({
      meta: by.meta(),
      input: { kind, code, nameKo: '한국어', nameEn: 'English' },
    })
  expect((await refusalOf(name(lead, 'policy', 'hate-speech'))).code).toBe('FORBIDDEN')
  expect((await refusalOf(name(admin, 'policy', 'unknown'))).code).toBe('NOT_FOUND')
  await name(admin, 'policy', 'hate-speech')
  await name(admin, 'decision', 'violating')
  const named = { nameKo: '한국어', nameEn: 'English' }
  expect(await analyst.client.audits.names.query()).toEqual([
    { kind: 'policy', code: 'hate-speech', ...named },
    { kind: 'decision', code: 'non-violating', ...unnamed },
    { kind: 'decision', code: 'violating', ...named },
  ])
})

test('another organisation’s names are not seen', async () => {
  const org = await makeOrg(app.owner)
  const admin = await app.signIn(await makePerson(app.owner, org, { memberships: [{ role: 'admin' }] }))
  expect(await admin.client.audits.names.query()).toEqual([])
})
