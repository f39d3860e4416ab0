import type { Generated } from 'kysely'
import type { QuestionStatus } from '#shared/questions/rules.ts'

export interface PolicyQuestionTable {
  org_id: string
  question_id: string
  team_id: string
  asker_id: string
  /** Null where it went to whoever leads the team. */
  addressee_id: string | null
  /** The code of the policy. */
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  case_ref: string | null
  text: string
  on_hold: boolean
  status: Generated<QuestionStatus>
  asked_at: Generated<string>
  claimed_at: string
  due_at: string
  answered_at: string | null
  settled_at: string | null
  version: Generated<number>
}

export interface PolicyQuestionEntryTable {
  org_id: string
  entry_id: string
  question_id: string
  author_id: string
  is_answer: boolean
  text: string
  added_at: Generated<string>
  claimed_at: string
}

export interface PrecedentTable {
  org_id: string
  precedent_id: string
  policy: string
  clause_id: string | null
  policy_version_id: string | null
  /** Null where it came of a ruling. */
  question_id: string | null
  /** The escalation that was ruled on, and from when the ruling holds. */
  escalation_id: Generated<string | null>
  holds_from: Generated<string | null>
  text_ko: string | null
  text_en: string | null
  kept_by: string | null
  kept_at: Generated<string>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    policy_question: PolicyQuestionTable
    policy_question_entry: PolicyQuestionEntryTable
    precedent: PrecedentTable
  }
}
