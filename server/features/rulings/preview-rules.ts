import { createHash } from 'node:crypto'
import type { PreviewView } from '#shared/rulings/views.ts'
import type { planOf } from './plan-rules.ts'

/** Returns a plan as who rules sees it: numbers of cases and counts. `seen` is of the whole plan, scores included. */
export function previewOf(plan: NonNullable<ReturnType<typeof planOf>>): PreviewView {
  return {
    seen: createHash('sha256').update(JSON.stringify(plan)).digest('hex'),
    verifications: plan.filter(({ audit }) => audit).length,
    reviews: plan.flatMap(({ reviews }) => reviews).length,
    cases: plan.map(({ entryId, caseRef, audit, reviews, disputed }) => ({
      ...{ entryId, caseRef, verification: audit !== null, reviews: reviews.length, disputed },
    })),
  }
}
