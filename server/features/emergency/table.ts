import type { Generated } from 'kysely'
import type { EmergencyHours } from '#shared/emergency/rules.ts'

export interface EmergencyAccessTable {
  org_id: string
  access_id: string
  subject_id: string
  asker_id: string
  reason: string
  hours: EmergencyHours
  asked_at: Generated<string>
  /** Null before it is confirmed, and where whoever runs the server opened it. */
  confirmed_by: string | null
  confirmed_at: string | null
  ended_by: string | null
  ended_at: string | null
}

declare module '#server/db/schema.ts' {
  interface Schema {
    emergency_access: EmergencyAccessTable
  }
}
