import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'

/** An analyst's day: audits of moderators' decisions, appeals, feedback and policy questions. */
export const auditKinds = ['audit', 'appeal', 'feedback', 'policy_question'] as const
export const auditKind = z.enum(auditKinds)
/**
 * The analyst's decision against its verification. 'missed': verified as violating, decided as not; 'over_enforced':
 * the reverse; 'other_error': another label on the same side; 'unverified': nothing to compare with, in no rate.
 */
export const outcomes = ['correct', 'missed', 'over_enforced', 'other_error', 'unverified'] as const
export const outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof outcome>
export const verifiedBy = z.enum(['gold', 'second_review', 'appeal_outcome'])

/** `violating` is the label that means a violation, 'hateful' for instance; compared without case and outer space. */
export function outcomeOf(decision: string, verified: string | null, violating: string): Outcome {
  if (verified === null) return 'unverified'
  const fold = (label: string) => label.trim().toLowerCase()
  if (fold(decision) === fold(verified)) return 'correct'
  const v = fold(violating)
  if (fold(verified) === v) return 'missed'
  if (fold(decision) === v) return 'over_enforced'
  return 'other_error'
}

/** Counts of verified, untargeted audits. n - correct - missed - overEnforced are errors of another kind. */
export const counts = z.object({
  n: z.int(),
  correct: z.int(),
  missed: z.int(),
  overEnforced: z.int(),
  unverified: z.int(),
})
export type Counts = z.infer<typeof counts>
export const noCounts: Counts = { n: 0, correct: 0, missed: 0, overEnforced: 0, unverified: 0 }
export function addCounts(a: Counts, b: Counts): Counts {
  return {
    n: a.n + b.n,
    correct: a.correct + b.correct,
    missed: a.missed + b.missed,
    overEnforced: a.overEnforced + b.overEnforced,
    unverified: a.unverified + b.unverified,
  }
}

export const lookView = z.object({
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
export type LookView = z.infer<typeof lookView>

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
  decision: z.string(),
  verifiedDecision: z.nullable(z.string()),
  verifiedBy: z.nullable(verifiedBy),
  outcome,
  targeted: z.boolean(),
  decidedAt: z.string(),
  /** Newest first. */
  looks: z.array(lookView),
})
export type CaseView = z.infer<typeof caseView>

export const caseFilter = z.enum(['errors', 'missed', 'over_enforced', 'all'])
export type CaseFilter = z.infer<typeof caseFilter>
export const casesInput = z.object({
  personId: z.uuid(),
  filter: caseFilter,
  policy: z.optional(z.string()),
  /** Instants, half open. */
  from: z.optional(z.iso.datetime()),
  to: z.optional(z.iso.datetime()),
  /** Opaque, from the page before. */
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
/** 50 cases a page, newest first. */
export const casesView = z.object({ cases: z.array(caseView), nextCursor: z.nullable(z.string()) })
export type CasesView = z.infer<typeof casesView>

/** Command audits.askAnotherLook, by the analyst on a case of their own; one open at a time per case. */
export const askAnotherLookInput = z.object({
  lookId: z.uuid(),
  auditId: z.uuid(),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
})
export type AskAnotherLookInput = z.infer<typeof askAnotherLookInput>
/** Command audits.answerAnotherLook, by the lead. 'changed' makes the analyst's decision the verified one. */
export const answerAnotherLookInput = z.object({
  lookId: z.uuid(),
  status: z.enum(['kept', 'changed']),
  answer: z.string().check(z.trim(), z.minLength(1), z.maxLength(2000)),
})
export type AnswerAnotherLookInput = z.infer<typeof answerAnotherLookInput>
