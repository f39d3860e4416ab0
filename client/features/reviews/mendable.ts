import type { PartnerFunction } from '#shared/people/role-rules.ts'
import type { Fault } from '#shared/reviews/rules.ts'
import type { RatingForm } from './review-form.ts'

/** The partner whose answer an error asks for that is neither the analyst's nor the policy's; a technical one leads nowhere. */
export const partnerOfFault: Partial<Record<Fault, PartnerFunction>> = {
  tool: 'engineering',
  missing_information: 'product',
}

/** An error that is not the analyst's, as the escalation about it says it. */
export interface RaisedFault {
  reviewId: string
  teamId: string
  /** Empty where this phone does not know the number of the case. */
  caseRef: string
  fault: Fault
  /** The criterion's name. */
  criterion: string
}

type Written = Omit<RaisedFault, 'fault' | 'criterion'> & {
  ratings: readonly Pick<RatingForm, 'criterionId' | 'fault'>[]
  nameOf: (criterionId: string) => string
}

/** Returns the error that a partner can mend, one of the tool before missing information; undefined where there is none. */
export function mendableOf({ ratings, nameOf, ...review }: Written): RaisedFault | undefined {
  for (const fault of ['tool', 'missing_information'] as const) {
    const found = ratings.find((rating) => rating.fault === fault)
    if (found && partnerOfFault[fault]) return { ...review, fault, criterion: nameOf(found.criterionId) }
  }
  return undefined
}
