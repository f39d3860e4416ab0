import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Metric } from '#shared/scorecards/rules.ts'
import { refusalOf, type SignedIn, startTestApp, type TestApp } from '#tests/support/app.ts'
import { fileOf, importAsOwner, optionsFor } from '#tests/support/audit-files.ts'
import { makeOrg, makePerson, makeTeam } from '#tests/support/people.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.stop())

const began = { accuracy: 0.95, missed: 0.03, overEnforced: 0.03 }

/** A team whose newest audit was decided on Friday, 16 October 2026: thirteen weeks from Monday, 20 July. */
async function makeCast() {
  const org = await makeOrg(app.owner)
  const unit = await makeTeam(app.owner, org)
  const teamId = await makeTeam(app.owner, org, { parentId: unit })
  const make = async (role: 'lead' | 'manager' | 'analyst' | 'admin', team: string | null) =>
    app.signIn(
      await makePerson(app.owner, org, {
        ...{ name: role, reference: role },
        memberships: [{ role, ...(team ? { teamId: team } : {}) }],
      }),
    )
  const lead = await make('lead', teamId)
  const manager = await make('manager', unit)
  const analyst = await make('analyst', teamId)
  const admin = await make('admin', null)
  const rows = [{ analyst: 'analyst', at: '2026-10-16T01:00:00Z' }]
  await importAsOwner(app.owner, org, { file: fileOf(rows), options: optionsFor(teamId) })
  const read = (by: SignedIn) => by.client.scorecards.targets.query({ teamId })
  const today = (await read(lead)).today
  const set = (by: SignedIn, base: number, input: { metric?: Metric; rate: number; from: string }) =>
    by.client.scorecards.setTarget.mutate({
      meta: by.meta(base),
      input: { teamId, metric: input.metric ?? 'accuracy', rate: input.rate, effectiveFrom: input.from },
    })
  const withdraw = (by: SignedIn, base: number, from: string) =>
    by.client.scorecards.withdrawTarget.mutate({
      meta: by.meta(base),
      input: { teamId, metric: 'accuracy', effectiveFrom: from },
    })
  /** As it was set on an earlier day. */
  const wasSet = (number: number, from: string, rate: number, metric: Metric = 'accuracy') =>
    app.owner
      .insertInto('team_target')
      .values({
        ...{ org_id: org, team_id: teamId, number, metric, effective_from: from, rate },
        set_by: lead.person.personId,
      })
      .execute()
  const daysOn = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString()
  return { org, teamId, lead, manager, analyst, admin, read, set, withdraw, wasSet, today, daysOn }
}

