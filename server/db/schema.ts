import type {
  AddressRequestTable,
  EndedTokenTable,
  InvitationTable,
  KnownDeviceTable,
  SessionTable,
  SignInTable,
  SignInThrottleTable,
} from '#server/auth/table.ts'
import type { AuditLogTable, CommandTable, FeedEpochTable } from './table.ts'

/** Every table by its name. What belongs to no feature stands here; each feature's table.ts adds its own. */
export interface Schema {
  sign_in: SignInTable
  invitation: InvitationTable
  address_request: AddressRequestTable
  session: SessionTable
  ended_token: EndedTokenTable
  known_device: KnownDeviceTable
  sign_in_throttle: SignInThrottleTable
  command: CommandTable
  audit_log: AuditLogTable
  feed_epoch: FeedEpochTable
}
