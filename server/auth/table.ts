import type { Generated } from 'kysely'

export interface SignInTable {
  email: string
  org_id: string
  person_id: string
  password_hash: string
  changed_at: Generated<string>
}
export interface InvitationTable {
  token_hash: Buffer
  org_id: string
  person_id: string
  email: string
  expires_at: string
  used_at: string | null
  /** Null where whoever runs the server made it. */
  given_by: Generated<string | null>
  given_at: Generated<string>
  confirmed_by: Generated<string | null>
  /** Without it the link opens nothing. */
  confirmed_at: Generated<string | null>
}
/** Holds the address that a person asked to sign in with, open until there is an outcome or it lapses. */
export interface AddressRequestTable {
  org_id: string
  request_id: string
  person_id: string
  email: string
  asked_at: Generated<string>
  expires_at: Generated<string>
  outcome: Generated<'confirmed' | 'declined' | 'withdrawn' | null>
  /** Null where whoever runs the server decided. */
  decided_by: Generated<string | null>
  decided_at: Generated<string | null>
}
export interface SessionTable {
  token_hash: Buffer
  next_token_hash: Buffer | null
  session_id: string
  org_id: string
  person_id: string
  device: string
  created_at: Generated<string>
  rotated_at: Generated<string>
  last_seen_at: Generated<string>
  idle_until: string
  ends_at: string
}
/** Keeps what stays of a session that was ended before its time: a row for each token that still stood for it. */
export interface EndedTokenTable {
  token_hash: Buffer
  org_id: string
  person_id: string
  session_id: string
  ended_at: Generated<string>
}
/** A browser that the person has signed in from. */
export interface KnownDeviceTable {
  org_id: string
  person_id: string
  token_hash: Buffer
  used_at: Generated<string>
}
export interface SignInThrottleTable {
  key: Buffer
  failures: number
  blocked_until: string
  updated_at: Generated<string>
}
