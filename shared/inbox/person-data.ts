import type { PersonData } from '#shared/core/person-data.ts'

export const inboxPersonData = {
  inbox: {
    people: ['person_id', 'by_id'],
    exported: 'kinds and times of the person’s news',
    erased: 'the rows of the person; who caused others’',
  },
  push_subscription: {
    people: ['person_id'],
    exported: 'which devices take notifications, without keys',
    erased: 'the rows',
  },
  push_delivery: {
    people: [],
    exported: 'nothing: it is gone once it is delivered',
    erased: 'with its device',
  },
} as const satisfies PersonData
