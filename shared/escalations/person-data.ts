import type { PersonData } from '#shared/core/person-data.ts'

export const escalationsPersonData = {
  escalation: {
    people: ['raiser_id', 'subject_id', 'holder_id'],
    exported: 'escalations that the person raised or had',
    erased: 'who raised it, had it and whom it is about',
  },
  escalation_party: {
    people: ['person_id'],
    exported: 'what the person watched or was told of',
    erased: 'the rows',
  },
  escalation_event: {
    people: ['actor_id', 'other_id'],
    exported: 'steps and words of the person',
    erased: 'who took the step and whom it concerned; the history stays',
  },
  escalation_link: {
    people: [],
    exported: 'what the same escalations point at',
    erased: 'with what they point at',
  },
  escalation_clock: {
    people: ['late_holder_id'],
    exported: 'clocks that ran out while the person had the escalation',
    erased: 'who had it then',
  },
  escalation_request: {
    people: ['author_id'],
    exported: 'approvals that the person asked for',
    erased: 'who asked',
  },
  escalation_decision: {
    people: ['decider_id', 'for_id'],
    exported: 'decisions of the person, and in their name',
    erased: 'who decided and for whom; the decision stays',
  },
  delegation: {
    people: ['from_id', 'to_id'],
    exported: 'who stood in for the person, and for whom they did',
    erased: 'the rows',
  },
  calendar_day: {
    people: ['by_id'],
    exported: 'days of the organisation that the person entered',
    erased: 'who entered it',
  },
} as const satisfies PersonData
