import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type {
  AskErasureInput,
  AskHoldEndInput,
  AskPeriodInput,
  PlaceHoldInput,
  RequestInput,
} from '#shared/administration/contracts.ts'
import { decideApart } from '#shared/administration/request-rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { boundsOf, usualDays } from '#shared/core/retention-rules.ts'
import { can } from '#shared/policy.ts'
import { lockOrganisation, teamsOfOrganisation } from './administration-queries.ts'
import { administratorRoles } from './confirm-queries.ts'
import { personInDirectory } from './directory-queries.ts'
import { insertHold, openHold, peopleInTeamOnHold, peopleToNotify } from './hold-queries.ts'
import {
  decideRequest,
  insertRequest,
  type NewRequest,
  otherAdministrators,
  type RequestRow,
  requestById,
  unconfirmedRequests,
} from './request-queries.ts'
import { requestFacts, stateOf } from './request-views.ts'
import { setPeriods } from './retention-queries.ts'
import { done, mustAdminister } from './rules.ts'

const invalid = (field: string, reason: string) => new AppError('INVALID', { field, reason })

/** Makes sure that the actor administers, and that nobody else does until the transaction ends. Returns the day. */
async function lockAdministration(scope: CommandScope): Promise<string> {
  mustAdminister(scope)
  const org = await lockOrganisation(scope.db)
  if (!org) throw new AppError('FORBIDDEN')
  return org.today
}

/** Command administration.placeHold: it holds at once, and whom it is on is notified unless it says why not. */
export async function placeHold(scope: CommandScope, input: PlaceHoldInput): Promise<CommandResult> {
  const { db } = scope
  const { holdId, personId, teamId, fromOn, untilOn, reviewOn } = input
  const today = await lockAdministration(scope)
  if ((personId === null) === (teamId === null)) throw invalid('personId', 'one_subject')
  if (teamId !== null && fromOn === null) throw invalid('fromOn', 'day_missing')
  if (teamId !== null && untilOn === null) throw invalid('untilOn', 'day_missing')
  if (personId !== null && (fromOn !== null || untilOn !== null)) throw invalid('fromOn', 'one_subject')
  if (fromOn !== null && untilOn !== null && untilOn < fromOn) throw invalid('untilOn', 'ends_before_start')
  if (reviewOn <= today) throw invalid('reviewOn', 'review_past')
  if (personId !== null && !(await personInDirectory(db, personId)))
    throw new AppError('NOT_FOUND', { field: 'personId', reason: 'person_unknown' })
  if (teamId !== null && !(await teamsOfOrganisation(db)).some((team) => team.team_id === teamId))
    throw new AppError('NOT_FOUND', { field: 'teamId', reason: 'team_unknown' })
  if (!(await insertHold(db, input))) throw new AppError('CONFLICT')
  const to = await peopleToNotify(db.query, { org: db.org, holdId })
  await notify(db, { to, kind: 'hold_placed', entityId: holdId })
  await announceTo(scope, [...to, ...(await otherAdministrators(db)), db.person])
  return done(scope, holdId)
}

/** Command administration.askErasure: nothing goes before somebody else has confirmed it. */
export async function askErasure(scope: CommandScope, input: AskErasureInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { requestId, personId, name, reason } = input
  await lockAdministration(scope)
  if (!can(actor, 'retention.ask', { personId, concerned: false }))
    throw new AppError('FORBIDDEN', { reason: 'about_oneself' })
  const person = await personInDirectory(db, personId)
  if (!person) throw new AppError('NOT_FOUND')
  if (person.name.normalize() !== name.normalize()) throw invalid('name', 'name_differs')
  return await ask(scope, { requestId, what: 'erasure', personId, reason }, personId)
}

/** Command administration.askHoldEnd: it holds on until somebody else has confirmed that it ends. */
export async function askHoldEnd(scope: CommandScope, input: AskHoldEndInput): Promise<CommandResult> {
  const { db, actor } = scope
  const { requestId, holdId, reason } = input
  await lockAdministration(scope)
  const hold = await openHold(db, holdId)
  if (!hold) throw new AppError('NOT_FOUND')
  const concerned = (await peopleInTeamOnHold(db, holdId)).includes(actor.person)
  if (!can(actor, 'retention.ask', { personId: hold.person_id, concerned }))
    throw new AppError('FORBIDDEN', { reason: concerned ? 'in_team' : 'about_oneself' })
  return await ask(scope, { requestId, what: 'hold_end', holdId, reason }, hold.person_id)
}

