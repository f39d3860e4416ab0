import { setTimeout as sleep } from 'node:timers/promises'
import type { CommandScope } from '#server/core/scope.ts'
import { makePeople } from '#server/features/administration/facade.ts'
import { takeImportTurn, writtenInstants } from '#server/features/audits/facade.ts'
import { tableDecoders } from '#server/lib/table-file.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { type Actor, can } from '#shared/policy.ts'
import type { UndoMoveInInput } from '#shared/reviews/contracts.ts'
import { readMaestro } from '#shared/reviews/maestro-qa.ts'
import type { MovedHistory } from '#shared/reviews/move-in-history.ts'
import type {
  MoveInOptions,
  MoveInReport,
  PersonToMake,
  UnknownPerson,
} from '#shared/reviews/move-in-views.ts'
import { readZendesk } from '#shared/reviews/zendesk-qa.ts'
import { decodedText } from '#shared/tables/decoded-text.ts'
import { peopleOf } from './move-in-people-rules.ts'
import type { MoveInTarget } from './move-in-queries.ts'
import * as queries from './move-in-queries.ts'
import { planOf } from './move-in-rules.ts'
import { type MadeByMove, peopleMade, peopleWith, unknownPeople } from './move-in-unknown-rules.ts'

/** A file of an export, in memory. */
export interface MoveInFile {
  name: string
  bytes: Uint8Array
}

/** Reads the files of an export, before any transaction begins. */
export async function readHistory(
  files: readonly MoveInFile[],
  { source }: Pick<MoveInOptions, 'source'>,
): Promise<MovedHistory> {
  if (source === 'zendesk-qa')
    return readZendesk(files.map(({ name, bytes }) => ({ name, text: decodedText(bytes) })))
  async function* whole(bytes: Uint8Array) {
    yield bytes
  }
  return await readMaestro(
    files.map(({ name, bytes }) => ({ name, open: () => whole(bytes) })),
    tableDecoders,
  )
}

const turnEveryMs = 200

/**
 * Refuses people whom the actor may not make: who administers makes them in every team, who leads a team in that one.
 * @throws FORBIDDEN with reason people_elsewhere; `field` names the choice.
 */
export function mustPlace(actor: Actor, people: readonly PersonToMake[]): void {
  const refused = people.findIndex(
    ({ teamId }) => !can(actor, 'people.administer', {}) && !can(actor, 'team.invite', { teamId }),
  )
  if (refused < 0) return
  throw new AppError('FORBIDDEN', { field: `people.${refused}.teamId`, reason: 'people_elsewhere' })
}

export interface MoveInRun {
  now: () => number
  /** Says who of the people whom nobody knows is made. */
  choose?: (unknown: readonly UnknownPerson[]) => readonly PersonToMake[]
  signal?: AbortSignal
}

/**
 * Moves a history into the transaction of `target`: all of it, or with `check` or a problem in the files, nothing. What was moved
 * in before is not stored again. Two imports of one organisation wait for one another before they read or write anything.
 * @throws NOT_FOUND for a team that is not there, INVALID with reason first_day_ahead for a first day that is to come.
 */
export async function moveIn(
  target: MoveInTarget,
  history: MovedHistory,
  options: MoveInOptions,
  { now, choose = () => [], signal }: MoveInRun,
): Promise<MoveInReport> {
  const imports = { org: target.org, actor: target.actor, query: target.query }
  while (!(await takeImportTurn(imports))) await sleep(turnEveryMs, undefined, { signal })
  const { teamId, source } = options
  const team = await queries.teamToMoveTo(target, teamId)
  if (!team) throw new AppError('NOT_FOUND')
  const { zone } = team
  const rows = await queries.movedPeople(target, teamId)
  const facts = {
    known: await queries.movedBefore(target, { teamId, source }),
    instantOf: writtenInstants(zone),
    dayOf: (instant: number) =>
      Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString(),
    now: now(),
    mover: target.actor,
  }
  const unknown = unknownPeople(history, { ...facts, rows, people: peopleOf(rows, history, teamId) })
  const made = await chosenPeople(target, unknown, { choose, today: facts.dayOf(facts.now) })
  const people = peopleWith(rows, made, history, teamId)
  const { batch, report } = planOf(history, options, { ...facts, people })
  const chosen = new Set(made.map(({ called }) => called))
  if (report.problems.length === 0)
    report.unknown = unknown.map((person) => ({ ...person, made: chosen.has(person.called) }))
  const isNothing = batch.items.length === 0
  if (options.check || isNothing || report.problems.length > 0) return report
  signal?.throwIfAborted()
  await store(target, made)
  batch.counts = { ...batch.counts, people: made.length }
  batch.made = {
    people: made.map(({ personId }) => personId),
    memberships: made.flatMap(({ assignment }) => assignment?.membershipId ?? []),
  }
  await queries.storeMoveIn(target, batch)
  return { ...report, moveInId: batch.moveInId }
}

interface Choosing {
  choose: NonNullable<MoveInRun['choose']>
  /** Where the team is. */
  today: string
}

/** Returns who is made. @throws NOT_FOUND for a team of theirs that is not there; INVALID for a first day that is to come. */
async function chosenPeople(
  target: MoveInTarget,
  unknown: readonly UnknownPerson[],
  { choose, today }: Choosing,
): Promise<MadeByMove[]> {
  const chosen = choose(unknown)
  for (const teamId of new Set(chosen.map((person) => person.teamId)))
    if (!(await queries.teamToMoveTo(target, teamId))) throw new AppError('NOT_FOUND')
  const ahead = chosen.findIndex(({ startsOn }) => startsOn > today)
  if (ahead >= 0)
    throw new AppError('INVALID', { field: `people.${ahead}.startsOn`, reason: 'first_day_ahead' })
  return peopleMade(unknown, chosen, today)
}

async function store(target: MoveInTarget, made: readonly MadeByMove[]): Promise<void> {
  const { org, query } = target
  const locale = await queries.languageOf(target)
  const people = made.map(({ personId, name, reference, teamId, assignment }) => ({
    ...{ personId, name, reference, locale },
    assignment: assignment && { ...assignment, role: 'analyst' as const, teamId, function: null },
  }))
  await makePeople(query, org, people)
  await queries.announcePeople(target, [...new Set(made.map(({ teamId }) => teamId))])
}

/**
 * Command reviews.undoMoveIn. CONFLICT with reason import_running, move_in_undone, or move_in_stands where something stands on
 * it by now, with how much of what.
 */
export async function undoMoveIn(
  { db, actor, now }: CommandScope,
  { moveInId }: UndoMoveInInput,
): Promise<CommandResult> {
  const target = { org: db.org, actor: db.person, query: db.query }
  const move = await queries.moveById(target, moveInId)
  if (!move || !can(actor, 'team.moveIn', { teamId: move.team_id })) throw new AppError('NOT_FOUND')
  await takeBack(target, moveInId)
  return { entityId: moveInId, version: 1, at: new Date(now()).toISOString() }
}

/** Takes a move back whole, while nothing stands on it. */
export async function takeBack(target: MoveInTarget, moveInId: string): Promise<void> {
  if (!(await takeImportTurn(target))) throw new AppError('CONFLICT', { reason: 'import_running' })
  const stands = await queries.revertMoveIn(target, moveInId)
  if (stands === null) throw new AppError('CONFLICT', { reason: 'move_in_undone' })
  if (Object.values(stands).some((count) => count > 0))
    throw new AppError('CONFLICT', { reason: 'move_in_stands', values: { ...stands } })
}
