import type { PersonData } from '#shared/core/person-data.ts'

export const checkInsPersonData = {
  check_in_consent: {
    people: ['person_id'],
    exported: 'every consent and its withdrawal with the version of the words',
    erased: 'the rows',
  },
  check_in: {
    people: ['person_id', 'reader_id'],
    exported: 'the person’s check-ins: when, and with whom they were shared',
    erased: 'the rows of the person; as a reader they become nobody',
  },
  check_in_answer: {
    people: ['person_id'],
    exported: 'answers and texts, opened with the person’s key',
    erased: 'the rows and the key',
  },
  check_in_view: {
    people: ['viewer_id', 'person_id'],
    exported: 'who read the person’s shared check-ins and when',
    erased: 'the rows of the person; as a reader they become nobody',
  },
  talk_request: {
    people: ['asker_id', 'addressee_id'],
    exported: 'requests that the person made, with their answers',
    erased: 'requests of the person; as whom was asked they become nobody',
  },
  talk_offer: {
    people: ['person_id', 'lead_id'],
    exported: 'offers to talk that the person got: who made them and when',
    erased: 'offers to the person; who made others becomes nobody',
  },
  exposure_entry: {
    people: ['person_id'],
    exported: 'days, kinds, minutes and severities, and where each came from',
    erased: 'the rows',
  },
  topic_opt_out: {
    people: ['person_id'],
    exported: 'the policies that the person asked to be left out of',
    erased: 'the rows',
  },
  rotation_setting: {
    people: ['person_id'],
    exported: 'whether the person wants a rotation suggested',
    erased: 'the rows',
  },
  rotation_request: {
    people: ['person_id', 'settled_by'],
    exported: 'when the person asked for a rotation and what became of it',
    erased: 'requests of the person; who settled others becomes nobody',
  },
  expired_row: {
    people: ['person_id'],
    exported: 'nothing: what the person had is past its retention, and goes within a day',
    erased: 'the rows and the key',
  },
  check_in_total_member: {
    people: [],
    exported: 'nothing: the names in it are opened by the keystore alone',
    erased: 'the key that would lead from the person to them',
  },
} as const satisfies PersonData
