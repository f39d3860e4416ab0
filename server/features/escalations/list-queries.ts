import { type RawBuilder, sql } from 'kysely'
import type { ActorDb } from '#server/db/actor-db.ts'
import { isAfter, type Place } from '#server/db/keyset.ts'
import { prepare } from '#server/db/prepared.ts'
import type { ListInput } from '#shared/escalations/queries.ts'
import type { ClockView } from '#shared/escalations/views.ts'
import { escalationColumns } from './column-queries.ts'
import type { EscalationRecord, Known, Reader } from './queries.ts'
import type { EscalationLinkTable } from './table.ts'

/** Holds what a row of a list is made of. */
export interface ListRow extends EscalationRecord {
  acting: Known['acting']
  team_name: string | null
  raiser_name: string | null
  holder_name: string | null
  /** The one of those that run which runs out first. */
  clock: ClockView | null
  /** Of the open request. */
  asked: {
    authorId: string
    /** The person who asked the author for more, while nothing came from the author since. */
    moreBy: string | null
    moreByName: string | null
    decisions: {
      deciderId: string
      forId: string | null
      role: 'lead' | 'manager'
      verdict: 'approve' | 'reject'
      effected: boolean
    }[]
    /** Who leads or manages the team, where two persons decide: whether a manager is among them matters. */
    people: Pick<Reader, 'person_id' | 'role' | 'for_id'>[]
  } | null
}

interface Params {
  org: string
  me: string
  teams: readonly string[]
  functions: readonly string[]
  before: string | null
  beforeId: string | null
}

/** Three instants of a clock, as the views have them. */
export const clockJson = sql`jsonb_build_object('kind', c.kind, 'startedAt', c.started_at, 'riskAt', c.risk_at,
  'dueAt', c.due_at, 'stoppedAt', c.stopped_at, 'pausedAt', c.paused_at, 'calendarMissing', c.calendar_missing)`

/** The columns of a row, of an escalation called `e` with `rowJoins`. */
export const rowColumns = sql`${escalationColumns}, t.name as team_name, r.name as raiser_name, h.name as holder_name,
  coalesce((select jsonb_agg(jsonb_build_object('fromId', a.from_id, 'role', a.role))
    from app.acting() a where a.team_id = e.team_id), '[]') as acting,
  (select ${clockJson} from escalation_clock c
    where c.org_id = e.org_id and c.escalation_id = e.escalation_id and c.stopped_at is null
    order by c.due_at limit 1) as clock,
  (select jsonb_build_object('authorId', q.author_id, 'moreBy', more.actor_id, 'moreByName', more.name, 'people', coalesce(case when e.severity = 'P1' then (
      select jsonb_agg(to_jsonb(p)) from app.escalation_people(e.team_id, null) p) end, '[]'), 'decisions', coalesce((
      select jsonb_agg(jsonb_build_object('deciderId', d.decider_id, 'forId', d.for_id, 'role', d.role,
        'verdict', d.verdict, 'effected', d.effected_at is not null))
      from escalation_decision d where d.org_id = q.org_id and d.request_id = q.request_id and d.undone_at is null), '[]'))
    from escalation_request q
    left join lateral (select v.actor_id, x.name, v.at from escalation_event v
      left join person x on x.org_id = v.org_id and x.person_id = v.actor_id
      where v.org_id = q.org_id and v.escalation_id = q.escalation_id and v.kind = 'asked' and v.at >= q.at
        and not exists (select from escalation_event answer where answer.org_id = v.org_id
          and answer.escalation_id = v.escalation_id and answer.actor_id = q.author_id and answer.at > v.at)
      order by v.at desc limit 1) more on true
    where q.org_id = e.org_id and q.escalation_id = e.escalation_id and q.state = 'open') as asked`
export const rowJoins = sql`left join team t on t.org_id = e.org_id and t.team_id = e.team_id
  left join person r on r.org_id = e.org_id and r.person_id = e.raiser_id
  left join person h on h.org_id = e.org_id and h.person_id = e.holder_id`

type Scope = ListInput['scope']
type State = ListInput['state']

/** Where a reader finds escalations: what they have to do with, what is of their teams or functions, and both. */
export function inScope(
  p: Pick<Params, 'org' | 'me' | 'teams' | 'functions'>,
): Record<Scope, RawBuilder<unknown>> {
  const mine = sql`e.escalation_id in (select y.escalation_id from escalation_party y
    where y.org_id = ${p.org} and y.person_id = ${p.me})`
  const team = sql`e.team_id = any (${p.teams}::uuid[])`
  const routed = sql`e.function = any (${p.functions}::text[])`
  return { mine, team: sql`(${team} or ${routed})`, all: sql`(${mine} or ${team} or ${routed})` }
}

