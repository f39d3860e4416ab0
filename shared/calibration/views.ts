import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { option } from './contracts.ts'
import { levels } from './rules.ts'

/** A round as its raters and the leads of its team see it in a list. */
export const roundSummary = z.object({
  roundId: z.uuid(),
  teamId: z.uuid(),
  title: z.string(),
  deadline: z.string(),
  createdAt: z.string(),
  closedAt: z.nullable(z.string()),
  imported: z.boolean(),
  cases: z.int(),
  raters: z.int(),
  /** Counts those who have submitted; their names are not for everybody. */
  submitted: z.int(),
  /** Null where the reader does not rate. */
  own: z.nullable(z.enum(['open', 'submitted'])),
})
export type RoundSummary = z.infer<typeof roundSummary>

/** The newest 100 rounds that the reader rates in or leads the team of. */
export const roundsView = z.object({ rounds: z.array(roundSummary) })
export type RoundsView = z.infer<typeof roundsView>

export const roundCase = z.object({
  caseId: z.uuid(),
  reference: z.string(),
  policy: z.nullable(z.string()),
  /** The version of the policy that held when the round was made; null where there was none. */
  policyVersion: z.nullable(z.string()),
  description: z.nullable(z.string()),
  repeatOf: z.nullable(z.uuid()),
})
export type RoundCase = z.infer<typeof roundCase>

export const interval = z.nullable(z.object({ low: z.number(), high: z.number() }))
const share = z.nullable(z.number())
const counted = z.object({ x: z.int(), n: z.int() })

/** Says how far the raters agree. Null is "undefined": nothing to pair, or one answer used; no interval is "too few". */
export const roundAgreement = z.object({
  units: z.int(),
  raters: z.int(),
  ratings: z.int(),
  pairableUnits: z.int(),
  /** False under 10 units that two rated: then no word on agreement. */
  enough: z.boolean(),
  /** Krippendorff's band of alpha; null where there is too little to say. */
  band: z.nullable(z.enum(['rely', 'tentative', 'do-not-rely'])),
  percentAgreement: share,
  alpha: share,
  ac1: share,
  intervals: z.object({ percentAgreement: interval, alpha: interval, ac1: interval }),
})
export type RoundAgreement = z.infer<typeof roundAgreement>

const marks = z.array(z.object({ personId: z.uuid(), value: z.string(), comment: z.nullable(z.string()) }))

export const caseResult = z.object({
  caseId: z.uuid(),
  /** Share of disagreeing pairs of raters, 0 to 1; null where fewer than two rated it. */
  split: share,
  /** The answer that most of the raters gave; null where none was given by more than the others. */
  consensus: z.nullable(z.string()),
  expected: z.nullable(z.string()),
  /** Since when the gold label tests nobody, because a newer version of the policy holds; null while it does. */
  supersededAt: z.nullable(z.string()),
  marks,
  /** True where it stands in the policy ledger; null where the reader does not lead the team. */
  inLedger: z.nullable(z.boolean()),
})
export type CaseResult = z.infer<typeof caseResult>

export const personResult = z.object({
  person: personRef,
  /** Cases on which the person gave what most of the others gave, of those that have such an answer. */
  others: counted,
  /** The same against the gold labels that held when they rated; null where there are none to read, and for who wrote them. */
  gold: z.nullable(counted),
  /** Cases shown twice, and how often the person said the same again; null without any. */
  self: z.nullable(counted),
})
export type PersonResult = z.infer<typeof personResult>

/** Two raters: on how many of their shared cases they agree. */
export const pairResult = z.object({
  people: z.tuple([z.uuid(), z.uuid()]),
  agreed: counted,
})
export type PairResult = z.infer<typeof pairResult>

/** Whom of a team the raters of a file mean. */
export const ratersView = z.object({
  raters: z.array(
    z.object({
      called: z.string(),
      /** Null where nobody of the team is called so, or several are. */
      personId: z.nullable(z.uuid()),
      several: z.boolean(),
    }),
  ),
})
export type RatersView = z.infer<typeof ratersView>

export const roundResult = z.object({
  agreement: roundAgreement,
  /** The most split first. */
  cases: z.array(caseResult),
  /** The second showings of cases. */
  repeats: z.array(z.object({ caseId: z.uuid(), marks })),
  /** By name; the reader alone where they do not lead the team. */
  people: z.array(personResult),
  pairs: z.array(pairResult),
  /** Pairs of ratings of one case, by the places of their values among the options; the smaller place first. */
  matrix: z.array(z.object({ a: z.int(), b: z.int(), n: z.int() })),
  /** Ended rounds of the team on the same scale, the oldest first, this one last. */
  drift: z.array(
    z.object({
      roundId: z.uuid(),
      title: z.string(),
      createdAt: z.string(),
      pairableUnits: z.int(),
      alpha: share,
      interval,
    }),
  ),
})
export type RoundResult = z.infer<typeof roundResult>

/** One round, with its result once the reader may read it. */
export const roundView = z.extend(roundSummary, {
  level: z.enum(levels),
  options: z.array(option),
  /** The bootstrap's: with it the intervals can be computed again. */
  seed: z.int(),
  remindedAt: z.nullable(z.string()),
  /** Cases that the round leaves out because of a topic; null where the reader does not lead the team. */
  leftOut: z.nullable(z.int()),
  version: z.int(),
  /** In the order in which they are rated. */
  items: z.array(roundCase),
  /** For the leads, and for everybody who may read the result: by name. */
  people: z.array(z.extend(personRef, { submittedAt: z.nullable(z.string()), late: z.boolean() })),
  result: z.nullable(roundResult),
})
export type RoundView = z.infer<typeof roundView>
