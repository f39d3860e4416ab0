import * as z from 'zod/mini'
import { rowHead } from '#shared/today/row-head.ts'

const updateRow = {
  ...rowHead,
  versionId: z.uuid(),
  /** Named in a language where somebody named it there. */
  policy: z.object({ code: z.string(), nameKo: z.nullable(z.string()), nameEn: z.nullable(z.string()) }),
  label: z.string(),
  effectiveFrom: z.string(),
}

/** Rows of Today. */
export const policyRows = [
  /** An analyst, until they mark the version. */
  z.object({ ...updateRow, kind: z.literal('policy_update') }),
  /** A lead, from some working days before it takes effect, until everybody who was there has read it. */
  z.object({ ...updateRow, kind: z.literal('policy_unread'), teamName: z.string(), people: z.int() }),
] as const
