import type { PersonData } from '#shared/core/person-data.ts'

export const checkInsPersonData = {
  check_in_consent: {
    people: { person_id: 'deleted' },
    exported: 'every consent and its withdrawal with the version of the words',
    erased: 'the rows',
    retention: 'consents',
  },
  check_in: {
    people: { person_id: 'deleted', reader_id: 'former' },
    exported: 'the person’s check-ins: when, and with whom they were shared',
    erased: 'the rows of the person; as a reader they become nobody',
    retention: 'wellbeing',
  },
  check_in_answer: {
    people: { person_id: 'deleted' },
    partOf: [{ table: 'check_in', column: 'check_in_id' }],
    exported: 'answers and texts, opened with the person’s key',
    erased: 'the rows and the key',
    retention: 'wellbeing',
  },
  check_in_view: {
    people: { viewer_id: 'former', person_id: 'deleted' },
    partOf: [{ table: 'check_in', column: 'check_in_id' }],
    exported: 'who read the person’s shared check-ins and when',
    erased: 'the rows of the person; as a reader they become nobody',
    retention: 'wellbeing',
  },
  check_in_rhythm: {
    people: { person_id: 'deleted' },
    exported: 'when the person is asked for a check-in',
    erased: 'the row',
    retention: 'access',
  },
  check_in_follow_up: {
    people: { person_id: 'deleted' },
    exported: 'the days on which the person asked for a follow-up',
    erased: 'the rows',
    retention: 'wellbeing',
  },
  questionnaire_consent: {
    people: { person_id: 'deleted' },
    exported: 'every consent to a questionnaire and its withdrawal, with the version of the words',
    erased: 'the rows',
    retention: 'consents',
  },
  questionnaire_answer: {
    people: { person_id: 'deleted' },
    exported: 'answers to questionnaires with their scores, opened with the person’s keys',
    erased: 'the rows and the keys',
    retention: 'wellbeing',
  },
  talk_request: {
    people: { asker_id: 'deleted', addressee_id: 'former' },
    exported: 'requests that the person made, with their answers',
    erased: 'requests of the person; as whom was asked they become nobody',
    retention: 'wellbeing',
  },
  talk_offer: {
    people: { person_id: 'deleted', lead_id: 'former' },
    exported: 'offers to talk that the person got: who made them and when',
    erased: 'offers to the person; who made others becomes nobody',
    retention: 'wellbeing',
  },
  exposure_entry: {
    people: { person_id: 'deleted' },
    exported: 'days, kinds, minutes and severities, and where each came from',
    erased: 'the rows',
    retention: 'wellbeing',
  },
  topic_opt_out: {
    people: { person_id: 'deleted' },
    exported: 'the policies that the person asked to be left out of',
    erased: 'the rows',
    retention: 'access',
  },
  rotation_setting: {
    people: { person_id: 'deleted' },
    exported: 'whether the person wants a rotation suggested',
    erased: 'the rows',
    retention: 'access',
  },
  rotation_request: {
    people: { person_id: 'deleted', settled_by: 'former' },
    exported: 'when the person asked for a rotation and what became of it',
    erased: 'requests of the person; who settled others becomes nobody',
    retention: 'wellbeing',
  },
  expired_row: {
    people: { person_id: 'deleted' },
    mentions: { contents: 'replaced' },
    exported: 'nothing: what the person had is past its retention, and goes within a day',
    erased: 'the rows and the key',
    retention: 'wellbeing',
  },
  check_in_total_member: {
    people: {},
    exported: 'nothing: the names in it are opened by the keystore alone',
    erased: 'the key that would lead from the person to them',
    retention: 'wellbeing',
  },
} as const satisfies PersonData
