import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#server/db/database.ts'
import type { Rhythm } from '#shared/check-ins/rhythm-rules.ts'
import { raiseInput } from '#tests/integration/escalations/cast.ts'
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

let who: SignedIn
beforeEach(async () => {
  who = await someone('Asked', 'analyst', team)
})

const asked = async () => (await todayOf(who)).filter((item) => item.kind === 'check_in_due')
const followUps = async () => (await asked()).filter(({ followUp }) => followUp)
const settle = (key: string) =>
  who.client.today.settle.mutate({ meta: who.meta(), input: { key, how: 'done', until: null } })
const setRhythm = (rhythm: Rhythm) =>
  who.client.checkIns.setRhythm.mutate({ meta: who.meta(), input: { rhythm } })
async function request(followUpId = uuidv7()): Promise<string> {
  await who.client.checkIns.requestFollowUp.mutate({ meta: who.meta(), input: { followUpId } })
  return followUpId
}
/** Works round the clock, so that the day of the test is one of work at any hour. */
const worksAlways = () =>
  sql`insert into shift (org_id, shift_id, person_id, starts_at, ends_at, kind)
    values (${org}, ${uuidv7()}, ${who.person.personId}, now() - interval '30 days', now() + interval '30 days', 'work')`.execute(
    app.owner,
  )
const today = sql`(now() at time zone 'Asia/Seoul')::date`
/** The request was made so many days ago. */
const age = (days: number) =>
  sql`update check_in_follow_up set day = ${today} - ${days}::int where person_id = ${who.person.personId}`.execute(
    app.owner,
  )

