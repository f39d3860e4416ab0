import { inbox, type ReadInput } from '#shared/inbox/contracts.ts'
import type { InboxView } from '#shared/inbox/views.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'

/** Marks notifications as read; those read before keep their time: applying it twice is applying it once. */
export function withRead(view: InboxView, { inboxIds }: ReadInput, { at }: { at: string }): InboxView {
  const isNew = ({ inboxId, readAt }: InboxView['items'][number]) =>
    readAt === null && inboxIds.includes(inboxId)
  if (!view.items.some(isNew)) return view
  return { ...view, items: view.items.map((item) => (isNew(item) ? { ...item, readAt: at } : item)) }
}

export const inboxOnPhone: OnPhoneOf<'inbox'> = {
  read: onPhone(inbox.read, { cache: { 'inbox.list': withRead } }),
}
