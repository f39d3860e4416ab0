import * as z from 'zod/mini'
import { command, commandNow } from '#shared/core/contract.ts'
import { day, text, upTo } from '#shared/core/fields.ts'
import { ledgerCauses } from './rules.ts'
import { updateMarks } from './update-rules.ts'

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

/** Command policies.addArea, by an admin: a policy that others are placed under. */
export const addAreaInput = z.object({
  /** What an import would call it; an area needs no decisions of its own. */
  code: text(200),
  nameKo: text(200),
  nameEn: text(200),
})
export type AddAreaInput = z.infer<typeof addAreaInput>

/** Command policies.place, by an admin: puts a policy under another one, or at the top. */
export const placePolicyInput = z.object({
  policy: upTo(200),
  /** Where it lay on the screen. */
  from: z.nullable(upTo(200)),
  parent: z.nullable(upTo(200)),
})
export type PlacePolicyInput = z.infer<typeof placePolicyInput>

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

/** Command policies.mark, by an analyst of the team: what they say of a version; who says it last, says it. */
export const markInput = z
  .object({
    versionId: z.uuid(),
    teamId: z.uuid(),
    mark: z.enum(updateMarks),
    /** Null where it was read and nothing is left to ask. */
    text: z.nullable(text(2000)),
    /** The clause that has the gap; null for the policy as a whole. */
    clauseId: z.nullable(z.uuid()),
    /** The entry of the team's ledger that a gap opens: the first gap of a person in a version opens it. */
    entryId: z.nullable(z.uuid()),
  })
  .check(
    z.refine((input) => (input.mark === 'read') === (input.text === null), { path: ['text'] }),
    z.refine(({ mark, entryId }) => (mark === 'gap') === (entryId !== null), { path: ['entryId'] }),
  )
export type MarkInput = z.infer<typeof markInput>

/** Makes an entity of a person's mark: it waits for no version that an administrator saves. */
export const markOf = (versionId: string) => `mark:${versionId}`

export const policies = {
  mark: command({
    name: 'policies.mark',
    version: 1,
    input: markInput,
    entities: ({ versionId }) => [markOf(versionId)],
  }),
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
  addArea: commandNow({
    name: 'policies.addArea',
    version: 1,
    input: addAreaInput,
    entities: ({ code }) => [`policy:${code}`],
  }),
  place: commandNow({
    name: 'policies.place',
    version: 1,
    input: placePolicyInput,
    entities: ({ policy }) => [`policy:${policy}`],
  }),
  openEntry: commandNow({
    name: 'policies.openEntry',
    version: 1,
    input: openEntryInput,
    entities: ({ entryId }) => [entryId],
  }),
}
