import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { NotifiedSource } from '#server/core/notified.ts'
import type { Scope } from '#server/core/scope.ts'
import type { ActorDb } from '#server/db/actor-db.ts'
import { AppError } from '#shared/core/errors.ts'
import type { StepInput } from '#shared/escalations/contracts.ts'
import { escalationNotifications } from '#shared/escalations/notification-kinds.ts'
import { escalationQueries } from '#shared/escalations/queries.ts'
import type { EventKind } from '#shared/escalations/rules.ts'
import { referenceOf } from '#shared/escalations/rules.ts'
import { fits, stepNames } from '#shared/escalations/step-rules.ts'
import type { EscalationView, PeopleView } from '#shared/escalations/views.ts'
import { can, relationsTo } from '#shared/policy.ts'
import { decisionsOn, newestRequest } from './approval-queries.ts'
import type { RequestOn } from './approval-rules.ts'
import { readCalendar } from './calendar-views.ts'
import { decidersAway } from './delegation-queries.ts'
import { readDelegations } from './delegation-views.ts'
import { readInsight } from './insight-views.ts'
import { dependentsOf, listRow } from './list-queries.ts'
import { list } from './list-views.ts'
import { notifiedEscalations } from './notified-queries.ts'
import { escalationFacts, readersOf } from './queries.ts'
import { refOf, requestView, rowView } from './row-views.ts'
import { factsOf, stepFacts } from './rules.ts'

/** One, with everything that hangs on it. */
export async function detail({ db, actor }: Scope, { escalationId }: StepInput): Promise<EscalationView> {
  const row = await listRow(db, escalationId)
  if (!row || !can(actor, 'escalation.read', factsOf(row))) throw new AppError('NOT_FOUND')
  const [dependents, request] = await Promise.all([
    dependentsOf(db, escalationId),
    requestOn(db, escalationId),
  ])
  const { names } = dependents
  const relations = relationsTo(actor, factsOf(row))
  const person = (id: string) => refOf(id, names[id])
  const watchers = dependents.parties.filter((party) => party.watching)
  const onlyPartner = relations.size === 1 && relations.has('partner')
  return {
    ...rowView(row, actor),
    summary: row.summary,
    details: row.details,
    subject: row.subject_id && !onlyPartner ? person(row.subject_id) : null,
    contentVersion: row.content_version,
    approved: row.approved_version === row.content_version,
    clocks: dependents.clocks,
    links: dependents.links.map(({ readable, ...link }) => ({
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
    events: dependents.events.map((event) => ({
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

/** The newest request with its decisions; undefined where none was made. */
export async function requestOn(db: ActorDb, id: string): Promise<RequestOn | undefined> {
  const request = await newestRequest(db, id)
  return request && { request, decisions: await decisionsOn(db, request.request_id) }
}

/** Returns who may read it beside the reader. */
export async function people({ db, actor }: Scope, { escalationId }: StepInput): Promise<PeopleView> {
  const row = await escalationFacts(db, escalationId)
  if (!row || !can(actor, 'escalation.read', factsOf(row))) throw new AppError('NOT_FOUND')
  const [readers, away] = await Promise.all([
    readersOf(db, { team: row.team_id, fn: row.function }),
    decidersAway(db, row.team_id),
  ])
  const deputiesOf = (personId: string) =>
    readers
      .filter(({ for_id, name }) => for_id === personId && name !== null)
      .map(({ person_id, name }) => refOf(person_id, name))
  const known = new Map(
    readers
      .filter(({ person_id, name }) => name !== null && person_id !== row.subject_id)
      .map(({ person_id: personId, name, role }) => [
        personId,
        {
          ...refOf(personId, name),
          role,
          awayUntil: away.get(personId) ?? null,
          deputies: away.has(personId) ? deputiesOf(personId) : [],
        },
      ]),
  )
  known.delete(actor.person)
  return [...known.values()]
}

export const answers: AnswersOf<'escalations'> = {
  list: answer(escalationQueries.list, list),
  detail: answer(escalationQueries.detail, detail),
  people: answer(escalationQueries.people, people),
  delegations: answer(escalationQueries.delegations, readDelegations),
  calendar: answer(escalationQueries.calendar, readCalendar),
  insight: answer(escalationQueries.insight, readInsight),
}

/** Returns what the notifications of escalations speak of. With child safety that is the reference alone, as in lists. */
export const notified: NotifiedSource = async (db, items) => {
  const ours = items.filter(({ kind }) => Object.hasOwn(escalationNotifications, kind))
  if (ours.length === 0) return new Map()
  const rows = await notifiedEscalations(db, ours)
  const kinds = new Map(ours.map(({ inboxId, kind }) => [inboxId, kind]))
  return new Map(
    rows.map(({ inboxId, childSafety, summary, caseReference, escalationId, event, actorId, actorName }) => {
      const isChange = kinds.get(inboxId) === 'escalation_news'
      const subject = childSafety ? (caseReference ?? referenceOf(escalationId)) : summary
      return [
        inboxId,
        {
          subject,
          event: isChange ? event : null,
          by: isChange && actorId ? refOf(actorId, actorName) : null,
        },
      ]
    }),
  )
}
