import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { termKinds } from './name-rules.ts'
import { auditKinds, deciders, outcomes, verifications } from './rules.ts'

export const auditKind = z.enum(auditKinds)
export const outcome = z.enum(outcomes)
export const verifiedBy = z.enum(verifications)

/** Sums of one over the chance of being drawn, of all audits and of each class; with a 2 those of the squares. */
export const weights = z.object({
  /** Audits whose chance is stored. */
  drawn: z.int(),
  w: z.number(),
  w2: z.number(),
  correct: z.number(),
  missed: z.number(),
  overEnforced: z.number(),
  acted: z.number(),
  missed2: z.number(),
  overEnforced2: z.number(),
  acted2: z.number(),
})
export type Weights = z.infer<typeof weights>

/**
 * Counts of verified audits that were drawn. n - correct - missed - overEnforced were the wrong selection among actions or
 * among what was left.
 */
export const counts = z.object({
  n: z.int(),
  correct: z.int(),
  missed: z.int(),
  overEnforced: z.int(),
  unverified: z.int(),
  /** Actions that were right: with the missed all that violates, with the over-enforced all actions. */
  acted: z.optional(z.int()),
  /** Right decisions of which nobody knows whether they were actions. */
  unsided: z.optional(z.int()),
  /** Absent where no chance of being drawn is stored. */
  weights: z.optional(weights),
})
export type Counts = z.infer<typeof counts>
export const recheckView = z.object({
  lookId: z.uuid(),
  auditId: z.uuid(),
  analyst: personRef,
  reason: z.string(),
  askedAt: z.string(),
  status: z.enum(['open', 'kept', 'changed']),
  answer: z.nullable(z.string()),
  answeredBy: z.nullable(personRef),
  answeredAt: z.nullable(z.string()),
  version: z.int(),
})
export type RecheckView = z.infer<typeof recheckView>

/** A verification that a later import changed. */
export const verificationChange = z.object({
  at: z.string(),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
})

export const caseView = z.object({
  auditId: z.uuid(),
  teamId: z.uuid(),
  analyst: personRef,
  kind: auditKind,
  reference: z.string(),
  caseRef: z.string(),
  policy: z.string(),
  queue: z.nullable(z.string()),
  language: z.nullable(z.string()),
  moderatorDecision: z.nullable(z.string()),
  /** The maker of the moderator's decision. */
  decidedBy: z.nullable(z.enum(deciders)),
  decision: z.string(),
  verifiedDecision: z.nullable(z.string()),
  verifiedBy: z.nullable(verifiedBy),
  outcome,
  targeted: z.boolean(),
  decidedAt: z.string(),
  /** Newest first. */
  looks: z.array(recheckView),
  /** Newest first; of a single case, empty in a list. */
  verifications: z.array(verificationChange),
})
export type CaseView = z.infer<typeof caseView>

/** Describes by what a list of cases can be narrowed, as its rows have it. */
export const caseChoices = z.object({
  policies: z.array(z.string()),
  queues: z.array(z.string()),
  languages: z.array(z.string()),
})
export type CaseChoices = z.infer<typeof caseChoices>

/** 50 cases a page, newest first. */
export const casesView = z.object({
  cases: z.array(caseView),
  nextCursor: z.nullable(z.string()),
  /** With the first page: how many there are in all, and by what they can be narrowed. */
  total: z._default(z.nullable(z.int()), null),
  choices: z._default(z.nullable(caseChoices), null),
})
export type CasesView = z.infer<typeof casesView>

export const namesView = z.array(
  z.object({
    kind: z.enum(termKinds),
    code: z.string(),
    nameKo: z.nullable(z.string()),
    nameEn: z.nullable(z.string()),
  }),
)
