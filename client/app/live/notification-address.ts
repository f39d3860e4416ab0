import { features } from '#client/app/features.ts'
import type { AddressOf, NotificationAddresses } from '#client/lib/notifications.ts'
import { paths } from '#client/lib/paths.ts'

const addresses: NotificationAddresses = {
  ...features.escalations.notifications,
  ...features.checkIns.notifications,
  ...features.coaching.notifications,
  ...features.audits.notifications,
}

/** A kind that only a newer server knows leads to the inbox. */
export const addressOf: AddressOf = ({ kind, entityId }) =>
  Object.hasOwn(addresses, kind) ? addresses[kind](entityId) : paths.inbox
