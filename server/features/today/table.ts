import type { Generated } from 'kysely'

export interface TodaySettledTable {
  org_id: string
  person_id: string
  item_key: string
  how: 'done' | 'later'
  until: string | null
  at: Generated<string>
  version: Generated<number>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    today_settled: TodaySettledTable
  }
}
