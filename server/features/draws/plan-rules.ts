import { createHash } from 'node:crypto'
import type { DrawDesign } from '#shared/draws/contracts.ts'
import { type FrameCase, type Misfit, type Plan, planDraw, secondSizes } from '#shared/draws/plan-rules.ts'
import { frameLimit } from '#shared/draws/rules.ts'
import type { DrawPreview } from '#shared/draws/views.ts'
import type { StoredFrame } from './table.ts'

/**
 * Returns the plan of a draw, or why there is none: also where there is too much to draw from, and where a second verification
 * would not take five to ten in a hundred.
 */
export function planOf<Case extends FrameCase>(
  rows: readonly Case[],
  design: DrawDesign,
  risks: (policy: string) => number,
): Plan<Case> | { misfit: Misfit | 'large' | 'share' } {
  if (rows.length > frameLimit) return { misfit: 'large' }
  const { least, highest } = secondSizes(rows.length)
  if (design.purpose === 'verification' && rows.length > 0 && (design.size < least || design.size > highest))
    return { misfit: 'share' }
  return planDraw(rows, design, risks)
}

/** Returns the frame of a plan as it is stored. */
export const frameOfPlan = ({ strata }: Plan<FrameCase>): StoredFrame =>
  strata.map(({ name, cases }) => [name, cases.map(({ reference }) => reference)])

/** Returns the SHA-256 of a frame and of how many are drawn of each stratum, in hexadecimal digits. */
export const hashOfPlan = (plan: Plan<FrameCase>): string =>
  createHash('sha256')
    .update(JSON.stringify([frameOfPlan(plan), plan.strata.map(({ drawn }) => drawn)]))
    .digest('hex')

/** Returns the strata of a plan without their cases. */
export const strataOf = ({ strata }: Plan<FrameCase>): DrawPreview['strata'] =>
  strata.map(({ name, size, drawn, chance }) => ({ name, size, drawn, chance }))
