import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import {
  type RenewBaselineInput,
  type SetTargetInput,
  scorecards,
  type WithdrawTargetInput,
} from '#shared/scorecards/contracts.ts'
import { targetRate } from '#shared/scorecards/rules.ts'
import { renewableWeeks } from '#shared/scorecards/signal-rules.ts'
import { datedTargets, targetsOn } from '#shared/scorecards/target-rules.ts'
import type { TeamTargets } from '#shared/scorecards/views.ts'
import { figuresOfAnalyst } from './queries.ts'
import { insertRenewal } from './renewal-queries.ts'
import { watchedIn } from './signal-rules.ts'
import { analystsOf, insertEntry } from './target-queries.ts'
import { targetsOfTeam } from './target-views.ts'

/** Returns the team's targets as the actor saw them. @throws NOT_FOUND; CONFLICT where they were changed since. */
async function seenTargets({ db, actor, meta }: CommandScope, teamId: string): Promise<TeamTargets> {
  if (!can(actor, 'target.set', { teamId })) throw new AppError('NOT_FOUND')
  const targets = await targetsOfTeam(db, teamId)
  if (targets.version !== (meta.base ?? 0)) throw new AppError('CONFLICT', { reason: 'targets_changed' })
  return targets
}

/** Adds an entry. @throws CONFLICT where somebody else added one at the same moment. */
async function addEntry(
  { db }: CommandScope,
  { version }: TeamTargets,
  entry: WithdrawTargetInput & { rate: number | null },
): Promise<CommandResult> {
  const { teamId } = entry
  const number = version + 1
  const timestamp = await insertEntry(db, { ...entry, number })
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'targets_changed' })
  const people = await analystsOf(db, teamId)
  await announce(db, { feature: 'scorecards', audience: { people, teams: [teamId] } })
  return { entityId: teamId, version: number, at: timestamp }
}

/**
 * Command scorecards.setTarget, by who leads or manages the team. INVALID with reason past for a day that is over, and with reason
 * same for the value that would hold on it anyway; CONFLICT where a target was changed since it was looked at.
 */
async function setTarget(scope: CommandScope, input: SetTargetInput): Promise<CommandResult> {
  const { teamId, metric, effectiveFrom, rate } = input
  const targets = await seenTargets(scope, teamId)
  if (effectiveFrom < targets.today) throw new AppError('INVALID', { field: 'effectiveFrom', reason: 'past' })
  const holding = targetsOn(targets.initial, datedTargets(targets.entries), effectiveFrom)
  if (targetRate(holding, metric) === rate) throw new AppError('INVALID', { field: 'rate', reason: 'same' })
  return await addEntry(scope, targets, { teamId, metric, effectiveFrom, rate })
}

/** Command scorecards.withdrawTarget, by the same. INVALID with reason begun where its day has come, or nothing is set for it. */
async function withdrawTarget(scope: CommandScope, input: WithdrawTargetInput): Promise<CommandResult> {
  const { teamId, metric, effectiveFrom } = input
  const targets = await seenTargets(scope, teamId)
  const isSet = datedTargets(targets.entries).some(
    (each) => each.metric === metric && each.effectiveFrom === effectiveFrom,
  )
  if (!isSet || effectiveFrom <= targets.today)
    throw new AppError('INVALID', { field: 'effectiveFrom', reason: 'begun' })
  return await addEntry(scope, targets, { teamId, metric, effectiveFrom, rate: null })
}

/**
 * Command scorecards.renewBaseline, by a lead of the person's team: the signal about them ends, and their baseline begins anew with
 * that week. INVALID with reason no_signal where there is none, and with reason week for one that did not raise it or is to come.
 */
async function renewBaseline(
  { db, actor }: CommandScope,
  { personId, teamId, week }: RenewBaselineInput,
): Promise<CommandResult> {
  if (!can(actor, 'baseline.renew', { analystId: personId, teamId })) throw new AppError('NOT_FOUND')
  const row = await figuresOfAnalyst(db, personId, [teamId])
  if (!row) throw new AppError('NOT_FOUND')
  const weeks = renewableWeeks(watchedIn(row))
  if (!weeks) throw new AppError('INVALID', { field: 'week', reason: 'no_signal' })
  const start = Temporal.PlainDate.from(row.signal_week)
  const index = start.until(Temporal.PlainDate.from(week)).total('days') / 7
  if (!Number.isInteger(index) || index < weeks.first || index > weeks.last)
    throw new AppError('INVALID', { field: 'week', reason: 'week' })
  const knownWeek = start.add({ weeks: row.complete }).toString()
  const timestamp = await insertRenewal(db, { teamId, personId, fromWeek: week, knownWeek })
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'baseline_renewed' })
  await announce(db, {
    feature: 'scorecards',
    subjectId: personId,
    audience: { people: [personId], teams: [teamId] },
  })
  return { entityId: personId, version: 1, at: timestamp }
}

export const effects: EffectsOf<'scorecards'> = {
  setTarget: effect(scorecards.setTarget, setTarget),
  withdrawTarget: effect(scorecards.withdrawTarget, withdrawTarget),
  renewBaseline: effect(scorecards.renewBaseline, renewBaseline),
}