function statementOf(scope: Scope, state: State) {
  return prepare<Params, ListRow>(`escalations_list_${scope}_${state}`, (db, p) => ({
    compile: () => {
      const order =
        state === 'open'
          ? sql`order by case when due.at <= now() then e.severity end nulls last, due.at nulls last, e.changed_at desc
              limit 200`
          : sql`and (${p.before}::timestamptz is null
                or ${isAfter(
                  { key: sql`e.changed_at`, id: sql`e.escalation_id` },
                  { key: sql`${p.before}::timestamptz`, id: sql`${p.beforeId}::uuid` },
                  { key: 'desc', id: 'desc' },
                )})
              order by e.changed_at desc, e.escalation_id desc limit 51`
      // The order of shared/escalations/order-rules.ts, which settles it among those that are read.
      const clock =
        state === 'open'
          ? sql`left join lateral (select min(c.due_at) as at from escalation_clock c where c.org_id = e.org_id
              and c.escalation_id = e.escalation_id and c.stopped_at is null) due on true`
          : sql``
      const inState = state === 'open' ? sql`e.status <> 'closed'` : sql`e.status = 'closed'`
      return sql<ListRow>`with page as materialized (
          select e.org_id, e.escalation_id from escalation e ${clock}
          where e.org_id = ${p.org} and ${inState} and ${inScope(p)[scope]} ${order}
        ) select ${rowColumns} from page join escalation e using (org_id, escalation_id) ${rowJoins}`.compile(
        db,
      )
    },
  }))
}

const scopes = ['mine', 'team', 'all'] as const
const statements = Object.fromEntries(
  scopes.map((scope) => [scope, { open: statementOf(scope, 'open'), closed: statementOf(scope, 'closed') }]),
) as Record<Scope, Record<State, ReturnType<typeof statementOf>>>

export interface Page {
  scope: Scope
  state: State
  /** Led or managed by the actor. */
  teams: readonly string[]
  functions: readonly string[]
  before: Place | undefined
}

/** Up to 200 open ones, or 51 closed ones after `before`; in no order that a caller may rely on. */
export async function listRows(db: ActorDb, page: Page): Promise<ListRow[]> {
  const acting = await teamsActedIn(db)
  return await db.run(statements[page.scope][page.state], {
    org: db.org,
    me: db.person,
    teams: [...page.teams, ...acting],
    functions: page.functions,
    before: page.before?.key ?? null,
    beforeId: page.before?.id ?? null,
  })
}

/** Returns the teams in which the actor acts for somebody. */
export async function teamsActedIn(db: ActorDb): Promise<string[]> {
  return (await db.run(actingTeams, {})).map((row) => row.team_id)
}

const actingTeams = prepare<object, { team_id: string }>('escalations_acting', (db) => ({
  compile: () => sql<{ team_id: string }>`select distinct team_id from app.acting()`.compile(db),
}))

/** Holds what happened to an escalation that its reader has not answered by doing anything since. */
export interface Unanswered {
  escalation_id: string
  /** The instant of the reader's own request, of an assignment to them, or of its coming to them. */
  kind: 'approved' | 'rejected' | 'assigned' | 'submitted' | 'reopened'
  at: string
  actor_id: string | null
  actor_name: string | null
}

const unansweredStatement = prepare<{ org: string; me: string; ids: string[] }, Unanswered>(
  'escalations_unanswered',
  (db, p) => ({
    compile: () =>
      sql<Unanswered>`select distinct on (v.escalation_id) v.escalation_id, v.kind, v.at, v.actor_id, x.name as actor_name
        from escalation_event v
        join escalation e on e.org_id = v.org_id and e.escalation_id = v.escalation_id
        left join person x on x.org_id = v.org_id and x.person_id = v.actor_id
        where v.org_id = ${p.org} and v.escalation_id = any (${p.ids}::uuid[]) and v.actor_id is distinct from ${p.me}::uuid
          and (v.kind in ('submitted', 'reopened') and e.holder_id = ${p.me}::uuid
            or v.kind = 'assigned' and v.other_id = ${p.me}::uuid and e.holder_id = ${p.me}::uuid
            or v.kind in ('approved', 'rejected') and (e.raiser_id = ${p.me}::uuid or exists (
              select from escalation_request q where q.org_id = v.org_id and q.escalation_id = v.escalation_id
                and q.author_id = ${p.me}::uuid and q.at <= v.at)))
          and not exists (select from escalation_event own where own.org_id = v.org_id
            and own.escalation_id = v.escalation_id and own.actor_id = ${p.me}::uuid and own.at >= v.at)
        order by v.escalation_id, v.at desc`.compile(db),
  }),
)

