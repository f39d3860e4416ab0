import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { type EffectsOf, effect } from '#server/core/effect.ts'
import type { CommandScope } from '#server/core/scope.ts'
import { announce } from '#server/db/announce.ts'
import { auditById, verifyDrawn } from '#server/features/audits/facade.ts'
import { isSameLabel } from '#shared/audits/rules.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import {
  type AddGoldenInput,
  type DrawInput,
  draws,
  type RetireGoldenInput,
  type VerifyInput,
} from '#shared/draws/contracts.ts'
import { drawBy, goldenFor, riskOf } from '#shared/draws/plan-rules.ts'
import { can } from '#shared/policy.ts'
import { errorsByPolicy, frameOf } from './frame-queries.ts'
import * as golden from './golden-queries.ts'
import { testsFor } from './golden-rules.ts'
import { frameOfPlan, hashOfPlan, planOf, strataOf } from './plan-rules.ts'
import * as queries from './queries.ts'

/**
 * Command draws.draw: draws as the preview said, by a seed that nobody chose. CONFLICT with reason frame_changed where what
 * there is to draw from is not as it was previewed; INVALID with the reason why there is no such draw.
 */
export async function draw(
  scope: Pick<CommandScope, 'db' | 'actor'>,
  input: DrawInput,
): Promise<CommandResult> {
  const { db, actor } = scope
  const { drawId, teamId } = input
  if (!can(actor, 'draw.write', { teamId })) throw new AppError('NOT_FOUND')
  if ((input.method === 'stratified') !== (input.by !== null)) throw new AppError('INVALID', { field: 'by' })
  if (input.firstDay > input.lastDay) throw new AppError('INVALID', { field: 'lastDay' })
  const [frame, errors, known] = await Promise.all([
    frameOf(db, input),
    errorsByPolicy(db, teamId),
    golden.goldenOf(db, teamId),
  ])
  const plan = planOf(frame.rows, input, riskOf(errors).of)
  if ('misfit' in plan) throw new AppError('INVALID', { field: 'size', reason: plan.misfit })
  const frameHash = hashOfPlan(plan)
  if (frameHash !== input.frameHash) throw new AppError('CONFLICT', { reason: 'frame_changed' })
  const seed = randomInt(2 ** 32)
  const drawn = drawBy(plan, {
    seed,
    golden: testsFor(known, { drawerId: actor.person, design: input, frame: frame.rows }),
    goldenSize: goldenFor(input.size, input.goldenShare),
  })
  // Kept for everybody above the team, to whom it would say something of who verifies.
  const excluded = frame.excluded.filter(({ reason }) => reason !== 'rotation')
  const timestamp = await queries.insertDraw(db, {
    ...{ input, seed, frameHash, excluded, frameSize: frame.rows.length },
    ...{ frame: frameOfPlan(plan), strata: strataOf(plan) },
  })
  if (!timestamp) throw new AppError('CONFLICT')
  const cases = [...drawn.cases.map(newCase), ...drawn.golden.map(newGolden)]
  await queries.insertCases(
    db,
    input,
    drawn.order.flatMap((index, place) => {
      const item = cases[index]
      return item ? [{ ...item, place: place + 1 }] : []
    }),
  )
  await announceDraws(scope, teamId)
  return { entityId: drawId, version: 1, at: timestamp }
}

type Placed = Omit<queries.NewCase, 'place'>
type DrawnRow = Awaited<ReturnType<typeof frameOf>>['rows'][number] & { stratum: string; chance: number }
const newCase = (row: DrawnRow): Placed => ({
  ...{ itemId: uuidv7(), caseRef: row.caseRef, policy: row.policy, queue: row.queue, language: row.language },
  ...{ auditId: row.auditId, analystId: row.analystId, goldenId: null, stratum: row.stratum },
  ...{ chance: row.chance, firstVerifierId: row.firstVerifierId, firstVerdict: row.firstVerdict },
})
const newGolden = (row: golden.GoldenRow): Placed => ({
  ...{
    itemId: uuidv7(),
    caseRef: row.case_ref,
    policy: row.policy,
    queue: row.queue,
    language: row.language,
  },
  ...{ auditId: null, analystId: null, goldenId: row.golden_id, stratum: null, chance: null },
  ...{ firstVerifierId: null, firstVerdict: null },
})

