/** Addresses of the screens. Ids only: nothing that a history or a log should not hold. */
export const paths = {
  today: '/today',
  selectToday: '/today/select',
  search: '/search',
  inbox: '/inbox',
  /** The screen behind a piece of news, by the news's own id. */
  notification: (inboxId: string) => `/inbox/${inboxId}`,
  /** Figures of a team that does not exist, to look around in. */
  tour: '/tour',
  team: (teamId?: string) => (teamId ? `/team/${teamId}` : '/team'),
  inviteAnalyst: (teamId: string) => `/team/${teamId}/invite`,
  importAudits: (teamId: string) => `/team/${teamId}/import`,
  /** The history of a team from another system. */
  moveIn: (teamId: string) => `/team/${teamId}/move-in`,
  teams: '/teams',
  /** A manager's view of one team, without its people. */
  teamFigures: (teamId: string) => `/teams/${teamId}`,
  record: '/record',
  person: (personId: string) => `/people/${personId}`,
  personCases: (personId: string) => `/people/${personId}/cases`,
  newNote: (personId: string) => `/people/${personId}/notes/new`,
  /** A case of the audit log stands behind the question mark; one that is entered by hand has none. */
  newReview: (personId: string, auditId?: string) =>
    `/people/${personId}/reviews/new${auditId ? `?case=${auditId}` : ''}`,
  case: (auditId: string) => `/cases/${auditId}`,
  note: (noteId: string) => `/notes/${noteId}`,
  editNote: (noteId: string) => `/notes/${noteId}/edit`,
  noteEffect: (noteId: string) => `/notes/${noteId}/effect`,
  /** The check-in or review of one’s own that is brought to a 1:1 stands behind the question mark. */
  sendToAgenda: (source?: { check_in: string } | { review: string }) =>
    source ? `/meetings/send?${new URLSearchParams(source)}` : '/meetings/send',
  wellbeing: '/wellbeing',
  consent: '/wellbeing/consent',
  checkIn: '/wellbeing/check-in',
  ownCheckIns: '/wellbeing/check-ins',
  exposure: '/wellbeing/exposure',
  talks: '/wellbeing/talks',
  /** What one person shares with the reader. */
  sharedCheckIns: (personId: string) => `/wellbeing/shared/${personId}`,
  teamTotals: (teamId: string) => `/wellbeing/totals/${teamId}`,
  /** What to do when one was told something grave. */
  protocol: '/wellbeing/protocol',
  escalations: '/escalations',
  escalation: (escalationId: string) => `/escalations/${escalationId}`,
  editEscalation: (escalationId: string) => `/escalations/${escalationId}/edit`,
  /** From where it is raised stands behind the question mark; a case that raters split on has its round before a dot. */
  raise: (source?: {
    case?: string
    note?: string
    person?: string
    review?: string
    dispute?: string
    split?: `${string}.${string}`
    question?: string
    team?: string
  }) => (source ? `/escalations/new?${new URLSearchParams(source)}` : '/escalations/new'),
  me: '/me',
  notifications: '/me/notifications',
  devices: '/me/devices',
  password: '/me/password',
  address: '/me/address',
  recorded: '/me/recorded',
  viewers: '/me/viewers',
  unsent: '/me/unsent',
  delegate: '/me/delegate',
  roles: '/me/roles',
  /** One's own notes in a team that one leads, to be handed over; without a team, in the first of them. */
  handover: (teamId?: string) => (teamId ? `/me/handover?team=${teamId}` : '/me/handover'),
  /** Every emergency access; with an id, that one's sheet is open. */
  emergency: (accessId?: string) => (accessId ? `/me/emergency/${accessId}` : '/me/emergency'),
  /** Lists what an open access lets its asker read. */
  emergencyRecord: (accessId: string) => `/me/emergency/${accessId}/record`,
  about: '/me/about',
  administration: (part?: 'teams' | 'organisation') =>
    part ? `/me/administration?part=${part}` : '/me/administration',
  invite: '/me/administration/invite',
  peopleFile: '/me/administration/file',
  wellbeingSettings: '/me/administration/wellbeing',
  calendar: '/me/administration/calendar',
  directoryPerson: (personId: string) => `/me/administration/people/${personId}`,
  askEmergency: (personId: string) => `/me/administration/people/${personId}/emergency`,
  /** Followed by '#' and the token, which thereby never reaches a server's log. */
  invitation: '/invitation',
} as const