export const unansweredOn = (db: ActorDb, ids: string[]): Promise<Unanswered[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.run(unansweredStatement, { org: db.org, me: db.person, ids })

const oneStatement = prepare<{ org: string; id: string }, ListRow>('escalations_one', (db, p) => ({
  compile: () =>
    sql<ListRow>`select ${rowColumns} from escalation e ${rowJoins}
      where e.org_id = ${p.org} and e.escalation_id = ${p.id}`.compile(db),
}))

export async function listRow(db: ActorDb, id: string): Promise<ListRow | undefined> {
  const [row] = await db.run(oneStatement, { org: db.org, id })
  return row
}

export interface Dependents {
  clocks: ClockView[]
  links: {
    linkId: string
    kind: EscalationLinkTable['kind']
    /** Null where the reader may not open it. */
    targetId: string | null
    label: string
  }[]
  parties: { personId: string; name: string | null; watching: boolean }[]
  events: {
    eventId: string
    kind: string
    at: string
    actorId: string | null
    otherId: string | null
    words: string | null
    code: string | null
  }[]
  names: Record<string, string>
}

const dependentsStatement = prepare<{ org: string; id: string }, Dependents>(
  'escalations_hanging',
  (db, p) => ({
    compile: () =>
      sql<Dependents>`with events as materialized (
        select event_id, kind, at, actor_id, other_id, words, code from escalation_event
        where org_id = ${p.org} and escalation_id = ${p.id} order by at desc, event_id desc limit 500
      ), parties as materialized (
        select person_id, watching from escalation_party where org_id = ${p.org} and escalation_id = ${p.id}
      )
      select
        coalesce((select jsonb_agg(${clockJson} order by c.due_at) from escalation_clock c
          where c.org_id = ${p.org} and c.escalation_id = ${p.id}), '[]') as clocks,
        coalesce((select jsonb_agg(jsonb_build_object('linkId', l.link_id, 'kind', l.kind,
            'label', l.label, 'targetId', case l.kind
              when 'case' then (select a.audit_id from audit a where a.org_id = l.org_id and a.audit_id = l.audit_id)
              when 'review' then (select r.review_id from review r where r.org_id = l.org_id and r.review_id = l.review_id)
              when 'note' then (select n.note_id from note n where n.org_id = l.org_id and n.note_id = l.note_id)
              when 'dispute' then (select r.review_id from review_dispute d
                join review r on r.org_id = d.org_id and r.review_id = d.review_id
                where d.org_id = l.org_id and d.dispute_id = l.dispute_id)
              when 'split' then (select c.round_id from calibration_case c
                where c.org_id = l.org_id and c.round_id = l.round_id and c.case_id = l.round_case_id)
              when 'question' then (select q.question_id from policy_question q
                where q.org_id = l.org_id and q.question_id = l.question_id)
              else (select o.escalation_id from escalation o
                where o.org_id = l.org_id and o.escalation_id = l.other_id) end)
            order by l.link_id)
          from escalation_link l where l.org_id = ${p.org} and l.escalation_id = ${p.id}), '[]') as links,
        coalesce((select jsonb_agg(jsonb_build_object('personId', person_id, 'watching', watching)) from parties), '[]')
          as parties,
        coalesce((select jsonb_agg(jsonb_build_object('eventId', event_id, 'kind', kind, 'at', at, 'actorId', actor_id,
          'otherId', other_id, 'words', words, 'code', code) order by at, event_id) from events), '[]') as events,
        coalesce((select jsonb_object_agg(x.person_id, x.name) from person x where x.org_id = ${p.org}
          and x.person_id in (select person_id from parties union select actor_id from events
            union select other_id from events
            union select subject_id from escalation where org_id = ${p.org} and escalation_id = ${p.id}
            union select (f ->> 'ownerId')::uuid from escalation e, jsonb_array_elements(e.follow_ups) f
              where e.org_id = ${p.org} and e.escalation_id = ${p.id}
            union select from_id from app.acting())), '{}') as names`.compile(db),
  }),
)

/** Everything that hangs on it, as far as the reader may see it, and the names of who is in it. */
export async function dependentsOf(db: ActorDb, id: string): Promise<Dependents> {
  const [row] = await db.run(dependentsStatement, { org: db.org, id })
  if (!row) throw new Error('A select of aggregates has one row')
  return row
}
