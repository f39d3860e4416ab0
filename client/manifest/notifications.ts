import type { ReactNode } from 'react'
import type { InboxKind } from '#shared/inbox/kinds.ts'
import type { InboxItem } from '#shared/inbox/views.ts'

/** The screen behind a notification, by the id of what it is about. */
export type NotificationAddresses<K extends InboxKind = InboxKind> = {
  readonly [One in K]: (entityId: string) => string
}

/** One mark a row of the inbox; colour is for clocks alone. */
export type NotificationMarks<K extends InboxKind = InboxKind> = { readonly [One in K]: ReactNode }

/** Returns the screen behind a notification. */
export type AddressOf = (item: Pick<InboxItem, 'kind' | 'entityId'>) => string