/**
 * Command draws.verify: the verdict on a case, given without seeing anybody else's. A decision gets it with its chance; a
 * golden case and one that is verified again are compared with what is known, and change no figure of an analyst. FORBIDDEN for
 * the analyst of the case and for whoever verified it first, CONFLICT where it has its verdict.
 */
async function verify(scope: CommandScope, { itemId, verdict }: VerifyInput): Promise<CommandResult> {
  const { db, actor } = scope
  const row = await queries.caseById(db, itemId)
  if (!row || !can(actor, 'draw.write', { teamId: row.team_id })) throw new AppError('NOT_FOUND')
  if (row.verdict !== null) throw new AppError('CONFLICT', { reason: 'case_verified' })
  const facts = { teamId: row.team_id, analystId: row.analyst_id, firstVerifierId: row.first_verifier_id }
  if (!can(actor, 'draw.verify', { ...facts, verified: false })) throw new AppError('FORBIDDEN')
  const matches = await matchesKnown(scope, row, verdict)
  const set = await queries.setVerdict(db, { itemId, verdict, matches })
  if (!set) throw new AppError('CONFLICT', { reason: 'case_verified' })
  const drawn = await queries.drawById(db, row.draw_id)
  if (row.audit_id && row.chance && drawn && drawn.purpose !== 'verification') {
    const isTargeted = drawn.purpose === 'coaching'
    await verifyDrawn(db, { auditId: row.audit_id, verdict, chance: row.chance, isTargeted })
    await announce(db, {
      feature: 'audits',
      ...(row.analyst_id ? { subjectId: row.analyst_id } : {}),
      audience: { people: row.analyst_id ? [row.analyst_id] : [], teams: [row.team_id] },
    })
  }
  await announceDraws(scope, row.team_id)
  return { entityId: itemId, version: set.version, at: set.at }
}

/** Returns whether a verdict is the known one; null where none is, and for who made the golden case. */
async function matchesKnown(
  { db, actor }: CommandScope,
  row: NonNullable<Awaited<ReturnType<typeof queries.caseById>>>,
  verdict: string,
): Promise<boolean | null> {
  if (row.first_verdict !== null) return isSameLabel(row.first_verdict, verdict)
  const known = row.golden_id ? await golden.goldenById(db, row.golden_id) : undefined
  if (!known || known.made_by === actor.person) return null
  return isSameLabel(known.decision, verdict)
}

/** Command draws.addGolden. INVALID where nothing verified the case or no draw can have it, CONFLICT where it is golden already. */
async function addGolden(
  { db, actor }: CommandScope,
  { goldenId, auditId }: AddGoldenInput,
): Promise<CommandResult> {
  const audit = await auditById(db, auditId)
  if (!audit || !can(actor, 'golden.write', { teamId: audit.team_id, makerId: actor.person }))
    throw new AppError('NOT_FOUND')
  // An appeal, say, is never drawn, so that it would be told.
  if (audit.verified_decision === null || audit.kind !== 'audit')
    throw new AppError('INVALID', { field: 'auditId' })
  const timestamp = await golden.insertGolden(db, goldenId, auditId)
  if (!timestamp) throw new AppError('CONFLICT', { reason: 'golden_exists' })
  return { entityId: goldenId, version: 1, at: timestamp }
}

/** Command draws.retireGolden, by whoever made it; a repeat changes nothing. */
async function retireGolden(
  { db, actor, now }: CommandScope,
  { goldenId }: RetireGoldenInput,
): Promise<CommandResult> {
  const row = await golden.goldenById(db, goldenId)
  if (!row || !can(actor, 'golden.write', { teamId: row.team_id, makerId: row.made_by }))
    throw new AppError('NOT_FOUND')
  const version = (await golden.retireGolden(db, goldenId)) ?? row.version
  return { entityId: goldenId, version, at: new Date(now()).toISOString() }
}

async function announceDraws({ db }: Pick<CommandScope, 'db'>, teamId: string): Promise<void> {
  await announce(db, { feature: 'draws', audience: { teams: [teamId] } })
}

export const effects: EffectsOf<'draws'> = {
  draw: effect(draws.draw, draw),
  verify: effect(draws.verify, verify),
  addGolden: effect(draws.addGolden, addGolden),
  retireGolden: effect(draws.retireGolden, retireGolden),
}
