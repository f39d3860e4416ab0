import { inbox, type ReadInput, type SetChoicesInput } from '#shared/inbox/contracts.ts'
import type { ChoicesView, InboxView } from '#shared/inbox/views.ts'
import { type OnPhoneOf, onPhone } from './on-phone.ts'

/** Marks notifications as read; those read before keep their time: applying it twice is applying it once. */
export function withRead(view: InboxView, { inboxIds }: ReadInput, { at }: { at: string }): InboxView {
  const isNew = ({ inboxId, readAt }: InboxView['items'][number]) =>
    readAt === null && inboxIds.includes(inboxId)
  if (!view.items.some(isNew)) return view
  return { ...view, items: view.items.map((item) => (isNew(item) ? { ...item, readAt: at } : item)) }
}

/** The choices with these; what is absent stays. */
export const withChoices = (
  view: ChoicesView,
  { email = view.email, digestAt = view.digestAt, timings }: SetChoicesInput,
): ChoicesView => ({ ...view, email, digestAt, timings: { ...view.timings, ...timings } })

export const inboxOnPhone: OnPhoneOf<'inbox'> = {
  read: onPhone(inbox.read, { cache: { 'inbox.list': withRead } }),
  setChoices: onPhone(inbox.setChoices, { cache: { 'inbox.choices': withChoices } }),
}
