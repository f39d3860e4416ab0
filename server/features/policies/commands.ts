import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import {
  type AddAreaInput,
  type OpenEntryInput,
  type PlacePolicyInput,
  policies,
  type SaveClauseInput,
  type SaveVersionInput,
} from '#shared/policies/contracts.ts'
import { clauseMisfit, versionMisfit } from '#shared/policies/rules.ts'
import { isCircle } from '#shared/policies/tree-rules.ts'
import { can } from '#shared/policy.ts'
import { openLedgerEntry } from './facade.ts'
import {
  allPolicies,
  insertArea,
  lockTree,
  movePolicy,
  policyOf,
  storeClause,
  storeVersion,
} from './queries.ts'
import { mark } from './update-commands.ts'

/**
 * Command policies.saveVersion. INVALID with reason taken where another version of the policy has the label or the day,
 * CONFLICT where the version moved on.
 */
async function saveVersion(scope: CommandScope, input: SaveVersionInput): Promise<CommandResult> {
  const { db, meta } = scope
  const { versions, clauses } = await administered(scope, input.policy)
  const refused = versionMisfit(input, { versions, clauses })
  if (refused) throw new AppError('INVALID', refused)
  if (!(await storeVersion(db, input, meta.base))) throw new AppError('CONFLICT')
  return resultOf(scope, input.versionId)
}

/**
 * Command policies.saveClause. INVALID where another clause in force has the number, or its versions are not the policy's
 * or out of order; CONFLICT where the clause moved on.
 */
async function saveClause(scope: CommandScope, input: SaveClauseInput): Promise<CommandResult> {
  const { db, meta } = scope
  const { versions, clauses } = await administered(scope, input.policy)
  const refused = clauseMisfit(input, { versions, clauses })
  if (refused) throw new AppError('INVALID', refused)
  if (!(await storeClause(db, input, meta.base))) throw new AppError('CONFLICT')
  return resultOf(scope, input.clauseId)
}

/** Command policies.addArea. INVALID with reason taken where a policy has the code. */
async function addArea(scope: CommandScope, input: AddAreaInput): Promise<CommandResult> {
  const { db, actor } = scope
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  if (!(await insertArea(db, input))) throw new AppError('INVALID', { field: 'code', reason: 'known' })
  return resultOf(scope, actor.person)
}

/**
 * Command policies.place. INVALID where the policy would be above itself or the other is not known, CONFLICT where somebody
 * has placed it elsewhere since.
 */
async function place(scope: CommandScope, input: PlacePolicyInput): Promise<CommandResult> {
  const { db, actor } = scope
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  const { policy, parent } = input
  await lockTree(db)
  const all = await allPolicies(db)
  if (!all.some(({ code }) => code === policy)) throw new AppError('NOT_FOUND')
  if (parent !== null && !all.some(({ code }) => code === parent))
    throw new AppError('INVALID', { field: 'parent', reason: 'unknown' })
  if (isCircle(policy, parent, all)) throw new AppError('INVALID', { field: 'parent', reason: 'circle' })
  if (!(await movePolicy(db, input))) throw new AppError('CONFLICT')
  return resultOf(scope, actor.person)
}

/** Command policies.openEntry. NOT_FOUND for another's team or an unknown policy, INVALID for another policy's clause. */
async function openEntry(scope: CommandScope, input: OpenEntryInput): Promise<CommandResult> {
  const { db, actor } = scope
  if (!can(actor, 'ledger.append', { teamId: input.teamId })) throw new AppError('NOT_FOUND')
  const policy = await policyOf(db, input.policy)
  if (!policy) throw new AppError('NOT_FOUND')
  if (input.clauseId && !policy.clauses.some(({ clauseId }) => clauseId === input.clauseId))
    throw new AppError('INVALID', { field: 'clauseId' })
  await openLedgerEntry(db, { ...input, auditId: null, reviewId: null, day: null })
  return resultOf(scope, input.entryId)
}

/** Returns a policy for whoever administers. */
async function administered({ db, actor }: CommandScope, code: string) {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  const policy = await policyOf(db, code)
  if (!policy) throw new AppError('NOT_FOUND')
  return policy
}

const resultOf = ({ now, meta }: CommandScope, entityId: string): CommandResult => ({
  entityId,
  version: (meta.base ?? 0) + 1,
  at: new Date(now()).toISOString(),
})

export const effects: EffectsOf<'policies'> = {
  mark: effect(policies.mark, mark),
  saveVersion: effect(policies.saveVersion, saveVersion),
  saveClause: effect(policies.saveClause, saveClause),
  addArea: effect(policies.addArea, addArea),
  place: effect(policies.place, place),
  openEntry: effect(policies.openEntry, openEntry),
}
