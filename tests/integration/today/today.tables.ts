import type { Generator } from '#tests/support/policy-world/generator.ts'
import type { TablesPart } from '#tests/support/policy-world/part.ts'

export const part: TablesPart = {
  rows: rowsOf,
  readers: {
    today_settled: ['person_id', (actor, row) => row.person_id === actor.person],
  },
}

function rowsOf({ org: org_id, people }: Generator) {
  return {
    today_settled: people.map((person_id) => ({
      org_id,
      person_id,
      item_key: 'a key',
      how: 'done' as const,
      until: null,
    })),
  }
}
