import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { ListInput } from '#shared/escalations/queries.ts'
import type { ListView } from '#shared/escalations/views.ts'
import { type Actor, can } from '#shared/policy.ts'
import { type ListRow, listRows } from './list-queries.ts'
import { rowView } from './row-views.ts'
import { factsOf } from './rules.ts'

const pageSize = 50

/** What the reader may see, in these scopes; 'closed' a page at a time. */
export async function list({ db, actor }: Scope, input: ListInput): Promise<ListView> {
  const before = cursorOf(input.cursor)
  const rows = await rowsIn(db, actor, { ...input, before })
  if (input.state === 'open')
    return { rows: openOrder(rows).map((row) => rowView(row, actor)), nextCursor: null }
  const sorted = rows.sort(
    (a, b) => compare(b.changed_at, a.changed_at) || compare(b.escalation_id, a.escalation_id),
  )
  const last = sorted[pageSize - 1]
  return {
    rows: sorted.slice(0, pageSize).map((row) => rowView(row, actor)),
    nextCursor: sorted.length > pageSize && last ? `${last.changed_at}/${last.escalation_id}` : null,
  }
}

/** The server's own strings compare by their letters. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The next clock first; what has none, newest first. */
export function openOrder(rows: ListRow[]): ListRow[] {
  const due = (row: ListRow) => (row.clock ? Date.parse(row.clock.dueAt) : Number.POSITIVE_INFINITY)
  return rows.sort((a, b) => {
    const [x, y] = [due(a), due(b)]
    return x === y ? compare(b.changed_at, a.changed_at) : x - y
  })
}

function cursorOf(cursor: string | undefined): { at: string; id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = /^([\d-]{10}T[\d:.]+Z)\/([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (!at || !id) throw new AppError('INVALID', { field: 'cursor' })
  return { at, id }
}

export async function rowsIn(
  db: ActorDb,
  actor: Actor,
  page: Pick<ListInput, 'scope' | 'state'> & { before: { at: string; id: string } | undefined },
): Promise<ListRow[]> {
  const rows = await listRows(db, {
    ...page,
    teams: actor.roles.flatMap(({ role, teamId }) =>
      teamId && (role === 'lead' || role === 'manager') ? [teamId] : [],
    ),
    functions: actor.roles.flatMap((held) =>
      held.role === 'partner' && held.function ? [held.function] : [],
    ),
  })
  return rows.filter((row) => can(actor, 'escalation.read', factsOf(row)))
}
