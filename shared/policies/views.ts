import * as z from 'zod/mini'
import { ledgerCauses } from './rules.ts'

/** A version of a policy, with what changed in it; a language that was not written yet is null. */
export const policyVersion = z.object({
  versionId: z.uuid(),
  label: z.string(),
  /** The day that it is in force from. */
  effectiveFrom: z.string(),
  changedKo: z.nullable(z.string()),
  changedEn: z.nullable(z.string()),
  version: z.int(),
})
export type PolicyVersion = z.infer<typeof policyVersion>

/** A clause of a policy, in force from one version until another retires it. */
export const policyClause = z.object({
  clauseId: z.uuid(),
  number: z.string(),
  titleKo: z.nullable(z.string()),
  titleEn: z.nullable(z.string()),
  introducedIn: z.uuid(),
  retiredIn: z.nullable(z.uuid()),
  version: z.int(),
})
export type PolicyClause = z.infer<typeof policyClause>

export const policyView = z.object({
  /** The code by which the audit log knows it. */
  code: z.string(),
  /** The code of the policy that it lies under. */
  parent: z.nullable(z.string()),
  /** The latest first, those to come among them. */
  versions: z.array(policyVersion),
  clauses: z.array(policyClause),
})
export type PolicyView = z.infer<typeof policyView>
export const policiesView = z.array(policyView)

const perCause = z.record(z.enum(ledgerCauses), z.int())

/** Counts what gathered on one clause of one version; both are null where an entry names none. */
export const ledgerRow = z.object({
  policy: z.string(),
  clauseId: z.nullable(z.uuid()),
  versionId: z.nullable(z.uuid()),
  counts: perCause,
  /** When the last entry was opened. */
  lastAt: z.string(),
})
export type LedgerRow = z.infer<typeof ledgerRow>
export const ledgerView = z.object({
  teamId: z.uuid(),
  teamName: z.string(),
  /** The last opened first. */
  rows: z.array(ledgerRow),
})
export type LedgerView = z.infer<typeof ledgerView>

export const ledgerEntry = z.object({
  entryId: z.uuid(),
  cause: z.enum(ledgerCauses),
  caseRef: z.nullable(z.string()),
  /** Null too where the reader may not read the case. */
  auditId: z.nullable(z.uuid()),
  openedBy: z.nullable(z.string()),
  openedAt: z.string(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>
/** 50 entries a page, the latest first. */
export const ledgerEntries = z.object({
  entries: z.array(ledgerEntry),
  nextCursor: z.nullable(z.string()),
})
export type LedgerEntries = z.infer<typeof ledgerEntries>
