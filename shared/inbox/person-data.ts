import { checkInNotifications } from '#shared/check-ins/notification-kinds.ts'
import type { PersonData } from '#shared/core/person-data.ts'

export const inboxPersonData = {
  inbox: {
    people: { person_id: 'deleted', by_id: 'emptied' },
    mentions: { entity_id: 'deleted' },
    exported: 'kinds and times of the person’s notifications, from when each is shown',
    copy: { shownFrom: 'at', ownOnly: [{ column: 'kind', values: Object.keys(checkInNotifications) }] },
    erased: 'the rows of the person; who caused others’',
    retention: 'notifications',
  },
  push_subscription: {
    people: { person_id: 'deleted' },
    exported: 'which devices take notifications, without keys',
    copy: { without: ['endpoint', 'p256dh', 'auth'] },
    erased: 'the rows',
    retention: 'access',
  },
  push_delivery: {
    people: {},
    partOf: [{ table: 'inbox', column: 'inbox_id' }],
    exported: 'nothing: it is gone once it is delivered',
    copy: 'nothing',
    erased: 'with its device',
    retention: 'notifications',
  },
  notification_choice: {
    people: { person_id: 'deleted' },
    exported: 'what the person chose to be notified of, when and how',
    erased: 'the row',
    retention: 'access',
  },
  mail: {
    people: { person_id: 'deleted' },
    exported: 'nothing: the notifications are there, and e-mails all say the same',
    copy: 'nothing',
    erased: 'the rows; an address is in none of them',
    retention: 'notifications',
  },
} as const satisfies PersonData
