import { above, members, names, ours, type Sentences, theirs } from '#tests/support/policy-sentences.ts'

/** To somebody beside the cast, by an administrator beside it. */
const given = { personId: 'newcomer', giverId: 'another administrator' }

/** To erase an analyst, by an administrator beside the cast. */
const askedOfRetention = {
  ...{ personId: 'analyst', askerId: 'another administrator', counted: true },
  state: 'asked',
  ...{ concerned: false, apart: true },
} as const

export const sentences: Partial<Sentences> = {
  'hold.read': [
    {
      says: 'A legal hold is read by whom it is on and by administrators.',
      facts: { onHold: true, notified: true },
      may: names,
    },
    {
      says: 'Where whom it is on is not notified, administrators alone read it.',
      facts: { onHold: true, notified: false },
      may: ['admin'],
    },
  ],
  'retention.ask': [
    {
      says: 'To erase somebody, to end a hold or to change a period is asked by administrators alone.',
      facts: { personId: 'analyst', concerned: false },
      may: ['admin'],
    },
    {
      says: 'No administrator asks it about themselves.',
      facts: { personId: 'admin', concerned: false },
      may: [],
    },
    {
      says: 'Whoever was in a team in the days of a hold on it does not ask for its end.',
      facts: { personId: null, concerned: true },
      may: [],
    },
  ],
  'retention.see': [
    {
      says: 'Such a request is known to administrators, and not to whom it is about.',
      facts: { personId: 'analyst' },
      may: ['admin'],
    },
    {
      says: 'An administrator does not hear of a request about themselves.',
      facts: { personId: 'admin' },
      may: [],
    },
  ],
  'retention.confirm': [
    {
      says: 'It is confirmed by another administrator, once what would go is counted.',
      facts: askedOfRetention,
      may: ['admin'],
    },
    {
      says: 'What is not counted yet is not confirmed.',
      facts: { ...askedOfRetention, counted: false },
      may: [],
    },
    { says: 'Who asked does not confirm it.', facts: { ...askedOfRetention, askerId: 'admin' }, may: [] },
    {
      says: 'No administrator confirms what is about themselves.',
      facts: { ...askedOfRetention, personId: 'admin' },
      may: [],
    },
    {
      says: 'The end of a hold on a team is not confirmed by whoever was in it in those days.',
      facts: { ...askedOfRetention, personId: null, concerned: true },
      may: [],
    },
    {
      says: 'It is not confirmed by a role that who asked gave shortly before.',
      facts: { ...askedOfRetention, apart: false },
      may: [],
    },
    {
      says: 'After seven days it is confirmed no more.',
      facts: { ...askedOfRetention, state: 'lapsed' },
      may: [],
    },
  ],
  'retention.end': [
    {
      says: 'It is declined or taken back by administrators.',
      facts: { ...askedOfRetention, askerId: 'admin' },
      may: ['admin'],
    },
    {
      says: 'Whoever was in a team in the days of a hold on it does not decline its end.',
      facts: { ...askedOfRetention, personId: null, concerned: true },
      may: [],
    },
    {
      says: 'Whoever asked for it takes it back all the same.',
      facts: { ...askedOfRetention, personId: null, askerId: 'admin', concerned: true },
      may: ['admin'],
    },
    {
      says: 'What was confirmed is not taken back.',
      facts: { ...askedOfRetention, state: 'confirmed' },
      may: [],
    },
  ],
  'people.administer': [
    { says: 'People are administered by administrators alone.', facts: {}, may: ['admin'] },
  ],
  'team.invite': [
    {
      says: 'Analysts are invited into a team by who leads it.',
      facts: { teamId: ours },
      may: ['lead', 'coLead'],
    },
  ],
  'people.giveRole': [
    {
      says: 'A role is given to somebody by an administrator.',
      facts: { personId: 'analyst' },
      may: ['admin'],
    },
    {
      says: 'An administrator gives themselves no role.',
      facts: { personId: 'admin' },
      may: [],
    },
  ],
  'team.move': [
    {
      says: 'A team is moved by an administrator at once where nobody reads it anew by that.',
      facts: { newReaders: [] },
      may: ['admin'],
    },
    {
      says: 'One that lets a manager read it anew is moved by nobody alone.',
      facts: { newReaders: ['otherManager'] },
      may: [],
    },
  ],
  'team.seeMove': [
    {
      says: 'A move that waits is known to administrators and to who leads or manages the team.',
      facts: { teamId: ours, confirmed: false },
      may: [...above, 'admin'],
    },
    {
      says: 'One that was confirmed is known to everybody in the team.',
      facts: { teamId: ours, confirmed: true },
      may: [...members, 'admin'],
    },
  ],
  'team.confirmMove': [
    {
      says: 'A move is confirmed by another administrator, or by who manages the team where it stands.',
      facts: { teamId: ours, askerId: 'another administrator', newReaders: ['otherManager'] },
      may: ['manager', 'admin'],
    },
    {
      says: 'Who asked for a move does not confirm it.',
      facts: { teamId: ours, askerId: 'admin', newReaders: ['otherManager'] },
      may: ['manager'],
    },
    {
      says: 'Who would read the team by a move does not confirm it, as an administrator neither.',
      facts: { teamId: ours, askerId: 'another administrator', newReaders: ['admin'] },
      may: ['manager'],
    },
  ],
  'team.declineMove': [
    {
      says: 'A move is declined by administrators, and by who manages the team where it stands.',
      facts: { teamId: ours },
      may: ['manager', 'admin'],
    },
  ],
  'address.read': [
    {
      says: 'A sign-in address and a request for another are read by the person and by administrators.',
      facts: { personId: 'analyst' },
      may: ['analyst', 'admin'],
    },
  ],
  'address.confirm': [
    {
      says: 'A request for another sign-in address is confirmed or declined by an administrator alone.',
      facts: { personId: 'analyst' },
      may: ['admin'],
    },
    {
      says: 'An administrator confirms no address of their own.',
      facts: { personId: 'admin' },
      may: [],
    },
  ],
  'people.confirm': [
    {
      says: 'An analyst whom a lead invited is confirmed by an administrator or by who manages the team.',
      facts: { ...given, giverId: 'lead', roles: [{ role: 'analyst', teamId: ours, parentId: null }] },
      may: ['manager', 'admin'],
    },
    {
      says: 'A lead’s role is confirmed by another administrator or by who manages the team.',
      facts: { ...given, roles: [{ role: 'lead', teamId: ours, parentId: null }] },
      may: ['manager', 'admin'],
    },
    {
      says: 'A manager’s role is not confirmed by another manager of the same team.',
      facts: { ...given, roles: [{ role: 'manager', teamId: ours, parentId: theirs }] },
      may: ['otherManager', 'admin'],
    },
    {
      says: 'A partner’s role is confirmed by an administrator alone.',
      facts: { ...given, roles: [{ role: 'partner', teamId: null, parentId: null }] },
      may: ['admin'],
    },
    {
      says: 'Who gave a role does not confirm it.',
      facts: { ...given, giverId: 'admin', roles: [{ role: 'lead', teamId: ours, parentId: null }] },
      may: ['manager'],
    },
    {
      says: 'Nobody confirms a role of their own.',
      facts: { ...given, personId: 'manager', roles: [{ role: 'lead', teamId: ours, parentId: null }] },
      may: ['admin'],
    },
    {
      says: 'An invitation is confirmed by who manages one of the teams that the person is in.',
      facts: {
        ...given,
        roles: [
          { role: 'analyst', teamId: ours, parentId: null },
          { role: 'analyst', teamId: theirs, parentId: null },
        ],
      },
      may: ['manager', 'otherManager', 'admin'],
    },
  ],
}
