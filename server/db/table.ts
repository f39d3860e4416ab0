import type { Generated } from 'kysely'

export interface CommandTable {
  org_id: string
  command_id: string
  person_id: string
  name: string
  /** Of the input's schema when it was applied. */
  version: number
  input_hash: Buffer
  device_id: string
  seq: number
  claimed_at: string
  applied_at: Generated<string>
  result: string | null
}
export interface AuditLogTable {
  org_id: string
  entry_id: string
  at: Generated<string>
  actor_id: string | null
  action: string
  entity_id: string | null
  team_id: string | null
  details: Generated<string>
}
export interface FeedEpochTable {
  org_id: string
  epoch: string
  /** The newest transaction whose changes were deleted. */
  swept_xid: Generated<string>
}
/** One row, once it was asked for. */
export interface InstallationTable {
  only_one: Generated<boolean>
  database_id: Generated<string>
  /** Of the keystore that answers are sealed with; null until the database has one. */
  keystore_mark: Buffer | null
  public_url: Generated<string | null>
  /** The sender of e-mails; null where none are sent. */
  mail_from: Generated<string | null>
  /** The version of Dure that last changed the schema. */
  schema_version: string | null
  /** What retention goes by; null until the first start. */
  retention_at: Generated<string | null>
  /** Runs of retention so far. */
  retention_run: Generated<number>
}
