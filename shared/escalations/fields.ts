import * as z from 'zod/mini'
import { escalationKinds, pauseReasons, safetyCategories } from './rules.ts'
import { type Step, severities, statuses, stepNames } from './step-rules.ts'

export const escalationKind = z.enum(escalationKinds)
export const safetyCategory = z.enum(safetyCategories)
export const severity = z.enum(severities)
export const status = z.enum(statuses)
export const step = z.enum(stepNames as [Step, ...Step[]])
export const pauseReason = z.enum(pauseReasons)
export const verdict = z.enum(['approve', 'reject', 'ask'])
export type Verdict = z.infer<typeof verdict>
