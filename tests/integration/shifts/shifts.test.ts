import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renewAll } from '#server/features/shifts/jobs.ts'
import type {
  ImportRosterInput,
  RosterEntry,
  SaveEntryInput,
  SetPatternInput,
} from '#shared/shifts/contracts.ts'
import { type CoachingCast, dayFromToday, makeCoachingCast } from '#tests/integration/coaching/cast.ts'
import { refusalOf, signedInOnce, startTestApp, type TestApp } from '#tests/support/app.ts'
import type { TestPerson } from '#tests/support/people.ts'

let app: TestApp
let cast: CoachingCast
const { as, forget } = signedInOnce(() => app)

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app?.stop())
beforeEach(async () => {
  forget()
  cast = await makeCoachingCast(app.owner)
})

const zone = 'Asia/Seoul'
const everyDay = (from: string, until: string) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, until }))
async function setPattern(by: TestPerson, person: TestPerson, changes: Partial<SetPatternInput> = {}) {
  const { client, meta } = await as(by)
  const input = {
    ...{ personId: person.personId, startsOn: dayFromToday(-1), zone, hours: everyDay('09:00', '18:00') },
    ...changes,
  }
  return await client.shifts.setPattern.mutate({ meta: meta(), input })
}
async function removePattern(by: TestPerson, person: TestPerson, startsOn: string) {
  const { client, meta } = await as(by)
  return await client.shifts.removePattern.mutate({
    meta: meta(),
    input: { personId: person.personId, startsOn },
  })
}
const entryInput = (person: TestPerson, changes: Partial<SaveEntryInput> = {}): SaveEntryInput => ({
  ...{ entryId: randomUUID(), personId: person.personId, kind: 'away', zone },
  ...{ firstDay: dayFromToday(2), from: null, lastDay: dayFromToday(3), until: null },
  ...changes,
})
async function saveEntry(by: TestPerson, input: SaveEntryInput, base: number | null = null) {
  const { client, meta } = await as(by)
  return await client.shifts.saveEntry.mutate({ meta: meta(base), input })
}
async function removeEntry(by: TestPerson, person: TestPerson, entryId: string) {
  const { client, meta } = await as(by)
  return await client.shifts.removeEntry.mutate({
    meta: meta(),
    input: { entryId, personId: person.personId },
  })
}
async function importRoster(by: TestPerson, input: Omit<ImportRosterInput, 'teamId'>) {
  const { client, meta } = await as(by)
  return await client.shifts.importRoster.mutate({ meta: meta(), input: { teamId: cast.teamId, ...input } })
}
const rosterEntry = (person: TestPerson, days: number, changes: Partial<RosterEntry> = {}): RosterEntry => ({
  ...{ personId: person.personId, kind: 'work', zone, firstDay: dayFromToday(days), from: '22:00' },
  ...{ lastDay: dayFromToday(days + 1), until: '06:00' },
  ...changes,
})
async function shiftsSeenBy(reader: TestPerson, person: TestPerson = cast.analyst) {
  const { client } = await as(reader)
  return await client.shifts.person.query({ personId: person.personId })
}
/** The instants of one day from today, as the rest of Dure asks for them. */
async function instants(person: TestPerson, days: number, kind: 'work' | 'absence' = 'work') {
  const day = Temporal.PlainDate.from(dayFromToday(days)).toZonedDateTime(zone)
  const rows = await app.owner
    .selectFrom('shift')
    .select(['starts_at', 'ends_at'])
    .where('person_id', '=', person.personId)
    .where('kind', '=', kind)
    .where('starts_at', '>=', day.toInstant().toString())
    .where('starts_at', '<', day.add({ days: 1 }).toInstant().toString())
    .orderBy('starts_at')
    .execute()
  const wall = (instant: string) =>
    Temporal.Instant.from(new Date(instant).toISOString())
      .toZonedDateTimeISO(zone)
      .toPlainTime()
      .toString({ smallestUnit: 'minute' })
  return rows.map(({ starts_at, ends_at }) => `${wall(starts_at)} ${wall(ends_at)}`)
}

