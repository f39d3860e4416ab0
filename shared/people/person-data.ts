import type { PersonData } from '#shared/core/person-data.ts'

export const peoplePersonData = {
  person: {
    people: ['person_id'],
    exported: 'the whole row',
    erased: 'the row; where others’ rows name the person, they name nobody',
  },
  membership: {
    people: ['person_id', 'given_by', 'confirmed_by'],
    exported: 'roles and teams with their dates, who gave and who confirmed them',
    erased: 'the rows; of others’ roles, who gave or confirmed them',
  },
  sign_in: {
    people: ['person_id'],
    exported: 'the address, without the password',
    erased: 'the row',
  },
  session: {
    people: ['person_id'],
    exported: 'devices with their first and last use, without tokens',
    erased: 'the rows',
  },
  known_device: {
    people: ['person_id'],
    exported: 'when each browser was last used to sign in',
    erased: 'the rows',
  },
  ended_token: {
    people: ['person_id'],
    exported: 'nothing: it says only that a session was ended, for ninety days',
    erased: 'the rows',
  },
  record_view: {
    people: ['subject_id', 'viewer_id'],
    exported: 'who viewed the person’s record and when; whose records the person viewed',
    erased: 'the rows about the person; as a viewer they become nobody',
  },
  change: {
    people: ['person_id', 'subject_id'],
    exported: 'nothing: it says only that a screen is to be read again',
    erased: 'the rows',
  },
  command: {
    people: ['person_id'],
    exported: 'kinds and times of the person’s changes',
    erased: 'the rows',
  },
  audit_log: {
    people: ['actor_id'],
    exported: 'the person’s own changes and refusals with their times',
    erased: 'the name of who acted; the trail stays',
  },
} as const satisfies PersonData
