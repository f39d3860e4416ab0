import type { PersonData } from '#shared/core/person-data.ts'

export const peoplePersonData = {
  person: {
    people: { person_id: 'deleted' },
    mentions: { team_order: 'replaced' },
    exported: 'the whole row',
    erased: 'the row; where others’ rows name the person, they name a former member',
    retention: 'people',
  },
  membership: {
    people: { person_id: 'deleted', given_by: 'former', confirmed_by: 'emptied' },
    exported: 'roles and teams with their dates, who gave and who confirmed them',
    erased: 'the rows; of others’ roles, who gave or confirmed them',
    retention: 'people',
  },
  sign_in: {
    people: { person_id: 'deleted' },
    exported: 'the address, without the password',
    erased: 'the row',
    retention: 'access',
  },
  session: {
    people: { person_id: 'deleted' },
    exported: 'devices with their first and last use, without tokens',
    erased: 'the rows',
    retention: 'access',
  },
  known_device: {
    people: { person_id: 'deleted' },
    exported: 'when each browser was last used to sign in',
    erased: 'the rows',
    retention: 'access',
  },
  ended_token: {
    people: { person_id: 'former' },
    exported: 'nothing: it says only that a session was ended, for ninety days',
    copy: 'nothing',
    erased: 'whose session it was; that it was ended stays, so that the phone removes its copies',
    retention: 'access',
  },
  record_view: {
    people: { subject_id: 'deleted', viewer_id: 'former' },
    exported: 'who viewed the person’s record and when; whose records the person viewed',
    copy: { ownOnly: [{ column: 'kind', values: ['check_in'] }] },
    erased: 'the rows about the person; as a viewer they become nobody',
    retention: 'reads',
  },
  change: {
    people: { person_id: 'deleted', subject_id: 'deleted' },
    mentions: { except_id: 'deleted' },
    exported: 'nothing: it says only that a screen is to be read again',
    copy: 'nothing',
    erased: 'the rows',
    retention: 'changes',
  },
  command: {
    people: { person_id: 'deleted' },
    exported: 'kinds and times of the person’s changes',
    copy: { without: ['result'], ownOnly: [{ column: 'name', prefixes: ['checkIns.'] }] },
    erased: 'the rows',
    retention: 'commands',
  },
  audit_log: {
    people: { actor_id: 'emptied' },
    exported:
      'the person’s own changes and refusals with their times, and the copies that were made of their data',
    copy: { without: ['details'], ownOnly: [{ column: 'action', prefixes: ['checkIns.'] }] },
    erased: 'the name of who acted; the trail stays',
    retention: 'trail',
  },
} as const satisfies PersonData