describe('a target', () => {
  test('is set by the lead and the manager above, from today on, and everybody of the team reads its history', async () => {
    const { lead, manager, analyst, admin, read, set, today, daysOn } = await makeCast()
    expect(await read(analyst)).toMatchObject({ version: 0, initial: began, entries: [] })
    expect((await set(lead, 0, { rate: 0.96, from: today })).version).toBe(1)
    expect((await set(manager, 1, { rate: 0.97, from: daysOn(10) })).version).toBe(2)
    for (const by of [analyst, lead, manager, admin])
      expect((await read(by)).entries).toMatchObject([
        { number: 1, metric: 'accuracy', rate: 0.96, effectiveFrom: today, setBy: { name: 'lead' } },
        { number: 2, metric: 'accuracy', rate: 0.97, effectiveFrom: daysOn(10), setBy: { name: 'manager' } },
      ])
    for (const by of [analyst, admin])
      expect((await refusalOf(set(by, 2, { rate: 0.5, from: today }))).code).toBe('NOT_FOUND')
  })

  test('is refused for a day that is over, for the value that holds anyway, and where another was set meanwhile', async () => {
    const { lead, manager, set, today, daysOn, read } = await makeCast()
    const past = await refusalOf(set(lead, 0, { rate: 0.9, from: daysOn(-1) }))
    expect(past).toMatchObject({ code: 'INVALID', details: { field: 'effectiveFrom', reason: 'past' } })
    const same = await refusalOf(set(lead, 0, { rate: 0.95, from: today }))
    expect(same).toMatchObject({ code: 'INVALID', details: { field: 'rate', reason: 'same' } })
    for (const rate of [0, 1])
      expect((await refusalOf(set(lead, 0, { rate, from: today }))).code).toBe('INVALID')
    const both = await Promise.allSettled([
      set(lead, 0, { rate: 0.96, from: daysOn(5) }),
      set(manager, 0, { metric: 'missed', rate: 0.02, from: daysOn(5) }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const late = await refusalOf(set(manager, 0, { rate: 0.94, from: daysOn(6) }))
    expect(late).toMatchObject({ code: 'CONFLICT', details: { reason: 'targets_changed' } })
    expect((await read(lead)).entries).toHaveLength(1)
  })

  test('is withdrawn only before its day, and stays in the history', async () => {
    const { lead, set, withdraw, read, today, daysOn } = await makeCast()
    await set(lead, 0, { rate: 0.96, from: today })
    await set(lead, 1, { rate: 0.97, from: daysOn(3) })
    const begun = await refusalOf(withdraw(lead, 2, today))
    expect(begun).toMatchObject({ code: 'INVALID', details: { reason: 'begun' } })
    const none = await refusalOf(withdraw(lead, 2, daysOn(4)))
    expect(none).toMatchObject({ code: 'INVALID', details: { reason: 'begun' } })
    await withdraw(lead, 2, daysOn(3))
    expect((await read(lead)).entries.map(({ rate }) => rate)).toEqual([0.96, 0.97, null])
    // What was taken back can be set again.
    await set(lead, 3, { rate: 0.97, from: daysOn(3) })
  })
})

describe('what is judged', () => {
  test('every figure has the target of its period’s first day, and the change inside it as a break', async () => {
    const { teamId, lead, manager, analyst, wasSet } = await makeCast()
    await wasSet(1, '2026-07-20', 0.9)
    await wasSet(2, '2026-09-21', 0.91)
    await wasSet(3, '2026-09-22', 0.92)
    await wasSet(4, '2026-10-20', 0.99)
    await wasSet(5, '2026-10-01', 0.01, 'missed')
    const targets = { '13w': { ...began, accuracy: 0.9 }, '4w': { ...began, accuracy: 0.91 } }
    const change = { metric: 'accuracy', effectiveFrom: '2026-09-22', before: 0.91, rate: 0.92 }
    const missed = { metric: 'missed', effectiveFrom: '2026-10-01', before: 0.03, rate: 0.01 }
    const targetBreaks = [
      { metric: 'accuracy', effectiveFrom: '2026-09-21', before: 0.9, rate: 0.91 },
      change,
      missed,
    ]
    const personId = analyst.person.personId
    const heads = [
      await lead.client.scorecards.team.query({ teamId }),
      await manager.client.scorecards.team.query({ teamId }),
      (await manager.client.scorecards.teams.query()).teams.find((team) => team.teamId === teamId),
      await analyst.client.scorecards.analyst.query({ personId }),
      await lead.client.scorecards.analyst.query({ personId }),
    ]
    for (const head of heads) expect(head).toMatchObject({ targets, targetBreaks })

    const period = (unit: 'week' | 'month' | 'quarter', day: string) =>
      analyst.client.scorecards.period.query({ personId, unit, day })
    expect(await period('month', '2026-09-30')).toMatchObject({
      targets: { ...began, accuracy: 0.9 },
      targetBreaks: targetBreaks.slice(0, 2),
    })
    expect(await period('week', '2026-09-22')).toMatchObject({
      targets: { ...began, accuracy: 0.91 },
      targetBreaks: [change],
    })
    // The limit of missed violations began on its first day.
    expect(await period('month', '2026-10-15')).toMatchObject({
      targets: { accuracy: 0.92, missed: 0.01, overEnforced: 0.03 },
      targetBreaks: [{ effectiveFrom: '2026-10-20', before: 0.92, rate: 0.99 }],
    })
    expect(await period('quarter', '2026-07-01')).toMatchObject({ targets: began })
  })
})
