import * as z from 'zod/mini'
import { upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { teamUpdatesView, updatesView } from './update-views.ts'
import { ledgerEntries, ledgerView, policiesView } from './views.ts'

export const policyQueries = {
  /** Every policy with its versions and clauses. */
  all: query({ name: 'policies.all', input: z.void(), output: policiesView }),
  /** The versions that the reader is to read as an analyst, and those that they marked. */
  updates: query({ name: 'policies.updates', input: z.void(), output: updatesView }),
  /** Who of a team has not read which version, and what was asked or flagged. */
  teamUpdates: query({
    name: 'policies.teamUpdates',
    input: z.object({ teamId: z.uuid() }),
    output: teamUpdatesView,
  }),
  /** A team's ledger, counted. */
  ledger: query({ name: 'policies.ledger', input: z.object({ teamId: z.uuid() }), output: ledgerView }),
  /** The entries behind one row of a team's ledger. */
  entries: query({
    name: 'policies.entries',
    input: z.object({
      teamId: z.uuid(),
      policy: upTo(200),
      clauseId: z.nullable(z.uuid()),
      versionId: z.nullable(z.uuid()),
      /** Opaque, from the page before. */
      cursor: z.optional(upTo(200)),
    }),
    output: ledgerEntries,
  }),
}
