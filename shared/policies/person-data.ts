import type { PersonData } from '#shared/core/person-data.ts'

export const policiesPersonData = {
  policy_ledger_entry: {
    people: { opened_by: 'former' },
    exported: 'the entries of the policy ledger that the person opened',
    erased: 'who opened an entry; the entry stays with its policy',
    retention: 'work',
  },
  policy_mark: {
    people: { person_id: 'deleted' },
    exported: 'what the person marked versions of policies with, and what they asked or flagged',
    erased: 'the rows; an entry that a gap opened in the ledger names nobody and stays',
    retention: 'work',
  },
} as const satisfies PersonData
