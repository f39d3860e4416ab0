import type { QuestionFacts } from '#shared/policy.ts'
import type { PrecedentView } from '#shared/questions/views.ts'
import type { PrecedentRow } from './queries.ts'

interface Row {
  asker_id: string
  addressee_id: string | null
  team_id: string
}

/** Returns what the policy asks of a question. */
export const factsOf = (
  row: Row & ({ answered: boolean } | { answered_at: string | null }),
): QuestionFacts => ({
  askerId: row.asker_id,
  addresseeId: row.addressee_id,
  teamId: row.team_id,
  answered: 'answered' in row ? row.answered : row.answered_at !== null,
})

export const precedentViewOf = (row: PrecedentRow): PrecedentView => ({
  precedentId: row.precedent_id,
  policy: row.policy,
  clauseId: row.clause_id,
  versionId: row.policy_version_id,
  textKo: row.text_ko,
  textEn: row.text_en,
  keptAt: row.kept_at,
  holdsFrom: row.holds_from,
  escalationId: row.escalation_id,
})
