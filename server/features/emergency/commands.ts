import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { notify } from '#server/features/inbox/facade.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { type AccessInput, type AskInput, emergency } from '#shared/emergency/contracts.ts'
import { can } from '#shared/policy.ts'
import {
  type AccessRow,
  accessById,
  accessRows,
  audienceOf,
  confirmersOf,
  insertAccess,
  isKnown,
  setConfirmed,
  setEnded,
} from './queries.ts'
import { factsOf } from './rules.ts'

/** Command emergency.ask: tells who may confirm it, and opens nothing. */
async function ask(scope: CommandScope, input: AskInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const { accessId, subjectId } = input
  if (!can(actor, 'emergency.ask', { subjectId })) throw new AppError('FORBIDDEN')
  if (!(await isKnown(db, subjectId))) throw new AppError('NOT_FOUND')
  const current = (await accessRows(db)).find(
    (row) =>
      row.asker_id === actor.person &&
      row.subject_id === subjectId &&
      ['asked', 'open'].includes(factsOf(row, now()).state),
  )
  if (current) throw new AppError('CONFLICT', { reason: 'asked_already' })
  const to = (await confirmersOf(db, subjectId)).filter((id) => id !== actor.person && id !== subjectId)
  if (to.length === 0) throw new AppError('FORBIDDEN', { reason: 'nobody_confirms' })
  const timestamp = await insertAccess(db, input)
  if (!timestamp) throw new AppError('CONFLICT')
  await notify(db, { to, kind: 'emergency_waiting', entityId: accessId })
  await announceTo(scope, [...to, actor.person])
  return { entityId: accessId, version: 1, at: timestamp }
}

/** Command emergency.confirm: from now on who asked reads; the person, who lead and manage them and every administrator are told. */
async function confirm(scope: CommandScope, { accessId }: AccessInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const row = await seen(scope, accessId)
  const facts = factsOf(row, now())
  if (!can(actor, 'emergency.confirm', { ...facts, state: 'asked' })) throw new AppError('FORBIDDEN')
  if (facts.state !== 'asked' || !(await setConfirmed(db, accessId)))
    throw new AppError('CONFLICT', { reason: `emergency_${facts.state}` })
  const to = [...(await audienceOf(db, row.subject_id)), row.subject_id, row.asker_id]
  await notify(db, { to, kind: 'emergency_opened', entityId: accessId })
  await announceTo(scope, [...to, actor.person])
  return { entityId: accessId, version: 2, at: new Date(now()).toISOString() }
}

/** Command emergency.end: declined or taken back where nobody has confirmed it yet, closed where it is open. */
async function end(scope: CommandScope, { accessId }: AccessInput): Promise<CommandResult> {
  const { db, actor, now } = scope
  const row = await seen(scope, accessId)
  const facts = factsOf(row, now())
  if (!can(actor, 'emergency.end', { ...facts, state: 'open' })) throw new AppError('FORBIDDEN')
  if (!can(actor, 'emergency.end', facts) || !(await setEnded(db, accessId)))
    throw new AppError('CONFLICT', { reason: `emergency_${facts.state}` })
  const recipients = facts.confirmed ? [row.asker_id, row.subject_id] : [row.asker_id]
  await notify(db, { to: recipients, kind: 'emergency_ended', entityId: accessId })
  await announceTo(scope, [...(await audienceOf(db, row.subject_id)), ...recipients, actor.person])
  return { entityId: accessId, version: 3, at: new Date(now()).toISOString() }
}

async function seen({ db, actor, now }: CommandScope, accessId: string): Promise<AccessRow> {
  const row = await accessById(db, accessId)
  if (!row || !can(actor, 'emergency.see', factsOf(row, now()))) throw new AppError('NOT_FOUND')
  return row
}

const announceTo = ({ db }: CommandScope, people: readonly string[]) =>
  announce(db, { feature: 'emergency', audience: { people: [...new Set(people)] } })

export const effects: EffectsOf<'emergency'> = {
  ask: effect(emergency.ask, ask),
  confirm: effect(emergency.confirm, confirm),
  end: effect(emergency.end, end),
}