describe('a follow-up that the person asked for', () => {
  it('needs consent, by the server and by the database', async () => {
    expect(await refusalOf(request())).toMatchObject({
      code: 'FORBIDDEN',
      details: { reason: 'no_consent' },
    })
    const database = openDatabase(app.database.appUrl)
    const { personId } = who.person
    await expect(
      database.write({ org, person: personId }, (db) =>
        sql`insert into check_in_follow_up (org_id, follow_up_id, person_id, day)
          values (${org}, ${uuidv7()}, ${personId}, current_date)`.execute(db.query),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await database.close()
  })

  it('is offered the next day and a week later, not at once, and ends with a check-in', async () => {
    await consent(who)
    await worksAlways()
    await request()
    expect((await own(who)).followUps).toHaveLength(1)
    expect(await followUps()).toEqual([])
    for (const days of [1, 7]) {
      await age(days)
      expect(await followUps()).toMatchObject([{ group: 'today', person: { name: 'Asked' } }])
      // A row for the same check-in is enough.
      expect(await asked()).toHaveLength(1)
    }
    await save(who)
    expect(await asked()).toEqual([])
  })

  it('skipped on the next day stays skipped, and comes once more after a week', async () => {
    await consent(who)
    await setRhythm({ kind: 'never' })
    await worksAlways()
    await request()
    await age(1)
    const [offer] = await followUps()
    await settle(offer?.key ?? '')
    expect(await asked()).toEqual([])
    await age(7)
    // The row of the week later has the key of its own day, which here is the day just skipped.
    await who.client.today.unsettle.mutate({ meta: who.meta(), input: { key: offer?.key ?? '' } })
    expect(await followUps()).toHaveLength(1)
  })

  it('asked for twice on a day is one, a repeat is none, and it is cancelled', async () => {
    await consent(who)
    const followUpId = uuidv7()
    const meta = who.meta()
    const input = { followUpId }
    const first = await who.client.checkIns.requestFollowUp.mutate({ meta, input })
    expect(await who.client.checkIns.requestFollowUp.mutate({ meta, input })).toEqual(first)
    await request()
    expect((await own(who)).followUps).toMatchObject([{ followUpId }])
    expect((await who.client.checkIns.download.query()).followUps).toHaveLength(1)
    await who.client.checkIns.cancelFollowUp.mutate({ meta: who.meta(), input })
    expect((await own(who)).followUps).toEqual([])
  })

  it('goes with the consent', async () => {
    await consent(who)
    await worksAlways()
    await request()
    await setRhythm({ kind: 'chosen', weekday: 1, time: '00:00' })
    await age(1)
    await consent(who, false)
    expect(await asked()).toEqual([])
    await consent(who)
    expect(await followUps()).toEqual([])
    expect(await own(who)).toMatchObject({ followUps: [], rhythm: { kind: 'weekly' } })
  })

  it('is nobody else’s to know: no row, no notice, no change and no other’s Today', async () => {
    await consent(who)
    await worksAlways()
    const before = await app.owner.selectFrom('change').selectAll().execute()
    const inbox = await app.owner.selectFrom('inbox').selectAll().execute()
    const followUpId = await request()
    await age(1)
    const [offer] = await followUps()
    await settle(offer?.key ?? '')
    const announced = (await app.owner.selectFrom('change').selectAll().execute()).slice(before.length)
    expect(announced.length).toBeGreaterThan(0)
    for (const change of announced)
      expect(change).toMatchObject({ person_id: who.person.personId, team_id: null })
    expect(await app.owner.selectFrom('inbox').selectAll().execute()).toEqual(inbox)
    const database = openDatabase(app.database.appUrl)
    for (const other of [lead, manager, peer]) {
      const seen = await database.read({ org, person: other.person.personId }, async (db) => ({
        followUps: await db.query
          .selectFrom('check_in_follow_up')
          .select('follow_up_id')
          .where('follow_up_id', '=', followUpId)
          .execute(),
        rhythms: await db.query.selectFrom('check_in_rhythm').select('kind').execute(),
        settled: await db.query
          .selectFrom('today_settled')
          .select('item_key')
          .where('person_id', '=', who.person.personId)
          .execute(),
      }))
      expect(seen).toEqual({ followUps: [], rhythms: [], settled: [] })
      const rows = await todayOf(other)
      expect(rows.filter(({ person }) => person.personId === who.person.personId)).toEqual([])
    }
    await database.close()
  })
})

describe('an escalation of severity P0', () => {
  async function raise(severity: 'P0' | 'P1'): Promise<string> {
    const input = raiseInput(team, { kind: 'safety', category: 'life_at_risk', severity })
    await who.client.escalations.raise.mutate({ meta: who.meta(), input })
    return input.escalationId
  }
  /** It happened so many days ago. */
  const ageEvents = (escalationId: string, days: number) =>
    sql`update escalation_event set at = now() - ${days} * interval '1 day'
      where escalation_id = ${escalationId}`.execute(app.owner)

  it('offers a check-in the next day to who worked on it, and to nobody who only reads it', async () => {
    await consent(who)
    await consent(lead)
    await worksAlways()
    const escalationId = await raise('P0')
    expect(await followUps()).toEqual([])
    await ageEvents(escalationId, 1)
    expect(await followUps()).toHaveLength(1)
    const ofLead = await todayOf(lead)
    expect(ofLead.filter((item) => item.kind === 'check_in_due' && item.followUp)).toEqual([])
  })

  it('offers nothing without consent, nor where the severity is lower', async () => {
    await worksAlways()
    await ageEvents(await raise('P0'), 1)
    expect(await asked()).toEqual([])
    const other = await someone('Lower', 'analyst', team)
    who = other
    await consent(who)
    await worksAlways()
    await ageEvents(await raise('P1'), 1)
    expect(await followUps()).toEqual([])
  })

  it('counts from the day of the first work on it, whatever is written later', async () => {
    await consent(who)
    await worksAlways()
    const escalationId = await raise('P0')
    await ageEvents(escalationId, 5)
    await who.client.escalations.comment.mutate({
      meta: who.meta(),
      input: { escalationId, commentId: uuidv7(), text: 'Reported to the police.', mentions: [] },
    })
    await sql`update escalation_event set at = now() - interval '1 day'
      where escalation_id = ${escalationId} and kind = 'commented'`.execute(app.owner)
    expect(await followUps()).toEqual([])
    await ageEvents(escalationId, 7)
    expect(await followUps()).toHaveLength(1)
  })
})

describe('the rhythm', () => {
  it('is the person’s own, answers what was chosen, and asks no more where that was chosen', async () => {
    await consent(who)
    expect((await own(who)).rhythm).toEqual({ kind: 'weekly' })
    const [weekly] = await asked()
    expect(weekly?.key).toMatch(/^check_in_due:/)
    for (const rhythm of [
      { kind: 'chosen', weekday: 5, time: '16:30' },
      { kind: 'never' },
      { kind: 'weekly' },
    ] as const) {
      await setRhythm(rhythm)
      expect((await own(who)).rhythm).toEqual(rhythm)
    }
    await setRhythm({ kind: 'never' })
    expect(await asked()).toEqual([])
  })

  it('asks from its time on, once a week, whatever is chosen after a skip', async () => {
    await consent(who)
    await setRhythm({ kind: 'chosen', weekday: 1, time: '00:00' })
    const [row] = await asked()
    expect(row).toBeDefined()
    await settle(row?.key ?? '')
    await setRhythm({ kind: 'weekly' })
    expect(await asked()).toEqual([])
  })

  it('takes no weekday and no time that there is not', async () => {
    for (const rhythm of [
      { kind: 'chosen', weekday: 8, time: '10:00' },
      { kind: 'chosen', weekday: 1, time: '24:00' },
    ] as const)
      expect((await refusalOf(setRhythm(rhythm))).code).toBe('INVALID')
  })
})
