import { features } from '#client/app/features.ts'
import { paths } from '#client/lib/paths.ts'
import type { AddressOf } from '#client/manifest/notifications.ts'

const addresses = new Map<string, (entityId: string) => string>(
  Object.values(features).flatMap(({ notifications }) => Object.entries(notifications?.addresses ?? {})),
)

/** Returns the screen behind a notification. A kind that only a newer server knows leads to the inbox. */
export const addressOf: AddressOf = ({ kind, entityId }) => addresses.get(kind)?.(entityId) ?? paths.inbox
