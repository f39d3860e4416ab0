import { describe, expect, it, vi } from 'vitest'
import { type AuditedWeek, findingOf } from '#shared/scorecards/signal-rules.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { calendarOf, midnightInSeoul, mondayOf, plusDays } from './calendar.ts'
import { generateDemo } from './generate.ts'
import { idsFrom } from './identity.ts'
import { organisationRows } from './organisation.ts'
import { type AuditingTeam, auditingTeams, newJoiner } from './people.ts'
import type { DemoRows, RowOf } from './rows.ts'
import { drift, policyChange, recovery } from './story.ts'

// Each of them makes a whole organisation.
vi.setConfig({ testTimeout: 20_000 })

const seed = 'dure'
const id = idsFrom(seed)
const limit = 0.03
const made = new Map<string, Promise<DemoRows>>()
function demoOn(today: string): Promise<DemoRows> {
  const rows = made.get(today) ?? generateDemo({ today, seed, passwordHash: 'none' })
  made.set(today, rows)
  return rows
}

interface Window {
  weeks: readonly string[]
  of: (audit: RowOf<'audit'>) => boolean
}

/** Verified decisions of those weeks; Seoul's and Dublin's days differ by hours only. */
function verified({ audit }: DemoRows, { weeks, of }: Window) {
  return audit.filter(
    (row) =>
      of(row) &&
      !row.targeted &&
      row.outcome !== 'unverified' &&
      weeks.includes(mondayOf(new Date(Date.parse(row.decided_at) + 32_400_000).toISOString().slice(0, 10))),
  )
}
/** Returns the findings of the rule for signals about everybody in a team, as of this day. */
function raisedIn(
  rows: DemoRows,
  { team, weeks, today }: { team: AuditingTeam; weeks: readonly string[]; today: string },
) {
  const complete = weeks.filter((week) => week < mondayOf(today)).length
  const inTeam = rows.audit.filter(({ team_id }) => team_id === id('team', team))
  const people = [...Map.groupBy(inTeam, ({ analyst_id }) => analyst_id).keys()]
  const auditedBy = (analyst: string): AuditedWeek[] =>
    weeks.flatMap((week, index) => {
      const seen = verified(
        { ...rows, audit: inTeam },
        { weeks: [week], of: (row) => row.analyst_id === analyst },
      )
      const x = seen.filter(({ outcome }) => outcome !== 'correct').length
      return seen.length > 0 ? [{ index, n: seen.length, x }] : []
    })
  const all = people.map(auditedBy)
  return people.flatMap((analyst, place) => {
    const finding = findingOf({ weeks: all[place] ?? [], team: all, complete })
    return finding ? [{ analyst, kind: finding.kind }] : []
  })
}
function missedBy(rows: DemoRows, analyst: string, weeks: readonly string[]) {
  const seen = verified(rows, { weeks, of: (row) => row.analyst_id === id('person', analyst) })
  const x = seen.filter(({ outcome }) => outcome === 'missed').length
  return { x, n: seen.length, low: wilson(x, seen.length)?.low ?? Number.NaN }
}

it.each([
  'Mon',
  'Tue',
  'Wed',
  'Thu',
  'Fri',
  'Sat',
  'Sun',
])('no role of the demo begins or ends on its own day, also on a %s', async (weekday) => {
  const place = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday)
  const today = plusDays(mondayOf('2026-11-25'), place)
  const calendar = await calendarOf('Asia/Seoul', today)
  const { membership } = organisationRows({ today, seed, passwordHash: 'none', id, calendar })
  const days = membership.flatMap(({ starts_on, ends_on }) => [starts_on, ends_on ?? []]).flat()
  expect(days.length).toBeGreaterThan(20)
  expect(days).not.toContain(today)
  // Whoever has begun shows it in what the demo tells of them, so that nobody who has not may be among them.
  expect(membership.filter(({ starts_on }) => starts_on > today)).toEqual([])
})

