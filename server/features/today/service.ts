import { announce } from '#server/db/announce.ts'
import { answeredLooks, openLooks } from '#server/features/audits/service.ts'
import { coachingPoints } from '#server/features/coaching/service.ts'
import { signalsOfLedTeams } from '#server/features/scorecards/service.ts'
import type { CommandScope, Scope } from '#server/trpc.ts'
import type { CommandResult } from '#shared/command.ts'
import { AppError } from '#shared/errors.ts'
import type { Role } from '#shared/people.ts'
import type { Actor } from '#shared/policy.ts'
import { inOrder, type SettleInput, type TodayView, type UnsettleInput } from '#shared/today.ts'
import { ofAnsweredLook, ofOpenLook, ofPoint, ofSignal } from './items.ts'
import { dayOf, putSettled, removeSettled } from './queries.ts'

const holds = (actor: Actor, role: Role) => actor.roles.some((held) => held.role === role)

/** Everything that waits for the reader, by their standings of today, without what they settled. */
export async function listToday({ db, actor, now }: Scope): Promise<TodayView> {
  const lead = holds(actor, 'lead')
  const [signals, looks, answers, points] = await Promise.all([
    lead ? signalsOfLedTeams(db, actor) : [],
    lead ? openLooks(db) : [],
    holds(actor, 'analyst') ? answeredLooks(db) : [],
    coachingPoints(db, now()),
  ])
  const waiting = [
    ...signals.map(ofSignal),
    ...looks.map(ofOpenLook),
    ...answers.flatMap(ofAnsweredLook),
    ...points.map(ofPoint),
  ]
  const day = await dayOf(db, now(), {
    keys: waiting.map(({ key }) => key),
    people: signals.map(({ personId }) => personId),
  })
  const holding = day.settled.filter(({ how, until }) => how === 'done' || Date.parse(until ?? '') > now())
  const settled = new Set(holding.map(({ key }) => key))
  const rows = waiting.map((one) => one.row(day))
  const taken = new Map(rows.filter(({ key }) => settled.has(key)).map((row) => [row.key, row]))
  return {
    items: inOrder(rows.filter(({ key }) => !settled.has(key))),
    settled: holding
      .filter(({ today }) => today)
      .map(({ key, how, at }) => ({
        key,
        how,
        at: new Date(at).toISOString(),
        item: taken.get(key) ?? null,
      })),
    day: day.day,
  }
}

/** Command today.settle: the last tap wins, so the base is not compared. */
export async function settle({ db }: CommandScope, input: SettleInput): Promise<CommandResult> {
  if ((input.how === 'later') !== (input.until !== null)) throw new AppError('INVALID', { field: 'until' })
  const { version, at } = await putSettled(db, input)
  await announce(db, { feature: 'today', personId: db.person })
  return { entityId: db.person, version, at }
}

/** Command today.unsettle: the undo; what was not settled stays so. */
export async function unsettle({ db, now }: CommandScope, { key }: UnsettleInput): Promise<CommandResult> {
  await removeSettled(db, key)
  await announce(db, { feature: 'today', personId: db.person })
  return { entityId: db.person, version: 0, at: new Date(now()).toISOString() }
}
