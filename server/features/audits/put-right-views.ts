import type { Scope } from '#server/core/scope.ts'
import type { Waiting } from '#server/core/waiting.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { cursorOf, keys, pageOf, placeOf } from '#server/db/keyset.ts'
import { calendarOf } from '#server/features/escalations/facade.ts'
import { putRightCountedDays, putRightWithinDays } from '#shared/audits/put-right-rules.ts'
import type {
  PutRightCount,
  PutRightCounts,
  PutRightItem,
  PutRightList,
  PutRightStep,
  PutRightView,
} from '#shared/audits/views.ts'
import { addBusinessTime, businessDayMinutes } from '#shared/core/business-time.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import * as queries from './put-right-queries.ts'

/** Returns when what was opened at an instant is due, by the working calendar of a zone; both in milliseconds. */
async function dueIn(
  db: ActorDb,
  zone: string,
  opened: readonly string[],
): Promise<(openedAt: string) => number> {
  const years = new Set(opened.flatMap((timestamp) => [yearOf(timestamp), yearOf(timestamp) + 1]))
  const calendar = await calendarOf(db, zone, [...years])
  return (openedAt) =>
    addBusinessTime(calendar, Date.parse(openedAt), putRightWithinDays * businessDayMinutes * 60_000)
}
const yearOf = (timestamp: string) => new Date(timestamp).getUTCFullYear()

/** Returns rows of any teams as they are shown, by the calendar of each one's zone. */
async function itemsOf(db: ActorDb, rows: readonly queries.PutRightRow[]): Promise<PutRightItem[]> {
  const zones = Map.groupBy(rows, ({ zone }) => zone)
  const dues = new Map<string, (openedAt: string) => number>()
  for (const [zone, inZone] of zones)
    dues.set(
      zone,
      await dueIn(
        db,
        zone,
        inZone.map((row) => row.opened_at),
      ),
    )
  return rows.map((row) => ({
    ...{ itemId: row.item_id, auditId: row.audit_id, tool: row.tool, caseRef: row.case_ref },
    ...{ policy: row.policy, stands: row.stands, verifiedDecision: row.verified_decision },
    ...{ state: row.state, reason: row.reason, openedAt: row.opened_at, doneOn: row.done_on },
    dueAt: new Date(dues.get(row.zone)?.(row.opened_at) ?? 0).toISOString(),
    ...{ putTo: row.put_to, setAt: row.set_at, version: row.version },
    setBy: row.set_by === null ? null : { personId: row.set_by, name: row.set_by_name ?? '' },
  }))
}

/** Returns what was said of these audits, by the audit's id. */
export async function putRightByCase(
  db: ActorDb,
  audits: readonly string[],
): Promise<Map<string, PutRightView>> {
  const items = await itemsOf(db, await queries.putRightOfCases(db, audits))
  return new Map(
    items.flatMap(({ itemId, auditId: _a, tool: _t, caseRef: _c, policy: _p, stands: _s, ...item }) => {
      const { verifiedDecision: _v, ...view } = item
      return [[itemId, view] as const]
    }),
  )
}

/** Returns what was said of one, newest first. */
export async function putRightSteps(db: ActorDb, itemId: string): Promise<PutRightStep[]> {
  return (await queries.stepsOf(db, itemId)).map((row) => ({
    ...{ at: row.at, state: row.state, reason: row.reason, doneOn: row.done_on, fromFile: row.from_file },
    by: row.set_by === null ? null : { personId: row.set_by, name: row.set_by_name ?? '' },
  }))
}