// A Monday, a Wednesday, after the long holidays of autumn and of the new year, and the change of clocks.
describe.each([
  '2026-11-23',
  '2026-09-30',
  '2027-02-10',
  '2026-10-27',
  '2028-03-04',
])('the demo of %s', (today) => {
  it('tells its story whatever the day', async () => {
    const rows = await demoOn(today)
    const { weeks } = await calendarOf('Asia/Seoul', today)
    const [before, now] = [weeks.slice(5, 9), weeks.slice(9)]

    expect(missedBy(rows, drift.key, now).low).toBeGreaterThan(limit)
    expect(missedBy(rows, drift.key, weeks.slice(4, 8)).low).toBeLessThan(limit)
    expect(missedBy(rows, recovery.key, before).low).toBeGreaterThan(limit)
    const recovered = missedBy(rows, recovery.key, now)
    expect(recovered.x / recovered.n).toBeLessThanOrEqual(limit)

    const joiner = missedBy(rows, newJoiner, weeks)
    expect(joiner.n).toBe(8)
    expect(joiner.x).toBe(1)
  })

  it('raises a signal about the one who drifts, because of a policy, and about nobody by chance', async () => {
    const rows = await demoOn(today)
    const { weeks } = await calendarOf('Asia/Seoul', today)
    const raised = auditingTeams.flatMap((team) => raisedIn(rows, { team, weeks, today }))
    expect(raised).toContainEqual({ analyst: id('person', drift.key), kind: 'more_errors' })
    expect(raised).toContainEqual({ analyst: id('person', recovery.key), kind: 'recovery' })
    expect(raised.filter(({ kind }) => kind === 'more_errors')).toHaveLength(1)
    const errors = verified(rows, {
      weeks: weeks.slice(-4),
      of: (row) => row.analyst_id === id('person', drift.key),
    })
    const wrong = errors.filter(({ outcome }) => outcome !== 'correct')
    expect(2 * wrong.filter(({ policy }) => policy === drift.policy).length).toBeGreaterThan(wrong.length)
  })

  it('has a policy change that a whole team enforced too widely, for two weeks', async () => {
    const rows = await demoOn(today)
    const { weeks } = await calendarOf('Europe/Dublin', today)
    const share = (some: readonly string[]) => {
      const seen = verified(rows, { weeks: some, of: (row) => row.team_id === id('team', policyChange.team) })
      return seen.filter(({ outcome }) => outcome === 'over_enforced').length / seen.length
    }
    expect(share(weeks.slice(8, 10))).toBeGreaterThan(2.5 * share(weeks.slice(0, 8)))
    expect(share(weeks.slice(10))).toBeLessThan(0.02)
  })

  it('lies in the past, but for what is planned', async () => {
    const rows = await demoOn(today)
    const end = midnightInSeoul(today)
    const happened = [
      ...rows.audit.map((row) => row.decided_at),
      ...rows.audit_import.map((row) => row.at),
      ...rows.another_look.flatMap((row) => [row.asked_at, row.answered_at ?? row.asked_at]),
      ...rows.note.map((row) => row.created_at),
      ...rows.note_revision.map((row) => row.at),
      ...rows.note_reply.map((row) => row.at),
      ...rows.note.flatMap((row) => row.followed_up_at ?? []),
      ...rows.note_reading.flatMap((row) => row.acknowledged_at ?? []),
      ...rows.action_state.flatMap((row) => row.done_at ?? []),
      ...rows.record_view.map((row) => row.first_at),
      ...rows.inbox.flatMap((row) => [row.at, row.read_at ?? row.at]),
    ]
    expect(happened.filter((timestamp) => !(Date.parse(timestamp) < end))).toEqual([])
    expect(rows.note.filter((row) => row.follow_up_on === today)).toHaveLength(3)
    expect(rows.action_item.filter((row) => row.due_on === today)).toHaveLength(2)
    const latest = Math.max(...rows.audit.map((row) => Date.parse(row.decided_at)))
    expect(latest).toBeGreaterThan(midnightInSeoul(plusDays(today, -7)))
  })

  it('gives each analyst between 25 and 65 decisions in a full week', async () => {
    const { audit } = await demoOn(today)
    const byWeek = Map.groupBy(
      audit.filter(({ analyst_id }) => analyst_id !== id('person', newJoiner)),
      (row) => `${row.analyst_id} ${mondayOf(row.decided_at.slice(0, 10))}`,
    )
    const sizes = [...byWeek.values()].map((rows) => rows.length).sort((a, b) => a - b)
    expect(sizes.at(Math.floor(sizes.length / 2))).toBeGreaterThan(35)
    expect(sizes.at(-1)).toBeLessThanOrEqual(65)
  })
})

it('makes the same rows from the same day and seed, and others from another seed', async () => {
  const a = await demoOn('2026-11-23')
  const b = await generateDemo({ today: '2026-11-23', seed, passwordHash: 'none' })
  expect(JSON.stringify(b) === JSON.stringify(a)).toBe(true)
  const other = await generateDemo({ today: '2026-11-23', seed: 'another', passwordHash: 'none' })
  expect(other.audit[0]?.audit_id).not.toBe(a.audit[0]?.audit_id)
})
