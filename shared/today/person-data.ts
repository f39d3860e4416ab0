import type { PersonData } from '#shared/core/person-data.ts'

export const todayPersonData = {
  today_settled: {
    people: { person_id: 'deleted' },
    mentions: { item_key: 'deleted' },
    exported: 'what was settled or put off, and when',
    copy: { ownOnly: [{ column: 'item_key', prefixes: ['talk', 'check_in', 'rotation'] }] },
    erased: 'the rows',
    retention: 'access',
  },
} as const satisfies PersonData
