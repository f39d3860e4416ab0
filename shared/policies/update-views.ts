import * as z from 'zod/mini'
import { personRef } from '#shared/people/views.ts'
import { updateMarks } from './update-rules.ts'

const updated = {
  versionId: z.uuid(),
  policy: z.string(),
  label: z.string(),
  /** The day that it is in force from. */
  effectiveFrom: z.string(),
}

export const policyUpdate = z.object({
  ...updated,
  /** The team that it concerns the reader in. */
  teamId: z.uuid(),
  /** Null until the reader marks it. */
  mark: z.nullable(
    z.object({
      mark: z.enum(updateMarks),
      text: z.nullable(z.string()),
      /** A gap of the reader's opened an entry of the ledger, which stays. */
      flagged: z.boolean(),
      /** The question that asks about it; null for words that were written before questions were asked so. */
      questionId: z.nullable(z.uuid()),
      at: z.string(),
    }),
  ),
})
export type PolicyUpdate = z.infer<typeof policyUpdate>
/** The last in force first. */
export const updatesView = z.array(policyUpdate)
export type UpdatesView = z.infer<typeof updatesView>

export const teamUpdate = z.object({
  ...updated,
  /** By name; nobody is counted or ranked. */
  unread: z.array(personRef),
  /** Questions that the reader may read and gaps, by name. */
  remarks: z.array(
    z.object({
      person: personRef,
      mark: z.enum(updateMarks),
      text: z.string(),
      /** The question where it is answered. */
      questionId: z.nullable(z.uuid()),
    }),
  ),
})
export type TeamUpdate = z.infer<typeof teamUpdate>
export const teamUpdatesView = z.object({ teamId: z.uuid(), updates: z.array(teamUpdate) })
export type TeamUpdatesView = z.infer<typeof teamUpdatesView>
