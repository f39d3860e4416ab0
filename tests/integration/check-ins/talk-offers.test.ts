import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { refusalOf, type SignedIn } from '#tests/support/app.ts'
import {
  app,
  consent,
  lead,
  manager,
  org,
  own,
  peer,
  save,
  setUp,
  someone,
  team,
  todayOf,
} from './check-ins-setting.ts'

setUp()

/** Somebody new in the team who shares a check-in with its lead. */
async function sharing(name: string): Promise<SignedIn> {
  const who = await someone(name, 'analyst', team)
  await consent(who)
  await save(who, { audience: 'lead', readerId: lead.person.personId, note: `${name} CANARY` })
  return who
}
async function offer(to: SignedIn, by = lead): Promise<string> {
  const offerId = uuidv7()
  await by.client.checkIns.offerTalk.mutate({
    meta: by.meta(),
    input: { offerId, personId: to.person.personId },
  })
  return offerId
}
const offersOn = async (who: SignedIn) => (await todayOf(who)).filter(({ kind }) => kind === 'talk_offered')
const sharedWithLead = ({ person: { personId } }: SignedIn) => lead.client.checkIns.shared.query({ personId })

describe('an offer to talk', () => {
  it('is made where a check-in is read, and waits on Today and at home', async () => {
    const who = await sharing('Sharing')
    const offerId = await offer(who)
    expect(await offersOn(who)).toMatchObject([{ offerId, group: 'people', person: { name: 'Lead' } }])
    expect((await own(who)).offers).toMatchObject([{ offerId, from: { name: 'Lead' } }])
    expect((await who.client.inbox.list.query()).items).toMatchObject([
      { kind: 'talk_offered', entityId: offerId, about: { person: { name: 'Lead' }, noteKind: null } },
    ])
    expect((await sharedWithLead(who)).offeredAt).not.toBeNull()
  })

  it('is one, however often it is made, and reminds nobody', async () => {
    const who = await sharing('Once')
    const meta = lead.meta()
    const input = { offerId: uuidv7(), personId: who.person.personId }
    const first = await lead.client.checkIns.offerTalk.mutate({ meta, input })
    expect(await lead.client.checkIns.offerTalk.mutate({ meta, input })).toEqual(first)
    await offer(who)
    expect((await own(who)).offers).toHaveLength(1)
    expect((await who.client.inbox.list.query()).items).toHaveLength(1)
  })

  it('is accepted by a request under its id, which the lead answers as any other', async () => {
    const who = await sharing('Accepting')
    const requestId = await offer(who)
    const input = { requestId, addresseeId: lead.person.personId }
    const ask = () => who.client.checkIns.askToTalk.mutate({ meta: who.meta(), input })
    await ask()
    // The other phone accepted it too.
    expect(await ask()).toMatchObject({ entityId: requestId, version: 1 })
    expect((await own(who)).offers).toEqual([])
    expect(await offersOn(who)).toEqual([])
    expect(
      (await lead.client.checkIns.talks.query()).filter((talk) => talk.requestId === requestId),
    ).toHaveLength(1)
    expect((await sharedWithLead(who)).offeredAt).toBeNull()
    // While it waits for an answer, nothing is offered on top of it.
    await offer(who)
    expect((await own(who)).offers).toEqual([])
    const taken = peer.client.checkIns.askToTalk.mutate({ meta: peer.meta(), input })
    expect(await refusalOf(taken)).toMatchObject({ code: 'CONFLICT' })
  })

  it('that is let be tells the lead nothing, and is gone after two weeks', async () => {
    const who = await sharing('Letting')
    const offerId = await offer(who)
    const key = `talk_offered:${offerId}`
    const before = await app.owner
      .selectFrom('change')
      .selectAll()
      .where('person_id', '=', lead.person.personId)
      .execute()
    await who.client.today.settle.mutate({ meta: who.meta(), input: { key, how: 'done', until: null } })
    expect(await offersOn(who)).toEqual([])
    const after = await app.owner
      .selectFrom('change')
      .selectAll()
      .where('person_id', '=', lead.person.personId)
      .execute()
    expect(after).toHaveLength(before.length)
    expect((await own(who)).offers).toMatchObject([{ offerId }])
    await app.owner
      .updateTable('talk_offer')
      .set({ offered_at: sql<string>`now() - interval '15 days'` })
      .where('offer_id', '=', offerId)
      .execute()
    expect((await own(who)).offers).toEqual([])
    expect((await who.client.checkIns.download.query()).offers).toMatchObject([{ offerId }])
  })

  it('is not made to who shares nothing with the reader, and is nobody else’s to know', async () => {
    const who = await sharing('Quiet')
    for (const by of [manager, peer, who])
      expect(await refusalOf(offer(who, by)), by.person.name).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(offer(peer))).toMatchObject({ code: 'NOT_FOUND' })
    const changes = () => app.owner.selectFrom('change').selectAll().execute()
    const before = (await changes()).length
    await offer(who)
    const recipients = new Set((await changes()).slice(before).map((change) => change.person_id))
    expect(recipients).toEqual(new Set([who.person.personId, lead.person.personId]))
    for (const other of [manager, peer]) {
      expect(await offersOn(other)).toEqual([])
      expect((await own(other)).offers).toEqual([])
    }
    for (const reader of [lead, who])
      expect(JSON.stringify(await reader.client.inbox.list.query())).not.toContain('CANARY')
  })

  it('ends with the reader’s place above the person', async () => {
    const leaving = await someone('Leaving lead', 'lead', team)
    const who = await someone('Staying', 'analyst', team)
    await consent(who)
    await save(who, { audience: 'lead', readerId: leaving.person.personId })
    await offer(who, leaving)
    expect(await offersOn(who)).toHaveLength(1)
    await app.owner
      .updateTable('membership')
      .set({ ends_on: sql<string>`(now() at time zone 'Asia/Seoul')::date` })
      .where('org_id', '=', org)
      .where('person_id', '=', leaving.person.personId)
      .execute()
    expect(await offersOn(who)).toEqual([])
    expect((await own(who)).offers).toEqual([])
    expect(await refusalOf(offer(who, leaving))).toMatchObject({ code: 'NOT_FOUND' })
  })
})
