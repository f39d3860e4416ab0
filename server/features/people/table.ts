import type { Generated, GeneratedAlways } from 'kysely'
import type { PartnerFunction, Role } from '#shared/people/role-rules.ts'

/** Calendar days are 'YYYY-MM-DD', instants ISO 8601 in UTC: both travel as strings. */
export interface OrgTable {
  org_id: string
  name: string
  zone: Generated<string>
  /** How long a phone may show its copies without an answer from the server. */
  offline_hours: Generated<number>
  created_at: Generated<string>
}
export interface PersonTable {
  org_id: string
  person_id: string
  name: string
  /** What imports call the person; unique in the organisation. */
  reference: string | null
  locale: Generated<'ko' | 'en'>
  theme: Generated<'system' | 'light' | 'dark'>
  team_order: Generated<string[]>
  welcomed_at: string | null
  /** 'HH:MM:SS' of the person's own day, both or neither. */
  quiet_from: Generated<string | null>
  quiet_until: Generated<string | null>
  version: Generated<number>
  created_at: Generated<string>
}
export interface TeamTable {
  org_id: string
  team_id: string
  parent_id: string | null
  name: string
  zone: Generated<string>
  /** Fractions from 0 to 1. */
  target_accuracy: Generated<number>
  limit_missed: Generated<number>
  limit_over_enforced: Generated<number>
  audited_through: string | null
  version: Generated<number>
  created_at: Generated<string>
}
/** A view: the memberships that hold today, a day of the organisation's zone. Read by whoever may see the membership. */
export interface MembershipTodayView {
  org_id: string
  membership_id: string
  person_id: string
  role: Role
  team_id: string | null
  function: PartnerFunction | null
  starts_on: string
}
export interface MembershipTable extends MembershipTodayView {
  /** The first day on which it no longer holds. */
  ends_on: string | null
  /** Null where whoever runs the server gave it. */
  given_by: Generated<string | null>
  /** When it was entered, whatever its first day. */
  given_at: Generated<string>
  confirmed_by: Generated<string | null>
  /** Without it the role gives nothing. */
  confirmed_at: Generated<string | null>
}
export interface RecordViewTable {
  org_id: string
  subject_id: string
  viewer_id: string
  kind: 'scorecard' | 'cases' | 'person' | 'check_in' | 'figures'
  how: 'opened' | 'fetched' | 'emergency'
  day: string
  /** A team of the subject; null where they are in none. */
  team_id: string | null
  first_at: Generated<string>
}
export interface ChangeTable {
  org_id: string
  change_id: GeneratedAlways<number>
  xid: GeneratedAlways<string>
  feature: string
  person_id: string | null
  team_id: string | null
  subject_id: string | null
  at: Generated<string>
  /** Somebody of the team who may not see it. */
  except_id: Generated<string | null>
}

declare module '#server/db/schema.ts' {
  interface Schema {
    org: OrgTable
    person: PersonTable
    team: TeamTable
    membership: MembershipTable
    'app.membership_today': MembershipTodayView
    record_view: RecordViewTable
    change: ChangeTable
  }
}