/** Returns a page of a team's decisions that are to be put right, for its leads. */
export async function readPutRight(
  { db, actor }: Scope,
  { teamId, cursor }: { teamId: string; cursor?: string | undefined },
): Promise<PutRightList> {
  if (!can(actor, 'putRight.set', { teamId })) throw new AppError('NOT_FOUND')
  const after = placeOf(cursor, keys.instant)
  const [team, open, settled] = await Promise.all([
    queries.teamPlace(db, teamId),
    queries.openOfTeam(db, teamId, after),
    after ? [] : queries.settledOfTeam(db, teamId),
  ])
  if (!team) throw new AppError('NOT_FOUND')
  const { page, last } = pageOf(open, queries.putRightPage)
  const [items, latest] = await Promise.all([itemsOf(db, page), itemsOf(db, settled)])
  return {
    ...{ withinDays: putRightWithinDays, items },
    nextCursor: last ? cursorOf({ key: last.opened_at, id: last.item_id }) : null,
    total: after ? null : team.open,
    settled: latest,
  }
}

/** Counts a team's, of people and of machines apart. NOT_FOUND for who neither leads nor manages it. */
export async function readPutRightCounts(
  { db, actor, now }: Scope,
  { teamId }: { teamId: string },
): Promise<PutRightCounts> {
  if (!can(actor, 'team.read', { teamId })) throw new AppError('NOT_FOUND')
  const team = await queries.teamPlace(db, teamId)
  if (!team) throw new AppError('NOT_FOUND')
  const since = Temporal.PlainDate.from(team.today).subtract({ days: putRightCountedDays }).toString()
  const start = Temporal.PlainDate.from(since).toZonedDateTime(team.zone).toInstant().toString()
  const rows = await queries.countsOfTeam(db, teamId, start)
  const dueOf = await dueIn(
    db,
    team.zone,
    rows.map((row) => row.opened_at),
  )
  const count = (machine: boolean): PutRightCount => {
    const total = { open: 0, overdue: 0, done: 0, inTime: 0, notNeeded: 0 }
    for (const row of rows.filter((some) => some.machine === machine)) {
      const due = dueOf(row.opened_at)
      if (row.state === 'open') {
        total.open += row.n
        if (due < now()) total.overdue += row.n
      } else if (row.state === 'done') {
        total.done += row.n
        if ((row.done_on ?? '') <= dayIn(team.zone, due)) total.inTime += row.n
      } else total.notNeeded += row.n
    }
    return total
  }
  return { since, withinDays: putRightWithinDays, people: count(false), machines: count(true) }
}

const dayIn = (zone: string, instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString()

/** Returns a row for each team of the lead's in which something is to be put right. */
export async function putRightWaiting({ db, actor, now }: Scope): Promise<Waiting[]> {
  const teams = actor.roles.flatMap(({ role, teamId }) => (role === 'lead' && teamId ? [teamId] : []))
  const found = await queries.openTeams(db, teams)
  const { person: personId } = actor
  return await Promise.all(
    found.map(async ({ team_id: teamId, name: teamName, zone, opened }): Promise<Waiting> => {
      const dueOf = await dueIn(
        db,
        zone,
        opened.map(({ at }) => at),
      )
      const waits = opened.map(({ at, n }) => ({ at, n, due: dueOf(at) }))
      const overdue = waits.filter(({ due }) => due < now())
      const [first] = waits
      const sum = (some: typeof waits) => some.reduce((total, { n }) => total + n, 0)
      const key = `put_right:${teamId}`
      // Settled means settled until another is opened, or runs out.
      const began = Math.max(
        ...waits.map(({ at }) => Date.parse(at)).slice(-1),
        ...overdue.map(({ due }) => due).slice(-1),
      )
      return {
        key,
        people: [personId],
        beganAt: new Date(began).toISOString(),
        row: ({ names }) => ({
          ...{ key, kind: 'put_right', group: overdue.length > 0 ? 'now' : 'today', teamId, teamName },
          at: new Date(first?.at ?? 0).toISOString(),
          person: { personId, name: names[personId] ?? '' },
          ...{ n: sum(waits), overdue: sum(overdue) },
          dueAt: new Date(first?.due ?? 0).toISOString(),
        }),
      }
    }),
  )
}
