import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import { answeredLooks, openLooks } from '#server/features/audits/facade.ts'
import { checkInPoints, ownDelivery } from '#server/features/check-ins/facade.ts'
import { coachingPoints } from '#server/features/coaching/facade.ts'
import { openEscalations } from '#server/features/escalations/facade.ts'
import { signalsOfLedTeams } from '#server/features/scorecards/facade.ts'
import { isCorrectiveAnswer, isCorrectiveNote } from '#shared/coaching/corrective-rules.ts'
import type { Role } from '#shared/people/role-rules.ts'
import type { Actor } from '#shared/policy.ts'
import { todayQueries } from '#shared/today/queries.ts'
import { inOrder } from '#shared/today/rules.ts'
import type { TodayView } from '#shared/today/views.ts'
import { ofEscalation } from './escalation-item-views.ts'
import { ofAnsweredLook, ofCheckIns, ofOpenLook, ofPoint, ofSignal } from './item-views.ts'
import { dayOf } from './queries.ts'

const holds = (actor: Actor, role: Role) => actor.roles.some((held) => held.role === role)

/** Everything that waits for the reader, by their standings of today, without what they settled. */
export async function listToday(scope: Scope): Promise<TodayView> {
  const { db, actor, now } = scope
  const lead = holds(actor, 'lead')
  const [signals, looks, answers, points, checkIns, escalations] = await Promise.all([
    lead ? signalsOfLedTeams(db, actor) : [],
    lead ? openLooks(db) : [],
    holds(actor, 'analyst') ? answeredLooks(db) : [],
    coachingPoints(db, now()),
    checkInPoints(scope),
    openEscalations(db, actor),
  ])
  const reached = await reachedBy(scope, { answers, points })
  const waiting = [
    ...signals.map(ofSignal),
    ...looks.map(ofOpenLook),
    ...answers.filter(reached).flatMap(ofAnsweredLook),
    ...points.filter(reached).map(ofPoint),
    ...ofCheckIns(checkIns, actor.person),
    ...escalations.flatMap((row) => ofEscalation(row, { me: actor, now: now() })),
  ]
  const asked = {
    keys: waiting.map(({ key }) => key),
    people: signals.map(({ personId }) => personId),
  }
  const day = await db.last(() => dayOf(db, now(), asked))
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

type Look = Awaited<ReturnType<typeof answeredLooks>>[number]

type Point = Awaited<ReturnType<typeof coachingPoints>>[number]

/** When a message about the reader's own failure was written; null for anything else. */
function failureAt(one: Look | Point): string | null {
  if ('lookId' in one) return isCorrectiveAnswer(one.status) ? one.answeredAt : null
  const { kind, note_kind, has_criterion: hasCriterion } = one
  const corrective =
    kind === 'note_to_read' && note_kind && isCorrectiveNote({ kind: note_kind, hasCriterion })
  return corrective ? one.at : null
}

/** Such a message waits for working hours; everything else is there at once. */
async function reachedBy(scope: Scope, { answers, points }: { answers: Look[]; points: Point[] }) {
  const written = [...answers, ...points].flatMap((one) => failureAt(one) ?? [])
  const reaches = await ownDelivery(scope, written)
  return (one: Look | Point): boolean => {
    const at = failureAt(one)
    return at === null || reaches(at) <= scope.now()
  }
}

export const answers: AnswersOf<'today'> = {
  list: answer(todayQueries.list, listToday),
}
