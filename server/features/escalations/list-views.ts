import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { cursorOf, keys, type Place, pageOf, placeOf } from '#server/db/keyset.ts'
import { compareOpen } from '#shared/escalations/order-rules.ts'
import type { ListInput } from '#shared/escalations/queries.ts'
import type { ListView } from '#shared/escalations/views.ts'
import { type Actor, can } from '#shared/policy.ts'
import { type ListRow, listRows, type Page } from './list-queries.ts'
import { rowView } from './row-views.ts'
import { factsOf } from './rules.ts'

const pageSize = 50

/** Returns what the reader may see, in these scopes; 'closed' a page at a time. */
export async function list({ db, actor, now }: Scope, input: ListInput): Promise<ListView> {
  const before = placeOf(input.cursor, keys.instant)
  const rows = await rowsIn(db, actor, { ...input, before })
  if (input.state === 'open')
    return { rows: openOrder(rows, now()).map((row) => rowView(row, actor)), nextCursor: null }
  const sorted = rows.sort(
    (a, b) => compare(b.changed_at, a.changed_at) || compare(b.escalation_id, a.escalation_id),
  )
  const { page, last } = pageOf(sorted, pageSize)
  return {
    rows: page.map((row) => rowView(row, actor)),
    nextCursor: last ? cursorOf({ key: last.changed_at, id: last.escalation_id }) : null,
  }
}

/** The server's own strings compare by their letters. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Sorts open ones as their list and Today show them. */
export function openOrder(rows: ListRow[], now: number): ListRow[] {
  const placeOf = ({ severity, clock, changed_at }: ListRow) => ({
    ...{ severity, dueAt: clock?.dueAt ?? null, changedAt: changed_at },
  })
  return rows.sort((a, b) => compareOpen(placeOf(a), placeOf(b), now))
}

export async function rowsIn(
  db: ActorDb,
  actor: Actor,
  page: Pick<ListInput, 'scope' | 'state'> & { before: Place | undefined },
): Promise<ListRow[]> {
  const rows = await listRows(db, { ...page, ...placesOf(actor) })
  return rows.filter((row) => can(actor, 'escalation.read', factsOf(row)))
}

/** Returns the teams that the actor leads or manages, and the functions that they are of. */
export const placesOf = (actor: Actor): Pick<Page, 'teams' | 'functions'> => ({
  teams: actor.roles.flatMap(({ role, teamId }) =>
    teamId && (role === 'lead' || role === 'manager') ? [teamId] : [],
  ),
  functions: actor.roles.flatMap((membership) =>
    membership.role === 'partner' && membership.function ? [membership.function] : [],
  ),
})