/** Command administration.askPeriod: the present one holds on until somebody else has confirmed it. */
export async function askPeriod(scope: CommandScope, input: AskPeriodInput): Promise<CommandResult> {
  const { db } = scope
  const { requestId, kind, days, reason } = input
  await lockAdministration(scope)
  const { least, largest } = boundsOf(kind)
  if (days < least || days > largest)
    throw new AppError('INVALID', { field: 'days', reason: 'period_bounds', values: { least, largest } })
  const present = (await setPeriods(db.query, db.org)).get(kind) ?? usualDays(kind)
  if (days === present) throw invalid('days', 'period_same')
  return await ask(scope, { requestId, what: 'period', kind, days, reason }, null)
}

/**
 * `aboutId`: whom it is about, who neither hears of it nor confirms it.
 * @throws CONFLICT 'asked_already', or FORBIDDEN 'nobody_confirms' where whoever runs the server does it.
 */
async function ask(scope: CommandScope, request: NewRequest, aboutId: string | null): Promise<CommandResult> {
  const { db, now } = scope
  const same = (await unconfirmedRequests(db)).find(
    (row) =>
      stateOf(row, now()) === 'asked' &&
      row.what === request.what &&
      (request.personId === undefined || row.person_id === request.personId) &&
      (request.holdId === undefined || row.hold_id === request.holdId) &&
      (request.kind === undefined || row.kind === request.kind),
  )
  if (same) throw new AppError('CONFLICT', { reason: 'asked_already' })
  const to = await confirmersOf(scope, { aboutId, holdId: request.holdId })
  if (to.length === 0) throw new AppError('FORBIDDEN', { reason: 'nobody_confirms' })
  if (!(await insertRequest(db, request))) throw new AppError('CONFLICT')
  await notify(db, { to, kind: 'request_waiting', entityId: request.requestId })
  await announceTo(scope, [...(await readersOf(scope, aboutId)), db.person])
  return done(scope, request.requestId)
}

/** Command administration.confirmRequest: from now on the server does it, whoever is signed in. */
export async function confirmRequest(
  scope: CommandScope,
  { requestId }: RequestInput,
): Promise<CommandResult> {
  const { db, actor, now } = scope
  const row = await visibleRequest(scope, requestId)
  const facts = requestFacts(row, { actor, now: now(), roles: await administratorRoles(db) })
  if (!can(actor, 'retention.confirm', { ...facts, state: 'asked', counted: true }))
    throw new AppError('FORBIDDEN')
  if (facts.state === 'asked' && !facts.counted)
    throw new AppError('CONFLICT', { reason: 'request_uncounted' })
  if (facts.state !== 'asked' || !(await decideRequest(db, requestId, 'confirmed')))
    throw new AppError('CONFLICT', { reason: 'request_over' })
  await notify(db, { to: row.asker_id, kind: 'request_decided', entityId: requestId })
  await announceTo(scope, [...(await readersOf(scope, row.person_id)), db.person])
  return done(scope, requestId)
}

/** Command administration.endRequest: declines it, or takes it back where the actor asked. */
export async function endRequest(scope: CommandScope, { requestId }: RequestInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const row = await visibleRequest(scope, requestId)
  const facts = requestFacts(row, { actor, now: now(), roles: await administratorRoles(db) })
  if (!can(actor, 'retention.end', { ...facts, state: 'asked' })) throw new AppError('FORBIDDEN')
  if (facts.state !== 'asked' || !(await decideRequest(db, requestId, 'ended')))
    throw new AppError('CONFLICT', { reason: 'request_over' })
  await notify(db, { to: row.asker_id, kind: 'request_decided', entityId: requestId })
  await announceTo(scope, [...(await readersOf(scope, row.person_id)), db.person])
  return done(scope, requestId)
}

async function visibleRequest({ db, actor }: CommandScope, requestId: string): Promise<RequestRow> {
  const row = await requestById(db, requestId)
  if (!row || !can(actor, 'retention.see', { personId: row.person_id })) throw new AppError('NOT_FOUND')
  return row
}

/** Returns who could confirm what the actor asks for now. */
async function confirmersOf(
  scope: CommandScope,
  { aboutId, holdId }: { aboutId: string | null; holdId: string | undefined },
): Promise<string[]> {
  const { db, actor, now } = scope
  const roles = await administratorRoles(db)
  const concerned = holdId === undefined ? [] : await peopleInTeamOnHold(db, holdId)
  const askedAt = new Date(now()).toISOString()
  return (await readersOf(scope, aboutId)).filter(
    (confirmerId) =>
      !concerned.includes(confirmerId) && decideApart({ askerId: actor.person, confirmerId, askedAt }, roles),
  )
}

/** Returns the other administrators, but whom it is about. */
const readersOf = async ({ db }: CommandScope, personId: string | null) =>
  (await otherAdministrators(db)).filter((id) => id !== personId)

const announceTo = ({ db }: CommandScope, people: readonly string[]) =>
  announce(db, { feature: 'people', audience: { people: [...new Set(people)] } })
