import type { CommandScope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { announce } from '#server/db/announce.ts'
import { calendarOf } from '#server/features/escalations/facade.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { AnswerTalkInput, AskToTalkInput, TalkInput } from '#shared/check-ins/contracts.ts'
import { mayFollow, type TalkState } from '#shared/check-ins/rules.ts'
import { addBusinessTime, businessDayMinutes } from '#shared/core/business-time.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { peopleAbove } from './queries.ts'
import { insertTalk, moveTalk, type TalkRow, talkById, zoneFor } from './talk-queries.ts'

/** The clock is the addressee's: one working day of theirs. */
const answerWithin = businessDayMinutes * 60_000

async function dueAt(db: WriteDb, zone: string, now: number): Promise<string> {
  const year = new Date(now).getUTCFullYear()
  const calendar = await calendarOf(db, zone, [year, year + 1])
  return new Date(addBusinessTime(calendar, now, answerWithin)).toISOString()
}

const factsOf = (row: TalkRow) => ({
  askerId: row.asker_id,
  addresseeId: row.addressee_id,
  teamId: row.team_id,
  inTeam: row.in_team,
})

/** Both phones follow, and nobody else's. */
async function announceTalk(db: WriteDb, row: Pick<TalkRow, 'asker_id' | 'addressee_id'>): Promise<void> {
  const audience = { people: [row.asker_id, row.addressee_id] }
  await announce(db, { feature: 'check-ins', subjectId: row.asker_id, audience })
}

/** Command checkIns.askToTalk, to one of the people above; needs no consent, because it says nothing about anybody's health. */
export async function askToTalk(
  { db, now }: CommandScope,
  { requestId, addresseeId }: AskToTalkInput,
): Promise<CommandResult> {
  const addressee = (await peopleAbove(db)).find(({ person_id }) => person_id === addresseeId)
  if (!addressee) throw new AppError('NOT_FOUND', { field: 'addresseeId' })
  const due = await dueAt(db, await zoneFor(db, addressee.via), now())
  const timestamp = await insertTalk(db, { requestId, addresseeId, teamId: addressee.via, dueAt: due })
  if (!timestamp) {
    // An offer that was accepted on two phones is one request.
    const known = await talkById(db, requestId)
    if (known?.asker_id !== db.person || known.addressee_id !== addresseeId) throw new AppError('CONFLICT')
    return { entityId: requestId, version: known.version, at: known.asked_at }
  }
  await announceTalk(db, { asker_id: db.person, addressee_id: addresseeId })
  await notify(db, { to: addresseeId, kind: 'talk_requested', entityId: requestId })
  return { entityId: requestId, version: 1, at: timestamp }
}

async function talkFor(
  { db, actor }: CommandScope,
  requestId: string,
  action: 'talk.read' | 'talk.answer' | 'talk.withdraw',
): Promise<TalkRow> {
  const row = await talkById(db, requestId)
  if (!row) throw new AppError('NOT_FOUND')
  if (!can(actor, action, factsOf(row))) throw new AppError('FORBIDDEN')
  return row
}

async function move(
  { db }: CommandScope,
  row: TalkRow,
  to: Parameters<typeof moveTalk>[2],
): Promise<CommandResult> {
  if (!mayFollow[row.state].includes(to.state))
    throw new AppError('CONFLICT', { reason: `talk_${row.state}` })
  const moved = await moveTalk(db, row, to)
  if (!moved) throw new AppError('CONFLICT')
  await announceTalk(db, row)
  return { entityId: row.request_id, version: moved.version, at: moved.at }
}

/** Command checkIns.answerTalk; another answer takes the place of the one before. */
export async function answerTalk(
  scope: CommandScope,
  { requestId, answer, proposedAt }: AnswerTalkInput,
): Promise<CommandResult> {
  if ((answer === 'time_proposed') !== (proposedAt !== null))
    throw new AppError('INVALID', { field: 'proposedAt' })
  const row = await talkFor(scope, requestId, 'talk.answer')
  const result = await move(scope, row, { state: 'answered', answer, proposedAt })
  await notify(scope.db, { to: row.asker_id, kind: 'talk_answered', entityId: requestId })
  return result
}

/** Command checkIns.closeTalk: they talked. */
export async function closeTalk(scope: CommandScope, { requestId }: TalkInput): Promise<CommandResult> {
  return await end(scope, await talkFor(scope, requestId, 'talk.read'), 'closed')
}

/** Command checkIns.withdrawTalk, by who asked. */
export async function withdrawTalk(scope: CommandScope, { requestId }: TalkInput): Promise<CommandResult> {
  return await end(scope, await talkFor(scope, requestId, 'talk.withdraw'), 'withdrawn')
}

/** What ended so already stays as it is. */
async function end(scope: CommandScope, row: TalkRow, state: TalkState & ('closed' | 'withdrawn')) {
  if (row.state === state)
    return { entityId: row.request_id, version: row.version, at: new Date(scope.now()).toISOString() }
  return await move(scope, row, { state })
}
