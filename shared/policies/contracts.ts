import * as z from 'zod/mini'
import { commandNow } from '#shared/core/contract.ts'
import { day, text, upTo } from '#shared/core/fields.ts'
import { ledgerCauses } from './rules.ts'

/** Command policies.saveVersion, by an admin: adds with base null, puts the version `base` right otherwise. */
export const saveVersionInput = z.object({
  versionId: z.uuid(),
  policy: upTo(200),
  label: text(50),
  effectiveFrom: day,
  changedKo: z.nullable(text(2000)),
  changedEn: z.nullable(text(2000)),
})
export type SaveVersionInput = z.infer<typeof saveVersionInput>

/** Command policies.saveClause, by an admin: adds with base null, puts the version `base` right otherwise. */
export const saveClauseInput = z.object({
  clauseId: z.uuid(),
  policy: upTo(200),
  number: text(20),
  titleKo: z.nullable(text(200)),
  titleEn: z.nullable(text(200)),
  introducedIn: z.uuid(),
  retiredIn: z.nullable(z.uuid()),
})
export type SaveClauseInput = z.infer<typeof saveClauseInput>

/** Command policies.openEntry, by the lead of the team. */
export const openEntryInput = z.object({
  entryId: z.uuid(),
  teamId: z.uuid(),
  policy: upTo(200),
  clauseId: z.nullable(z.uuid()),
  cause: z.enum(ledgerCauses),
  caseRef: z.nullable(text(200)),
})
export type OpenEntryInput = z.infer<typeof openEntryInput>

export const policies = {
  saveVersion: commandNow({
    name: 'policies.saveVersion',
    version: 1,
    input: saveVersionInput,
    entities: ({ versionId }) => [versionId],
  }),
  saveClause: commandNow({
    name: 'policies.saveClause',
    version: 1,
    input: saveClauseInput,
    entities: ({ clauseId }) => [clauseId],
  }),
  openEntry: commandNow({
    name: 'policies.openEntry',
    version: 1,
    input: openEntryInput,
    entities: ({ entryId }) => [entryId],
  }),
}
