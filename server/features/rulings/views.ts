import { type AnswersOf, answer, answerAbout } from '#server/core/answer.ts'
import type { Scope } from '#server/core/scope.ts'
import type { WriteDb } from '#server/db/actor-db.ts'
import { escalationNow } from '#server/features/escalations/facade.ts'
import { openRecord } from '#server/features/people/facade.ts'
import { AppError } from '#shared/core/errors.ts'
import type { ParsedOf } from '#shared/core/query.ts'
import { can, type EscalationFacts } from '#shared/policy.ts'
import { rulingQueries } from '#shared/rulings/queries.ts'
import type {
  ChangedView,
  PreviewView,
  RuledScore,
  WriteUpCase,
  WriteUpsView,
  WriteUpView,
} from '#shared/rulings/views.ts'
import { planOf } from './plan-rules.ts'
import { previewOf } from './preview-rules.ts'
import {
  type CaseRow,
  type RuledRow,
  ruledScores,
  rulingBasis,
  type WriteUpRow,
  writeUpCases,
  writeUps,
} from './queries.ts'

/** Returns the write-ups of who leads or manages their teams, and of partners for policy. */
async function list({ db, actor }: Scope): Promise<WriteUpsView> {
  const [rows, cases] = await Promise.all([writeUps(db), writeUpCases(db)])
  const byWriteUp = Map.groupBy(cases, ({ escalation_id }) => escalation_id)
  return rows
    .filter((row) => can(actor, 'writeUp.read', factsOf(row)))
    .map((row) => ({
      ...viewOf(row, byWriteUp.get(row.escalation_id) ?? []),
      rules: can(actor, 'ruling.give', { ...factsOf(row), holderId: row.holder_id, status: row.status }),
    }))
}

const factsOf = (row: WriteUpRow): EscalationFacts => ({
  ...{ raiserId: row.raiser_id, subjectId: row.subject_id, teamId: row.team_id, function: row.function },
  ...{ submitted: row.submitted, acting: row.acting },
})

function viewOf(row: WriteUpRow, entries: readonly CaseRow[]): Omit<WriteUpView, 'rules'> {
  const counts = { dispute: 0, split: 0, unclear_policy: 0, question: row.questions, escalation: 0 }
  for (const { cause } of entries) counts[cause] += 1
  const { precedent_id: precedentId, ruled_at: ruledAt, verifications, reviews } = row
  return {
    ...{ escalationId: row.escalation_id, teamId: row.team_id, policy: row.policy, counts },
    ...{ clauseId: row.clause_id, versionId: row.policy_version_id },
    ...{ textKo: row.text_ko, textEn: row.text_en, writtenAt: row.written_at, entryIds: row.entry_ids },
    closed: precedentId === null && ['resolved', 'closed'].includes(row.status),
    from: entries[0]?.opened_at ?? null,
    to: entries.at(-1)?.opened_at ?? null,
    cases: [...Map.groupBy(entries, ({ case_id }) => case_id).values()].flatMap(caseOf),
    ruling:
      precedentId === null || ruledAt === null
        ? null
        : { precedentId, ruledAt, verifications: verifications ?? 0, reviews: reviews ?? 0 },
  }
}

function caseOf(entries: readonly CaseRow[]): WriteUpCase[] {
  const [entry] = entries
  if (!entry) return []
  return [
    {
      ...{ entryId: entry.case_id, caseRef: entry.case_ref, decidedOn: entry.decided_on },
      ...{ decision: entry.decision, verified: entry.verified, auditId: entry.audit_id },
      reviewId: entries.find(({ review_id }) => review_id !== null)?.review_id ?? null,
      causes: [...new Set(entries.map(({ cause }) => cause))],
    },
  ]
}

/** Returns what a ruling would change. NOT_FOUND for who does not read the escalation, FORBIDDEN for who may not rule. */
async function preview(
  { db, actor }: Scope,
  input: ParsedOf<typeof rulingQueries.preview>,
): Promise<PreviewView> {
  const escalation = await escalationNow(db, input.escalationId)
  if (!escalation || !can(actor, 'escalation.read', escalation)) throw new AppError('NOT_FOUND')
  if (!can(actor, 'ruling.give', escalation)) throw new AppError('FORBIDDEN')
  const plan = planOf(await rulingBasis(db, input.escalationId), input)
  if (!plan) throw new AppError('INVALID', { field: 'changes' })
  return previewOf(plan)
}

async function ownChanged(scope: Scope): Promise<ChangedView> {
  return await readChanged(scope, scope.actor.person)
}

async function changedOfAnother(
  scope: Scope<WriteDb>,
  { personId }: { personId: string },
): Promise<ChangedView> {
  return await openRecord(scope, { subjectId: personId, kind: 'cases' }, () => readChanged(scope, personId))
}

async function readChanged({ db, actor }: Scope, personId: string): Promise<ChangedView> {
  const rows = await ruledScores(db, personId)
  const mayRead = ({ team_id: teamId }: RuledRow) => can(actor, 'case.read', { analystId: personId, teamId })
  return { personId, scores: rows.filter(mayRead).map(scoreOf) }
}

const scoreOf = (row: RuledRow): RuledScore => ({
  ...{ precedentId: row.precedent_id, policy: row.policy, clauseId: row.clause_id, ruledAt: row.ruled_at },
  ...{ versionId: row.policy_version_id, caseRef: row.case_ref },
  ...{ auditId: row.audit_id, reviewId: row.review_id },
  verification:
    row.before_outcome && row.after_outcome
      ? {
          before: {
            ...{ decision: row.before_decision, outcome: row.before_outcome },
            attributedTo: row.before_attributed_to,
          },
          after: {
            ...{ decision: row.after_decision, outcome: row.after_outcome },
            attributedTo: row.after_attributed_to,
          },
        }
      : null,
  scores:
    row.review_id === null
      ? null
      : {
          before: { score: row.before_score, ownScore: row.before_own_score },
          after: { score: row.after_score, ownScore: row.after_own_score },
        },
})

export const answers: AnswersOf<'rulings'> = {
  list: answer(rulingQueries.list, list),
  preview: answer(rulingQueries.preview, preview),
  changed: answerAbout(rulingQueries.changed, { own: ownChanged, another: changedOfAnother }),
}
