import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { allocations, exclusions, methods, purposes, stratifiers } from './rules.ts'

export const plannedStratum = z.object({
  name: z.string(),
  size: z.int(),
  drawn: z.int(),
  chance: z.number(),
})
const left = z.object({ reason: z.enum(exclusions), n: z.int() })

/** Says how a sample was, or is to be, chosen: what can be challenged. */
const choice = z.object({
  purpose: z.enum(purposes),
  method: z.enum(methods),
  by: z.nullable(z.enum(stratifiers)),
  allocation: z.enum(allocations),
  firstDay: z.string(),
  lastDay: z.string(),
  policy: z.nullable(z.string()),
  queue: z.nullable(z.string()),
  language: z.nullable(z.string()),
  frameSize: z.int(),
  /** The frame's, in hexadecimal digits. */
  frameHash: z.string(),
  excluded: z.array(left),
  /** Without golden cases. */
  size: z.int(),
  seed: z.number(),
  drawnBy: z.nullable(personRef),
  drawnAt: z.string(),
})

export const drawSummary = z.object({
  drawId: z.uuid(),
  purpose: z.enum(purposes),
  method: z.enum(methods),
  by: z.nullable(z.enum(stratifiers)),
  drawnAt: z.string(),
  drawnBy: z.nullable(personRef),
  /** Golden cases among them, for who leads the team; else without. */
  cases: z.int(),
  /** Null for whoever does not lead the team. */
  verified: z.nullable(z.int()),
})
export type DrawSummary = z.infer<typeof drawSummary>

/** A golden case of the reader's own. */
export const goldenView = z.object({
  goldenId: z.uuid(),
  auditId: z.uuid(),
  caseRef: z.string(),
  policy: z.string(),
  decision: z.string(),
  madeAt: z.string(),
  /** 'superseded': a newer version of its policy took effect. */
  state: z.enum(['active', 'superseded', 'retired']),
  /** The version of the policy that it is right under; null where none was known. */
  policyVersion: z.nullable(z.string()),
  version: z.int(),
})
export type GoldenView = z.infer<typeof goldenView>

const proportion = z.object({ x: z.int(), n: z.int() })

/** A verifier's own error: of golden cases, and of what somebody else verified again. */
export const verifierError = z.object({
  verifier: personRef,
  /** Verdicts that are not the known one. */
  golden: proportion,
  /** Verdicts that the second verification does not share. */
  second: proportion,
})
export type VerifierError = z.infer<typeof verifierError>

export const drawsView = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  /** Today where the team is, 'YYYY-MM-DD'. */
  today: z.string(),
  /** The newest 50. */
  draws: z.array(drawSummary),
  /** Empty for whoever does not lead the team. */
  golden: z.array(goldenView),
  /** By name: the reader's own as a lead, everybody's as a manager. */
  verifiers: z.array(verifierError),
})
export type DrawsView = z.infer<typeof drawsView>

/** A case of a draw as its verifier sees it: nothing tells a golden case, and nothing says who decided what. */
export const drawItem = z.object({
  itemId: z.uuid(),
  place: z.int(),
  caseRef: z.string(),
  policy: z.string(),
  queue: z.nullable(z.string()),
  language: z.nullable(z.string()),
  /** The reader may give the verdict. */
  isMine: z.boolean(),
  verdict: z.nullable(z.string()),
  verifiedBy: z.nullable(personRef),
  verifiedAt: z.nullable(z.string()),
  version: z.int(),
})
export type DrawItem = z.infer<typeof drawItem>

export const drawView = z.extend(choice, {
  drawId: z.uuid(),
  teamId: z.uuid(),
  goldenShare: z.number(),
  strata: z.array(plannedStratum),
  /** In their order; empty for whoever does not lead the team. */
  items: z.array(drawItem),
  cases: z.int(),
  /** Null for whoever does not lead the team. */
  verified: z.nullable(z.int()),
  /** Decisions that a verdict can be. */
  labels: z.array(z.string()),
  /** Given for a draw for rates, once all of its cases are verified: the share of wrong decisions in all that it was drawn from. */
  result: z.nullable(
    z.object({ x: z.int(), n: z.int(), rate: z.number(), low: z.number(), high: z.number() }),
  ),
})
export type DrawView = z.infer<typeof drawView>

export const drawPreview = z.object({
  /** Why there is no such draw; null where there is one. */
  misfit: z.nullable(z.enum(['empty', 'too_few', 'too_many', 'large', 'share'])),
  frameSize: z.int(),
  frameHash: z.string(),
  excluded: z.array(left),
  strata: z.array(plannedStratum),
  /** Golden cases that go with it, and those that could: a lead's own test nobody who draws them. */
  golden: z.object({ size: z.int(), available: z.int() }),
  /** The share of errors that is expected, and how many equally likely cases the sample is worth. */
  rate: z.number(),
  effectiveN: z.number(),
  /** The smallest rise of that share which two such samples show; null where none does. */
  smallest: z.nullable(z.number()),
  /** Sizes that a second verification may have; null for other purposes. */
  sizes: z.nullable(z.object({ least: z.int(), highest: z.int() })),
  /** Values that the cases of the period have, whatever they are narrowed by. */
  policies: z.array(z.string()),
  queues: z.array(z.string()),
  languages: z.array(z.string()),
})
export type DrawPreview = z.infer<typeof drawPreview>

export const chosenView = z.nullable(
  z.extend(choice, {
    stratum: plannedStratum,
    verifiedAt: z.string(),
  }),
)
export type ChosenView = z.infer<typeof chosenView>
