import type { Act } from '#client/offline/outbox/phone-command.ts'
import type { RaiseInput } from '#shared/escalations/contracts.ts'
import type { WriteUpInput } from '#shared/rulings/contracts.ts'
import { bothLanguages } from '#shared/rulings/rules.ts'
import type { WriteUpsView } from '#shared/rulings/views.ts'

/** Returns the escalation that a write-up is. */
export const escalationOf = (input: WriteUpInput): RaiseInput => ({
  ...{ escalationId: input.escalationId, teamId: input.teamId, severity: 'P3', kind: 'policy_gap' },
  ...{ category: null, summary: input.summary, details: bothLanguages(input), caseReference: null },
  ...{ function: 'policy', subjectId: null, links: [], submit: true },
})

/** Puts a write-up at the head of the list, once. Its entries and counts follow from the server. */
export function withWriteUp(view: WriteUpsView, input: WriteUpInput, { at }: Pick<Act, 'at'>): WriteUpsView {
  const { escalationId, teamId, policy, clauseId, versionId, textKo, textEn } = input
  if (view.some((writeUp) => writeUp.escalationId === escalationId)) return view
  const counts = { dispute: 0, split: 0, unclear_policy: 0, question: 0, escalation: 0 }
  return [
    {
      ...{ escalationId, teamId, policy, clauseId, versionId, textKo, textEn, counts, writtenAt: at },
      ...{ from: null, to: null, cases: [], entryIds: [], rules: false, closed: false, ruling: null },
    },
    ...view,
  ]
}
