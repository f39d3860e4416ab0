import * as z from 'zod/mini'
import { instant, upTo } from '#shared/core/fields.ts'
import { query } from '#shared/core/query.ts'
import { importsView } from './import-views.ts'
import { caseFilters } from './rules.ts'
import { casesView, caseView, machineCasesView, namesView, putRightCounts, putRightList } from './views.ts'

export const casesInput = z.object({
  personId: z.uuid(),
  filter: z.enum(caseFilters),
  policy: z.optional(upTo(200)),
  queue: z.optional(upTo(200)),
  language: z.optional(upTo(200)),
  /** Only of this team, as a scorecard is. */
  teamId: z.optional(z.uuid()),
  /** Only what rates are made of: verified, and not picked by hand. */
  counted: z.optional(z.boolean()),
  /** Instants, half open. */
  from: z.optional(instant),
  to: z.optional(instant),
  /** Opaque, from the page before. */
  cursor: z.optional(upTo(200)),
})

export const auditQueries = {
  cases: query({ name: 'audits.cases', input: casesInput, output: casesView }),
  /** Policies, queues, languages and decisions by their names. */
  names: query({ name: 'audits.names', input: z.void(), output: namesView }),
  case: query({ name: 'audits.case', input: z.object({ auditId: z.uuid() }), output: caseView }),
  /** Decisions that machines made alone in a team. */
  machineCases: query({
    name: 'audits.machineCases',
    input: z.object({ teamId: z.uuid(), cursor: z.optional(upTo(200)) }),
    output: machineCasesView,
  }),
  /** A team's decisions that are to be put right on the platform, and those that were lately. */
  putRight: query({
    name: 'audits.putRight',
    input: z.object({ teamId: z.uuid(), cursor: z.optional(upTo(200)) }),
    output: putRightList,
  }),
  /** Counts those that are open, and those that were put right in time, for who leads or manages the team. */
  putRightCounts: query({
    name: 'audits.putRightCounts',
    input: z.object({ teamId: z.uuid() }),
    output: putRightCounts,
  }),
  imports: query({ name: 'audits.imports', input: z.object({ teamId: z.uuid() }), output: importsView }),
}
