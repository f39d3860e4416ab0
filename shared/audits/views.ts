import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { judgementDeciders } from './decider-rules.ts'
import { termKinds } from './name-rules.ts'
import { noNeedReasons, putRightStates } from './put-right-rules.ts'
import { finalOutcomes, recheckAnswers } from './recheck-rules.ts'
import { auditKinds, deciders, outcomes, verifications } from './rules.ts'

const auditKind = z.enum(auditKinds)
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
  correct2: z.number(),
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
  /** By when it is to be answered. */
  dueAt: z.string(),
  /** The role that answers it today, and the leads who have reviewed the case and do not. */
  decider: z.enum(judgementDeciders),
  judgeIds: z.array(z.uuid()),
  status: z.enum(['open', ...recheckAnswers]),
  /** The third verdict of an acceptance in part. */
  final: z.nullable(z.object({ decision: z.string(), outcome: z.enum(finalOutcomes) })),
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

/** One step of what was said of a wrong decision; `by` is null where a verification or a file said it. */
const putRightStep = z.object({
  at: z.string(),
  state: z.enum(putRightStates),
  reason: z.nullable(z.enum(noNeedReasons)),
  doneOn: z.nullable(z.string()),
  by: z.nullable(personRef),
  fromFile: z.boolean(),
})
export type PutRightStep = z.infer<typeof putRightStep>

/** Says whether a wrong decision was put right on the platform. */
export const putRightView = z.object({
  state: z.enum(putRightStates),
  /** Given where nothing is to be put right. */
  reason: z.nullable(z.enum(noNeedReasons)),
  openedAt: z.string(),
  /** By when it is to be put right, by the working calendar where the team is. */
  dueAt: z.string(),
  /** 'YYYY-MM-DD' where the team is. */
  doneOn: z.nullable(z.string()),
  /** The decision that the platform was put to; null where it was not. */
  putTo: z.nullable(z.string()),
  setBy: z.nullable(personRef),
  setAt: z.nullable(z.string()),
  version: z.int(),
})
export type PutRightView = z.infer<typeof putRightView>

/** A wrong decision in the list of a team's, people's and machines' alike. Nobody's name: it is no one's figure. */
export const putRightItem = z.extend(putRightView, {
  /** The id of the audit or of the machine's decision. */
  itemId: z.uuid(),
  /** Null for a machine's decision, which has no page of its own. */
  auditId: z.nullable(z.uuid()),
  /** The machine as the file calls it. */
  tool: z.nullable(z.string()),
  caseRef: z.string(),
  policy: z.string(),
  /** The decision that stands on the platform as far as is known, and the right one. */
  stands: z.string(),
  verifiedDecision: z.nullable(z.string()),
})
export type PutRightItem = z.infer<typeof putRightItem>

/** 50 open ones a page, those that have waited longest first. */
export const putRightList = z.object({
  withinDays: z.int(),
  items: z.array(putRightItem),
  nextCursor: z.nullable(z.string()),
  /** With the first page: the open ones in all, and the latest that were settled in the last thirty days. */
  total: z.nullable(z.int()),
  settled: z.array(putRightItem),
})
export type PutRightList = z.infer<typeof putRightList>

const putRightCount = z.object({
  open: z.int(),
  overdue: z.int(),
  /** Put right since `since`; `inTime` of them by the day that they were due. */
  done: z.int(),
  inTime: z.int(),
  notNeeded: z.int(),
})
export type PutRightCount = z.infer<typeof putRightCount>
export const putRightCounts = z.object({
  /** 'YYYY-MM-DD' where the team is. */
  since: z.string(),
  withinDays: z.int(),
  people: putRightCount,
  machines: putRightCount,
})
export type PutRightCounts = z.infer<typeof putRightCounts>

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
  /** The analyst's decision says that the case violates; null where nobody knows. */
  acted: z.nullable(z.boolean()),
  verifiedDecision: z.nullable(z.string()),
  verifiedBy: z.nullable(verifiedBy),
  outcome,
  targeted: z.boolean(),
  decidedAt: z.string(),
  /** Newest first. */
  looks: z.array(recheckView),
  /** Newest first; of a single case, empty in a list. */
  verifications: z.array(verificationChange),
  /** Null where no verification found anything wrong. */
  putRight: z.nullable(putRightView),
  /** Newest first; of a single case, empty in a list. */
  putRightSteps: z.array(putRightStep),
})
export type CaseView = z.infer<typeof caseView>

/** A decision that a machine made alone: nobody's work, for the team's leads. */
export const machineCaseView = z.object({
  decisionId: z.uuid(),
  /** The machine as the file calls it; null where it does not say. */
  tool: z.nullable(z.string()),
  kind: auditKind,
  reference: z.string(),
  caseRef: z.string(),
  policy: z.string(),
  queue: z.nullable(z.string()),
  language: z.nullable(z.string()),
  decision: z.string(),
  verifiedDecision: z.nullable(z.string()),
  verifiedBy: z.nullable(verifiedBy),
  outcome,
  targeted: z.boolean(),
  decidedAt: z.string(),
})
export type MachineCaseView = z.infer<typeof machineCaseView>

/** 50 decisions a page, newest first; `total` with the first page. */
export const machineCasesView = z.object({
  cases: z.array(machineCaseView),
  nextCursor: z.nullable(z.string()),
  total: z.nullable(z.int()),
})
export type MachineCasesView = z.infer<typeof machineCasesView>

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
