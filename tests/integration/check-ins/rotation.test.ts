import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { undoRuns } from '#server/db/retention-clock.ts'
import { forgetExpired } from '#server/features/check-ins/jobs.ts'
import { createLog } from '#server/lib/log.ts'
import type { ImportExposureInput } from '#shared/check-ins/contracts.ts'
import { dayFromToday } from '#tests/integration/coaching/cast.ts'
import { refusalOf, type SignedIn } from '#tests/support/app.ts'
import {
  analyst,
  app,
  keys,
  lead,
  manager,
  org,
  owner,
  peer,
  setUp,
  someone,
  team,
  todayOf,
} from './check-ins-setting.ts'

setUp()

const today = () => new Date(Date.now() + 32_400_000).toISOString().slice(0, 10)
type Entry = ImportExposureInput['entries'][number]
const fileEntry = (changes: Partial<Entry> = {}): Entry => ({
  ...{ entryId: uuidv7(), day: today(), harm: 'violence', minutes: 30, severity: 'low' },
  ...changes,
})
const readIn = async (who: SignedIn, entries: Entry[]) =>
  await who.client.checkIns.importExposure.mutate({ meta: who.meta(), input: { entries } })
const recordOf = async (who: SignedIn) => (await who.client.checkIns.exposure.query()).entries
const saveMinutes = async (who: SignedIn, day: string, minutes: number) =>
  await who.client.checkIns.saveExposure.mutate({
    meta: who.meta(),
    input: { entryId: uuidv7(), day, harm: 'hate', minutes, startedAt: null, severity: 'high' },
  })
const ownRotation = async (who: SignedIn) => await who.client.checkIns.rotation.query()
const askRotation = async (who: SignedIn) => {
  const rotationId = uuidv7()
  await who.client.checkIns.askRotation.mutate({ meta: who.meta(), input: { rotationId } })
  return rotationId
}
const setTopic = async (who: SignedIn, policy: string, leftOut = true) =>
  await who.client.checkIns.setTopic.mutate({ meta: who.meta(), input: { policy, leftOut } })
const rotationsOf = async (who: SignedIn) => await who.client.checkIns.rotations.query()
const rotationRows = async (who: SignedIn) => (await todayOf(who)).filter(({ kind }) => kind === 'rotation')

beforeAll(async () => {
  for (const code of ['hate', 'gore'])
    await app.owner.insertInto('policy').values({ org_id: org, code, name_ko: null, name_en: null }).execute()
})

describe('a file of exposure', () => {
  it('joins the person’s own record once, and a second reading changes only what it corrects', async () => {
    const who = await someone('Reads in', 'analyst', team)
    const entries = [fileEntry(), fileEntry({ harm: 'hate', severity: null })]
    await readIn(who, entries)
    const first = await recordOf(who)
    expect(
      first.map(({ harm, minutes, severity, source }) => [harm, minutes, severity, source]).sort(),
    ).toEqual([
      ['hate', 30, null, 'file'],
      ['violence', 30, 'low', 'file'],
    ])
    // From another phone, which made other ids.
    await readIn(who, [fileEntry(), fileEntry({ harm: 'hate', minutes: 50, severity: 'high' })])
    const second = await recordOf(who)
    expect(second).toHaveLength(2)
    expect(second.find(({ harm }) => harm === 'violence')).toEqual(
      first.find(({ harm }) => harm === 'violence'),
    )
    expect(second.find(({ harm }) => harm === 'hate')).toMatchObject({
      minutes: 50,
      severity: 'high',
      version: 2,
    })
    expect((await who.client.checkIns.download.query()).exposure).toHaveLength(2)
  })

  it('is refused with a day to come, with a day and a kind twice, and under the id of another entry', async () => {
    const who = await someone('Refused', 'analyst', team)
    const tomorrow = dayFromToday(2)
    const field = { code: 'INVALID', details: { field: 'entries' } }
    expect(await refusalOf(readIn(who, [fileEntry({ day: tomorrow })]))).toMatchObject(field)
    expect(await refusalOf(readIn(who, [fileEntry(), fileEntry({ minutes: 5 })]))).toMatchObject(field)
    const theirs = fileEntry()
    await readIn(peer, [theirs])
    expect(await refusalOf(readIn(who, [{ ...theirs, harm: 'sexual' }]))).toMatchObject({ code: 'CONFLICT' })
    expect(await recordOf(who)).toEqual([])
  })

  it('may be corrected by hand, but not into the day and kind of another row', async () => {
    const who = await someone('Corrects', 'analyst', team)
    const [read, second] = [fileEntry(), fileEntry({ harm: 'hate' })]
    await readIn(who, [read, second])
    const save = (changes: Partial<Entry>) =>
      who.client.checkIns.saveExposure.mutate({
        meta: who.meta(),
        input: { ...read, startedAt: null, ...changes },
      })
    await save({ minutes: 40 })
    expect(await refusalOf(save({ harm: 'hate' }))).toMatchObject({ code: 'CONFLICT' })
    expect((await recordOf(who)).find(({ entryId }) => entryId === read.entryId)).toMatchObject({
      ...{ minutes: 40, harm: 'violence', source: 'file' },
    })
  })

  it('is read by nobody else, whatever they ask', async () => {
    const who = await someone('Alone', 'analyst', team)
    const entry = fileEntry({ minutes: 173 })
    await readIn(who, [entry])
    await setTopic(who, 'gore')
    for (const reader of [lead, manager, peer]) {
      const { checkIns, today: list, people } = reader.client
      const answers = await Promise.all([
        ...[checkIns.exposure, checkIns.rotation, checkIns.download, checkIns.own].map((read) =>
          read.query(),
        ),
        ...[checkIns.rotations.query(), list.list.query(), people.me.query()],
      ])
      const text = JSON.stringify(answers)
      expect(text).not.toContain(entry.entryId)
      expect(text).not.toContain('173')
      expect(text).not.toContain('"leftOut":true')
    }
  })
})

