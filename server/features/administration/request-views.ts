import type { Scope } from '#server/core/scope.ts'
import {
  type AdministratorRole,
  decideApart,
  lapsesAt,
  type RequestState,
  requestStateAt,
} from '#shared/administration/request-rules.ts'
import type { KindCount, RequestsView, RetentionRequest } from '#shared/administration/retention-views.ts'
import { usualDays } from '#shared/core/retention-rules.ts'
import { type Actor, can, type RetentionFacts } from '#shared/policy.ts'
import { administratorRoles } from './confirm-queries.ts'
import { kindOf } from './kind-of-table.ts'
import type { RowCount } from './person-row-queries.ts'
import { otherAdministrators, type RequestRow, requestRows, unconfirmedRequests } from './request-queries.ts'
import { setPeriods } from './retention-queries.ts'
import { mustAdminister } from './rules.ts'

interface Beside {
  actor: Actor
  /** Milliseconds since the epoch. */
  now: number
  roles: readonly AdministratorRole[]
}

/** Returns what the policy has to know of a request. */
export const requestFacts = (row: RequestRow, { actor, now, roles }: Beside): RetentionFacts => ({
  personId: row.person_id,
  askerId: row.asker_id,
  counted: row.counts !== null,
  concerned: row.concerned,
  apart: decideApart({ askerId: row.asker_id, confirmerId: actor.person, askedAt: row.asked_at }, roles),
  state: stateOf(row, now),
})

/** Returns where a request stands at an instant, in milliseconds since the epoch. */
export const stateOf = (row: RequestRow, now: number): RequestState =>
  requestStateAt(
    {
      ...{ askerId: row.asker_id, askedAt: row.asked_at, confirmedAt: row.confirmed_at },
      ...{ endedAt: row.ended_at, endedById: row.ended_by, doneAt: row.done_at },
      waitingAt: row.waiting_at,
    },
    now,
  )

/** Returns why the reader does not confirm what another administrator could. */
function barOf(actor: Actor, { state, askerId, concerned, apart }: RetentionFacts): RetentionRequest['bar'] {
  if (state !== 'asked' || askerId === actor.person) return null
  if (concerned) return 'in_team'
  return apart ? null : 'role_new'
}

/** Adds up the tables of each kind of data. */
function countsByKind(counts: readonly RowCount[]): KindCount[] {
  const sums = new Map<string, KindCount>()
  for (const { table, deleted, changed, onHold } of counts) {
    const kind = kindOf.get(table)
    if (kind === undefined) continue
    const sum = sums.get(kind) ?? { kind, deleted: 0, changed: 0, onHold: 0 }
    sum.deleted += deleted
    sum.changed += changed
    sum.onHold += onHold
    sums.set(kind, sum)
  }
  return [...sums.values()]
}

function viewOf(
  row: RequestRow,
  { periods, ...beside }: Beside & { periods: ReadonlyMap<string, number> },
): RetentionRequest {
  const { actor } = beside
  const facts = requestFacts(row, beside)
  return {
    ...{ requestId: row.request_id, what: row.what, kind: row.kind, days: row.days, reason: row.reason },
    person: row.person_id === null ? null : { personId: row.person_id, name: row.person_name ?? '' },
    team: row.team_name,
    presentDays: row.kind && (periods.get(row.kind) ?? usualDays(row.kind)),
    asker: { personId: row.asker_id, name: row.asker_name },
    askedAt: row.asked_at,
    lapsesAt: lapsesAt(row.asked_at),
    counts: row.counts && countsByKind(row.counts),
    countedAt: row.counted_at,
    confirmer:
      row.confirmer_id === null ? null : { personId: row.confirmer_id, name: row.confirmer_name ?? '' },
    ...{ confirmedAt: row.confirmed_at, endedAt: row.ended_at, doneAt: row.done_at },
    waitingAt: row.waiting_at,
    state: facts.state,
    mayConfirm: can(actor, 'retention.confirm', facts),
    mayEnd: can(actor, 'retention.end', facts),
    bar: barOf(actor, facts),
  }
}

/** administration.requests. */
export async function readRequests(scope: Scope): Promise<RequestsView> {
  mustAdminister(scope)
  const { db, actor, now } = scope
  const [rows, others, periods, roles] = await Promise.all([
    requestRows(db),
    otherAdministrators(db),
    setPeriods(db.query, db.org),
    administratorRoles(db),
  ])
  const visible = rows.filter(({ person_id }) => can(actor, 'retention.see', { personId: person_id }))
  return {
    items: visible.map((row) => viewOf(row, { actor, now: now(), roles, periods })),
    alone: others.length === 0,
  }
}

/** Returns the requests that the reader may confirm. */
export async function requestsToConfirm({ db, actor, now }: Scope): Promise<RequestRow[]> {
  if (!can(actor, 'people.administer', {})) return []
  const [rows, roles] = await Promise.all([unconfirmedRequests(db), administratorRoles(db)])
  const beside = { actor, now: now(), roles }
  // One that is not counted yet waits for them all the same.
  return rows.filter((row) =>
    can(actor, 'retention.confirm', { ...requestFacts(row, beside), counted: true }),
  )
}
