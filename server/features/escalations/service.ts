import type { ActorDb } from '#server/db/actor-db.ts'
import { cursorOf, keys, type Place, pageOf, placeOf } from '#server/db/keyset.ts'
import type { Scope } from '#server/trpc.ts'
import { AppError } from '#shared/errors.ts'
import { fits, stepNames } from '#shared/escalation-steps.ts'
import type {
  EscalationRow,
  EscalationView,
  EventKind,
  ListInput,
  ListView,
  PeopleView,
  StepInput,
} from '#shared/escalations.ts'
import { type Actor, can, relationsTo } from '#shared/policy.ts'
import { requestOn } from './approvals.ts'
import { hangingOn, type ListRow, listRow, listRows } from './list-queries.ts'
import { factsOf, stepFacts } from './open.ts'
import { escalationFacts, readersOf } from './queries.ts'
import { refOf, requestView, rowView } from './views.ts'

const pageSize = 50

/** What the reader may see, in these scopes; 'closed' a page at a time. */
export async function list({ db, actor }: Scope, input: ListInput): Promise<ListView> {
  const before = placeOf(input.cursor, keys.instant)
  const rows = await rowsIn(db, actor, { ...input, before })
  if (input.state === 'open')
    return { rows: openOrder(rows).map((row) => rowView(row, actor)), nextCursor: null }
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

/** The next clock first; what has none, newest first. */
function openOrder(rows: ListRow[]): ListRow[] {
  const due = (row: ListRow) => (row.clock ? Date.parse(row.clock.dueAt) : Number.POSITIVE_INFINITY)
  return rows.sort((a, b) => {
    const [x, y] = [due(a), due(b)]
    return x === y ? compare(b.changed_at, a.changed_at) : x - y
  })
}

async function rowsIn(
  db: ActorDb,
  actor: Actor,
  page: Pick<ListInput, 'scope' | 'state'> & { before: Place | undefined },
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

/** One, with everything that hangs on it. */
export async function detail({ db, actor }: Scope, { escalationId }: StepInput): Promise<EscalationView> {
  const row = await listRow(db, escalationId)
  if (!row || !can(actor, 'escalation.read', factsOf(row))) throw new AppError('NOT_FOUND')
  const [hanging, request] = await Promise.all([hangingOn(db, escalationId), requestOn(db, escalationId)])
  const { names } = hanging
  const relations = relationsTo(actor, factsOf(row))
  const person = (id: string) => refOf(id, names[id])
  const watchers = hanging.parties.filter((party) => party.watching)
  const onlyPartner = relations.size === 1 && relations.has('partner')
  return {
    ...rowView(row, actor),
    summary: row.summary,
    details: row.details,
    subject: row.subject_id && !onlyPartner ? person(row.subject_id) : null,
    contentVersion: row.content_version,
    approved: row.approved_version === row.content_version,
    clocks: hanging.clocks,
    links: hanging.links.map(({ readable, ...link }) => ({
      ...link,
      targetId: readable ? link.targetId : null,
    })),
    watchers: watchers.map(({ personId }) => person(personId)),
    watching: watchers.some(({ personId }) => personId === actor.person),
    request: request ? requestView(row, request, actor, names) : null,
    resolution: row.resolution,
    whatChanged: row.what_changed,
    followUps: row.follow_ups.map(({ title, ownerId, dueOn }) => ({ title, owner: person(ownerId), dueOn })),
    mergedIntoId: row.merged_into_id,
    events: hanging.events.map((event) => ({
      eventId: event.eventId,
      kind: event.kind as EventKind,
      at: event.at,
      actor: event.actorId ? person(event.actorId) : null,
      other: event.otherId ? person(event.otherId) : null,
      words: event.words,
      code: event.code,
    })),
    steps: stepNames.filter(
      (step) => can(actor, 'escalation.step', { ...factsOf(row), step }) && fits(step, stepFacts(row)),
    ),
    relations: [...relations],
  }
}

/** Who may read it beside the reader. */
export async function people({ db, actor }: Scope, { escalationId }: StepInput): Promise<PeopleView> {
  const row = await escalationFacts(db, escalationId)
  if (!row || !can(actor, 'escalation.read', factsOf(row))) throw new AppError('NOT_FOUND')
  const readers = await readersOf(db, { team: row.team_id, fn: row.function })
  const known = new Map(
    readers
      .filter(({ person_id, name }) => name !== null && person_id !== row.subject_id)
      .map(
        ({ person_id, name, role }) => [person_id, { personId: person_id, name: name ?? '', role }] as const,
      ),
  )
  known.delete(actor.person)
  return [...known.values()]
}

/** What waits for the reader: everything open that they decide, hold, or that is routed to their function. */
export async function openEscalations(db: ActorDb, actor: Actor): Promise<EscalationRow[]> {
  const rows = await rowsIn(db, actor, { scope: 'all', state: 'open', before: undefined })
  return openOrder(rows).map((row) => rowView(row, actor))
}
