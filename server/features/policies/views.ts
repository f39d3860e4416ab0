import { type AnswersOf, answer } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import { cursorOf, keys, pageOf, placeOf } from '#server/db/keyset.ts'
import { AppError } from '#shared/core/errors.ts'
import type { ParsedOf } from '#shared/core/query.ts'
import { policyQueries } from '#shared/policies/queries.ts'
import type { LedgerEntries, LedgerRow, LedgerView } from '#shared/policies/views.ts'
import { can } from '#shared/policy.ts'
import {
  ledgerCounts,
  ledgerEntries,
  pageSize,
  type QuestionCount,
  questionCounts,
  teamName,
} from './ledger-queries.ts'
import { allPolicies } from './queries.ts'
import { readTeamUpdates, readUpdates } from './update-views.ts'

/** Returns a team's ledger for who leads or manages it. NOT_FOUND for everybody else. */
async function readLedger({ db, actor }: Scope, { teamId }: { teamId: string }): Promise<LedgerView> {
  if (!can(actor, 'ledger.read', { teamId })) throw new AppError('NOT_FOUND')
  const name = await teamName(db, teamId)
  if (name === undefined) throw new AppError('NOT_FOUND')
  const rows = new Map<string, LedgerRow>()
  for (const { policy, clause_id: clauseId, policy_version_id: versionId, ...counted } of await ledgerCounts(
    db,
    teamId,
  )) {
    const key = placeKey(policy, clauseId, versionId)
    const row = rows.get(key) ?? {
      ...{ policy, clauseId, versionId, lastAt: counted.last_at },
      counts: { dispute: 0, split: 0, unclear_policy: 0, question: 0, escalation: 0 },
    }
    row.counts[counted.cause] = counted.entries
    rows.set(key, row)
  }
  return {
    teamId,
    teamName: name,
    rows: withQuestions([...rows.values()], await questionCounts(db, teamId)),
  }
}

/** Adds the questions of the team's analysts to the rows of their clauses and versions, the last opened first. */
function withQuestions(rows: readonly LedgerRow[], counted: readonly QuestionCount[]): LedgerRow[] {
  const byPlace = new Map(rows.map((row) => [placeKey(row.policy, row.clauseId, row.versionId), row]))
  for (const { policy, clause_id: clauseId, policy_version_id: versionId, questions, last_at } of counted) {
    const key = placeKey(policy, clauseId, versionId)
    const row = byPlace.get(key) ?? {
      ...{ policy, clauseId, versionId, lastAt: last_at },
      counts: { dispute: 0, split: 0, unclear_policy: 0, question: 0, escalation: 0 },
    }
    byPlace.set(key, {
      ...row,
      counts: { ...row.counts, question: row.counts.question + questions },
      lastAt: row.lastAt < last_at ? last_at : row.lastAt,
    })
  }
  return [...byPlace.values()].toSorted((left, right) => right.lastAt.localeCompare(left.lastAt))
}
const placeKey = (...place: readonly (string | null)[]) => JSON.stringify(place)

/** Returns the entries behind one row of a ledger; its cases are linked for who leads the team. */
async function readEntries(
  { db, actor }: Scope,
  { cursor, ...row }: ParsedOf<typeof policyQueries.entries>,
): Promise<LedgerEntries> {
  const { teamId } = row
  if (!can(actor, 'ledger.read', { teamId })) throw new AppError('NOT_FOUND')
  const linked = can(actor, 'ledger.append', { teamId })
  const after = placeOf(cursor, keys.instant)
  const { page, last } = pageOf(await ledgerEntries(db, row, after), pageSize)
  return {
    entries: page.map((entry) => ({
      entryId: entry.entry_id,
      cause: entry.cause,
      caseRef: entry.case_ref,
      auditId: linked ? entry.audit_id : null,
      openedBy: entry.opened_by_name,
      openedAt: entry.opened_at,
    })),
    nextCursor: last ? cursorOf({ key: last.opened_at, id: last.entry_id }) : null,
  }
}

export const answers: AnswersOf<'policies'> = {
  all: answer(policyQueries.all, ({ db }) => allPolicies(db)),
  updates: answer(policyQueries.updates, readUpdates),
  teamUpdates: answer(policyQueries.teamUpdates, readTeamUpdates),
  ledger: answer(policyQueries.ledger, readLedger),
  entries: answer(policyQueries.entries, readEntries),
}
