import * as z from 'zod/mini'
import { outcomes } from '#shared/audits/rules.ts'
import { ledgerCauses } from '#shared/policies/rules.ts'
import { faults } from '#shared/reviews/rules.ts'

const place = {
  policy: z.string(),
  clauseId: z.nullable(z.uuid()),
  versionId: z.nullable(z.uuid()),
}

export const writeUpCase = z.object({
  /** The entry of the ledger that the case is known by here. */
  entryId: z.uuid(),
  causes: z.array(z.enum(ledgerCauses)),
  caseRef: z.nullable(z.string()),
  /** Null where the entry names no case of Dure: a ruling reaches nothing of it. */
  decidedOn: z.nullable(z.string()),
  decision: z.nullable(z.string()),
  verified: z.nullable(z.string()),
  /** For who leads the team. */
  auditId: z.nullable(z.uuid()),
  reviewId: z.nullable(z.uuid()),
})
export type WriteUpCase = z.infer<typeof writeUpCase>

export const writeUpView = z.object({
  escalationId: z.uuid(),
  teamId: z.uuid(),
  ...place,
  textKo: z.nullable(z.string()),
  textEn: z.nullable(z.string()),
  writtenAt: z.string(),
  /** Entries by their cause; questions are counted alone. */
  counts: z.record(z.enum(ledgerCauses), z.int()),
  /** When the first and the last of its entries were opened; null where questions alone gathered. */
  from: z.nullable(z.string()),
  to: z.nullable(z.string()),
  cases: z.array(writeUpCase),
  /** The ids of its entries, which its ruling settles. */
  entryIds: z.array(z.uuid()),
  /** Its escalation was closed, merged or resolved without a ruling: nothing waits any more. */
  closed: z.boolean(),
  /** The reader has it and may rule on it. */
  rules: z.boolean(),
  ruling: z.nullable(
    z.object({
      precedentId: z.uuid(),
      ruledAt: z.string(),
      /** How many verifications and scores of reviews it changed. */
      verifications: z.int(),
      reviews: z.int(),
    }),
  ),
})
export type WriteUpView = z.infer<typeof writeUpView>
export const writeUpsView = z.array(writeUpView)
export type WriteUpsView = z.infer<typeof writeUpsView>

export const previewView = z.object({
  /** Stands for exactly this result. */
  seen: z.string(),
  verifications: z.int(),
  reviews: z.int(),
  /** The cases of which something would change, or would but for an open dispute. */
  cases: z.array(
    z.object({
      entryId: z.uuid(),
      caseRef: z.nullable(z.string()),
      /** Its verification, or whose its error was, would change. */
      verification: z.boolean(),
      /** Reviews of it whose score or decision would change. */
      reviews: z.int(),
      /** Lines of its reviews that stay as they are because a dispute about them is open. */
      disputed: z.int(),
    }),
  ),
})
export type PreviewView = z.infer<typeof previewView>

const verification = z.object({
  decision: z.nullable(z.string()),
  outcome: z.enum(outcomes),
  attributedTo: z.nullable(z.enum(faults)),
})
const scores = z.object({ score: z.nullable(z.number()), ownScore: z.nullable(z.number()) })
export const ruledScore = z.object({
  precedentId: z.uuid(),
  ...place,
  ruledAt: z.string(),
  caseRef: z.string(),
  auditId: z.nullable(z.uuid()),
  reviewId: z.nullable(z.uuid()),
  /** Of the case, where its verification changed. */
  verification: z.nullable(z.object({ before: verification, after: verification })),
  /** Of the review, where that changed. */
  scores: z.nullable(z.object({ before: scores, after: scores })),
})
export type RuledScore = z.infer<typeof ruledScore>
/** The last ruling first. */
export const changedView = z.object({ personId: z.uuid(), scores: z.array(ruledScore) })
export type ChangedView = z.infer<typeof changedView>