describe('weekly hours', () => {
  test('are entered by the person and corrected by who leads them, and become instants', async () => {
    await setPattern(cast.analyst, cast.analyst)
    expect(await instants(cast.analyst, 5)).toEqual(['09:00 18:00'])
    await setPattern(cast.lead, cast.analyst, { hours: everyDay('22:00', '06:00') })
    expect(await instants(cast.analyst, 5)).toEqual(['22:00 06:00'])
    const { patterns, zone: theirs } = await shiftsSeenBy(cast.analyst)
    expect(patterns).toMatchObject([{ startsOn: dayFromToday(-1), by: { name: 'Lead' } }])
    expect(theirs).toBe(zone)
    expect((await shiftsSeenBy(cast.otherLead)).patterns).toEqual(patterns)
  })

  test('hold until others begin; without hours there are no shifts, and taken back the earlier go on', async () => {
    await setPattern(cast.analyst, cast.analyst)
    await setPattern(cast.analyst, cast.analyst, { startsOn: dayFromToday(4), hours: [] })
    expect([await instants(cast.analyst, 3), await instants(cast.analyst, 4)]).toEqual([['09:00 18:00'], []])
    await removePattern(cast.analyst, cast.analyst, dayFromToday(4))
    await removePattern(cast.analyst, cast.analyst, dayFromToday(4))
    expect(await instants(cast.analyst, 4)).toEqual(['09:00 18:00'])
  })

  test('are nobody else’s to read or to enter', async () => {
    const strangers = [
      cast.otherAnalyst,
      cast.manager,
      cast.leadElsewhere,
      cast.exLead,
      cast.admin,
      cast.partner,
    ]
    for (const person of strangers) {
      expect(await refusalOf(shiftsSeenBy(person))).toMatchObject({ code: 'NOT_FOUND' })
      expect(await refusalOf(setPattern(person, cast.analyst))).toMatchObject({ code: 'NOT_FOUND' })
    }
    await setPattern(cast.manager, cast.manager)
    expect(await refusalOf(shiftsSeenBy(cast.lead, cast.manager))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test.each([
    ['zone', { zone: 'Asia/Nowhere' }],
    ['startsOn', { startsOn: 'soon' }],
    ['hours.0.until', { hours: [{ weekday: 1, from: '09:00', until: '24:00' }] }],
    [
      'hours',
      { hours: [...everyDay('09:00', '10:00').slice(1), { weekday: 2, from: '09:00', until: '10:00' }] },
    ],
  ])('with an impossible %s are refused at that field', async (field, changes) => {
    expect(await refusalOf(setPattern(cast.analyst, cast.analyst, changes))).toMatchObject({
      ...{ code: 'INVALID', details: { field: `input.${field}` } },
    })
  })
})

describe('one day and an absence', () => {
  test('changes the hours of that day, or takes them away', async () => {
    await setPattern(cast.analyst, cast.analyst)
    const day = dayFromToday(2)
    const input = entryInput(cast.analyst, {
      ...{ kind: 'work', firstDay: day, from: '12:00', lastDay: day, until: '20:00' },
    })
    await saveEntry(cast.analyst, input)
    expect(await instants(cast.analyst, 2)).toEqual(['12:00 20:00'])
    await saveEntry(cast.lead, { ...input, kind: 'off', from: null, until: null }, 1)
    expect(await instants(cast.analyst, 2)).toEqual([])
    expect(await refusalOf(saveEntry(cast.analyst, input, 1))).toMatchObject({ code: 'CONFLICT' })
    await removeEntry(cast.analyst, cast.analyst, input.entryId)
    expect(await instants(cast.analyst, 2)).toEqual(['09:00 18:00'])
  })

  test('lies over the shifts of its days', async () => {
    await setPattern(cast.analyst, cast.analyst)
    await saveEntry(cast.analyst, entryInput(cast.analyst))
    expect(await instants(cast.analyst, 2, 'absence')).toEqual(['00:00 00:00'])
    expect(await instants(cast.analyst, 2)).toEqual(['09:00 18:00'])
    const { entries } = await shiftsSeenBy(cast.lead)
    expect(entries).toMatchObject([{ kind: 'away', source: null, imported: false, by: { name: 'Analyst' } }])
  })

  test('cannot be moved to somebody else', async () => {
    const input = entryInput(cast.analyst)
    await saveEntry(cast.analyst, input)
    const moved = { ...input, personId: cast.otherAnalyst.personId }
    expect(await refusalOf(saveEntry(cast.lead, moved, 1))).toMatchObject({ code: 'CONFLICT' })
    await removeEntry(cast.lead, cast.otherAnalyst, input.entryId)
    expect((await shiftsSeenBy(cast.analyst)).entries).toHaveLength(1)
  })

  test.each([
    ['lastDay', { lastDay: '2026-01-01' }],
    ['lastDay', { firstDay: '2026-01-01', lastDay: '2028-01-01' }],
    ['until', { from: '09:00' }],
    [
      'until',
      { kind: 'work' as const, firstDay: '2027-01-01', lastDay: '2027-01-01', from: '09:00', until: '08:00' },
    ],
    ['until', { firstDay: '2027-01-01', lastDay: '2027-01-01', from: '09:00', until: '09:00' }],
  ])('with an impossible %s is refused at that field', async (field, changes) => {
    expect(await refusalOf(saveEntry(cast.analyst, entryInput(cast.analyst, changes)))).toMatchObject({
      ...{ code: 'INVALID', details: { field: `input.${field}` } },
    })
  })
})

describe('a roster', () => {
  const source = 'Rota'
  const entries = () => [rosterEntry(cast.analyst, 1), rosterEntry(cast.analyst, 2)]

  test('comes before the weekly hours; once more it changes nothing, and what it leaves out goes', async () => {
    await setPattern(cast.analyst, cast.analyst)
    await importRoster(cast.lead, { source, entries: entries() })
    expect([await instants(cast.analyst, 1), await instants(cast.analyst, 3)]).toEqual([
      ['22:00 06:00'],
      ['09:00 18:00'],
    ])
    const before = await shiftsSeenBy(cast.analyst)
    expect(before.entries).toMatchObject([{ source, imported: true, by: { name: 'Lead' } }, { source }])
    await importRoster(cast.lead, { source, entries: entries() })
    expect(await shiftsSeenBy(cast.analyst)).toEqual(before)
    await importRoster(cast.lead, { source, entries: entries().slice(1) })
    expect((await shiftsSeenBy(cast.analyst)).entries).toEqual(before.entries.slice(1))
    expect(await instants(cast.analyst, 1)).toEqual(['09:00 18:00'])
  })

  test('of another source stays, and so does what was corrected or removed by hand', async () => {
    await importRoster(cast.lead, { source, entries: entries() })
    await importRoster(cast.lead, { source: 'Other', entries: [rosterEntry(cast.analyst, 5)] })
    const [first, second] = (await shiftsSeenBy(cast.analyst)).entries
    if (!first || !second) throw new Error('The roster was not imported')
    const { entryId, kind, firstDay, lastDay, version } = first
    const times = { kind, firstDay, lastDay, from: '23:00', until: '07:00', zone }
    await saveEntry(cast.analyst, { entryId, personId: cast.analyst.personId, ...times }, version)
    await removeEntry(cast.analyst, cast.analyst, second.entryId)
    await importRoster(cast.lead, { source, entries: entries() })
    const after = await shiftsSeenBy(cast.analyst)
    expect(after.entries).toMatchObject([
      { from: '23:00', imported: false, source },
      { source: 'Other', imported: true },
    ])
    expect(after.dismissed).toMatchObject([{ source }])
    expect(await instants(cast.analyst, 1)).toEqual(['23:00 07:00'])
  })

  test('is imported by who leads the team, for its analysts and themselves', async () => {
    const stranger = { source, entries: [rosterEntry(cast.analyst, 1), rosterEntry(cast.manager, 1)] }
    expect(await refusalOf(importRoster(cast.lead, stranger))).toMatchObject({
      ...{ code: 'INVALID', details: { field: 'input.entries.1.personId' } },
    })
    await importRoster(cast.lead, { source, entries: [rosterEntry(cast.lead, 1)] })
    expect(await instants(cast.lead, 1)).toEqual(['22:00 06:00'])
    const roster = { source, entries: entries() }
    expect(await refusalOf(importRoster(cast.manager, roster))).toMatchObject({ code: 'FORBIDDEN' })
    expect(await refusalOf(importRoster(cast.admin, roster))).toMatchObject({ code: 'NOT_FOUND' })
  })

  test('names its people as the team knows them', async () => {
    const { client } = await as(cast.lead)
    const called = ['analyst', ' Other  analyst ', 'Nobody', 'Other lead']
    const { people } = await client.shifts.called.query({ teamId: cast.teamId, called })
    expect(people.map(({ personId }) => personId)).toEqual([
      cast.analyst.personId,
      cast.otherAnalyst.personId,
      null,
      null,
    ])
  })
})

test('every night the weeks ahead are written anew, and what is old goes', async () => {
  await setPattern(cast.analyst, cast.analyst)
  const old = { org_id: cast.org, person_id: cast.analyst.personId, kind: 'work' as const }
  await app.owner.deleteFrom('shift').where('person_id', '=', cast.analyst.personId).execute()
  await app.owner
    .insertInto('shift')
    .values({
      ...{ ...old, shift_id: randomUUID() },
      ...{ starts_at: '2020-01-01T00:00:00Z', ends_at: '2020-01-01T08:00:00Z' },
    })
    .execute()
  const rows = () =>
    app.owner
      .selectFrom('shift')
      .select(['shift_id', 'starts_at'])
      .where('person_id', '=', cast.analyst.personId)
      .orderBy('starts_at')
      .execute()
  const renew = () => renewAll({ db: app.owner, now: Date.now, signal: new AbortController().signal })
  await renew()
  const made = await rows()
  expect(made.length).toBeGreaterThan(70)
  expect(new Date(made[0]?.starts_at ?? 0).getUTCFullYear()).not.toBe(2020)
  await renew()
  expect(await rows()).toEqual(made)
})

test('two changes at the same moment are both in the instants', async () => {
  const day = dayFromToday(3)
  const shift = (from: string, until: string) =>
    saveEntry(
      cast.analyst,
      entryInput(cast.analyst, { kind: 'work', firstDay: day, lastDay: day, from, until }),
    )
  await Promise.all([shift('08:00', '12:00'), shift('14:00', '18:00')])
  expect(await instants(cast.analyst, 3)).toEqual(['08:00 12:00', '14:00 18:00'])
})