describe('a rotation', () => {
  it('that is asked for stands on the lead’s Today with a name and a day, and nothing else', async () => {
    const who = await someone('Rotating', 'analyst', team)
    const rotationId = await askRotation(who)
    expect(await askRotation(who)).not.toBe(rotationId)
    const mine = (await rotationRows(lead)).filter(({ person }) => person.personId === who.person.personId)
    expect(mine).toMatchObject([{ rotationId, group: 'people', person: { name: 'Rotating' } }])
    expect(Object.keys(mine[0] ?? {}).sort()).toEqual(['at', 'group', 'key', 'kind', 'person', 'rotationId'])
    for (const other of [manager, peer, who]) {
      expect(await rotationRows(other)).toEqual([])
      expect(await rotationsOf(other)).toEqual([])
    }
    await lead.client.checkIns.settleRotation.mutate({
      meta: lead.meta(),
      input: { rotationId, outcome: 'talked' },
    })
    expect((await rotationsOf(lead)).map((row) => row.rotationId)).not.toContain(rotationId)
    expect((await ownRotation(who)).request).toMatchObject({ rotationId, state: 'talked' })
  })

  it('is withdrawn by the person, settled by no one else, and asked of a lead of the team they are in', async () => {
    const who = await someone('Withdrawing', 'analyst', team)
    const rotationId = await askRotation(who)
    const settle = (by: SignedIn) =>
      by.client.checkIns.settleRotation.mutate({ meta: by.meta(), input: { rotationId, outcome: 'rotated' } })
    for (const by of [who, peer, manager])
      expect(await refusalOf(settle(by))).toMatchObject({ code: 'NOT_FOUND' })
    await who.client.checkIns.withdrawRotation.mutate({ meta: who.meta(), input: { rotationId } })
    await settle(lead)
    expect((await ownRotation(who)).request?.state).toBe('withdrawn')
    expect(await refusalOf(askRotation(lead))).toMatchObject({ code: 'NOT_FOUND' })
    expect((await ownRotation(lead)).mayAsk).toBe(false)
  })

  it('is suggested after three days over the limit where the person switched that on, and looks the same', async () => {
    const who = await someone('Suggested', 'analyst', team)
    const off = await someone('Not suggested', 'analyst', team)
    await who.client.checkIns.setSuggests.mutate({ meta: who.meta(), input: { suggests: true } })
    for (const day of [0, -1]) {
      await saveMinutes(who, dayFromToday(day), 400)
      await saveMinutes(off, dayFromToday(day), 400)
    }
    expect((await ownRotation(who)).request).toBeNull()
    await saveMinutes(who, dayFromToday(-2), 400)
    await saveMinutes(off, dayFromToday(-2), 400)
    expect((await ownRotation(off)).request).toBeNull()
    const { request } = await ownRotation(who)
    expect(request).toMatchObject({ state: 'open' })
    const asked = await someone('Asking', 'analyst', team)
    const shape = async (rotationId: string | undefined) => {
      const row = (await rotationRows(lead)).find(
        (item) => item.kind === 'rotation' && item.rotationId === rotationId,
      )
      return Object.keys(row ?? {}).sort()
    }
    expect(await shape(request?.rotationId)).toEqual(await shape(await askRotation(asked)))
    // Once it is settled another day over the limit asks for none: the lead is not reminded.
    await lead.client.checkIns.settleRotation.mutate({
      meta: lead.meta(),
      input: { rotationId: request?.rotationId ?? '', outcome: 'rotated' },
    })
    await saveMinutes(who, dayFromToday(-3), 400)
    expect((await ownRotation(who)).request).toMatchObject({ state: 'rotated' })
  })

  it('goes after the time for which wellbeing is kept once it has ended, and an open one stays', async () => {
    const who = await someone('Retained', 'analyst', team)
    const ended = await askRotation(who)
    await who.client.checkIns.withdrawRotation.mutate({ meta: who.meta(), input: { rotationId: ended } })
    const open = await askRotation(who)
    await sql`update rotation_request set asked_at = now() - interval '95 days',
      ended_at = case when ended_at is null then null else now() - interval '95 days' end
      where rotation_id in (${ended}, ${open})`.execute(app.owner)
    await sql`update installation set retention_at = now()`.execute(app.owner)
    const run = () => forgetExpired({ db: owner.db, keys, log: createLog('silent') })
    await run()
    const left = async () =>
      (
        await app.owner
          .selectFrom('rotation_request')
          .select('rotation_id')
          .where('person_id', '=', who.person.personId)
          .execute()
      ).map(({ rotation_id }) => rotation_id)
    expect(await left()).toEqual([open])
    for (let runs = 0; runs <= undoRuns; runs += 1) await run()
    expect(await left()).toEqual([open])
  })
})

describe('a topic', () => {
  it('is the person’s own: unknown ones are refused, and what is taken back is gone', async () => {
    expect(await refusalOf(setTopic(analyst, 'none'))).toMatchObject({
      code: 'INVALID',
      details: { field: 'policy' },
    })
    await setTopic(analyst, 'gore')
    const topic = async () => (await ownRotation(analyst)).topics.find(({ policy }) => policy === 'gore')
    expect(await topic()).toEqual({ policy: 'gore', leftOut: true })
    await setTopic(analyst, 'gore', false)
    expect(await topic()).toEqual({ policy: 'gore', leftOut: false })
  })
})
