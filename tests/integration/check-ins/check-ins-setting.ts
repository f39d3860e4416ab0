import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll } from 'vitest'
import { type OwnerDatabase, openOwner } from '#server/db/database.ts'
import { type Keystore, openKeystore } from '#server/keys/keystore.ts'
import type { SaveCheckInInput } from '#shared/check-ins/contracts.ts'
import { type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

export let app: TestApp
export let keys: Keystore
export let owner: OwnerDatabase
export let org: string
export let team: string
export let unit: string
export let analyst: SignedIn
export let peer: SignedIn
export let lead: SignedIn
export let manager: SignedIn

export const someone = async (name: string, role: 'analyst' | 'lead' | 'manager', teamId: string) =>
  await app.signIn(await makePerson(app.owner, org, { name, memberships: [{ role, teamId }] }))

export const consent = (who: SignedIn, given = true) =>
  who.client.checkIns.setConsent.mutate({ meta: who.meta(), input: { given, textVersion: 1 } })
export const checkInOf = (some: Partial<SaveCheckInInput> = {}): SaveCheckInInput => ({
  checkInId: uuidv7(),
  answers: { energy: 4, load: 2, support: null },
  note: '오늘은 조금 무거웠어요',
  audience: 'me',
  readerId: null,
  ...some,
})
export async function save(who: SignedIn, some: Partial<SaveCheckInInput> = {}): Promise<string> {
  const input = checkInOf(some)
  await who.client.checkIns.save.mutate({ meta: who.meta(), input })
  return input.checkInId
}
export const shareWithLead = (who = analyst) =>
  save(who, { audience: 'lead', readerId: lead.person.personId, note: 'for my lead' })
export const own = async (who: SignedIn) => await who.client.checkIns.own.query()
export const todayOf = async (who: SignedIn) => (await who.client.today.list.query()).items

/** Starts it before the tests of the file that calls this, and stops it after them. */
export function setUp(): void {
  beforeAll(async () => {
    app = await startTestApp()
    keys = openKeystore(app.database.keyFile)
    owner = openOwner(app.database.ownerUrl)
    org = await makeOrg(app.owner)
    unit = await makeTeam(app.owner, org, { name: 'Unit' })
    team = await makeTeam(app.owner, org, { name: 'Team', parentId: unit })
    analyst = await someone('Analyst', 'analyst', team)
    peer = await someone('Peer', 'analyst', team)
    lead = await someone('Lead', 'lead', team)
    manager = await someone('Manager', 'manager', unit)
  })
  afterAll(async () => {
    keys.close()
    await owner.close()
    await app.stop()
  })
}
