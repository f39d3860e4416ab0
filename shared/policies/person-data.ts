import type { PersonData } from '#shared/core/person-data.ts'

export const policiesPersonData = {
  policy_ledger_entry: {
    people: { opened_by: 'former' },
    exported: 'the entries of the policy ledger that the person opened',
    erased: 'who opened an entry; the entry stays with its policy',
    retention: 'work',
  },
} as const satisfies PersonData
