import type { PersonData } from '#shared/core/person-data.ts'

export const escalationsPersonData = {
  escalation: {
    people: { raiser_id: 'former', subject_id: 'emptied', holder_id: 'former' },
    mentions: { editor_ids: 'replaced' },
    exported: 'escalations that the person raised or had',
    erased: 'who raised it, had it and whom it is about',
    retention: 'escalations',
  },
  escalation_party: {
    people: { person_id: 'deleted' },
    exported: 'what the person watched or was told of',
    erased: 'the rows',
    retention: 'escalations',
  },
  escalation_event: {
    people: { actor_id: 'former', other_id: 'former' },
    exported: 'steps and words of the person',
    erased: 'who took the step and whom it concerned; the history stays',
    retention: 'escalations',
  },
  escalation_link: {
    people: {},
    partOf: [
      { table: 'note', column: 'note_id' },
      { table: 'review', column: 'review_id' },
      { table: 'review_dispute', column: 'dispute_id' },
      { table: 'policy_question', column: 'question_id' },
    ],
    exported: 'what the same escalations point at',
    erased: 'with what they point at',
    retention: 'escalations',
  },
  escalation_clock: {
    people: { late_holder_id: 'former' },
    exported: 'clocks that ran out while the person had the escalation',
    erased: 'who had it then',
    retention: 'escalations',
  },
  escalation_request: {
    people: { author_id: 'former' },
    exported: 'approvals that the person asked for',
    erased: 'who asked',
    retention: 'escalations',
  },
  escalation_decision: {
    people: { decider_id: 'former', for_id: 'emptied' },
    exported: 'decisions of the person, and in their name',
    erased: 'who decided and for whom; the decision stays',
    retention: 'escalations',
  },
  approval_reading: {
    people: { person_id: 'deleted' },
    partOf: [{ table: 'escalation_decision', column: 'decision_id' }],
    exported: 'how long the person had a sheet open before a decision',
    erased: 'the rows',
    retention: 'escalations',
  },
  delegation: {
    people: { from_id: 'deleted', to_id: 'deleted' },
    exported: 'who stood in for the person, and for whom they did',
    erased: 'the rows',
    retention: 'escalations',
  },
  calendar_day: {
    people: { by_id: 'former' },
    exported: 'days of the organisation that the person entered',
    erased: 'who entered it',
    retention: 'work',
  },
} as const satisfies PersonData
