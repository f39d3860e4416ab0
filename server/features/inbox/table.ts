import type { Generated } from 'kysely'
import type { ChosenTimings } from '#shared/inbox/choice-rules.ts'
import type { InboxKind } from '#shared/inbox/kinds.ts'

/** News for one person: its kind and the id of what it is about, and never a word of it. */
export interface InboxTable {
  org_id: string
  inbox_id: string
  person_id: string
  kind: InboxKind
  entity_id: string
  /** Who caused it; null where time did. */
  by_id: string | null
  /** Reaches the phone during quiet hours too. */
  urgent: Generated<boolean>
  /** From when it is shown. */
  at: Generated<string>
  read_at: string | null
  /** When to see to its push next; null once that is done. */
  push_at: Generated<string | null>
  /** False while it is held back: its reader's phones hear of it when it shows. */
  told: Generated<boolean>
  /** The e-mail that speaks for it; null where none does. */
  mail_id: Generated<string | null>
}
/** Holds when and how a person is notified. */
export interface NotificationChoiceTable {
  org_id: string
  person_id: string
  email: Generated<boolean>
  /** 'HH:MM:SS' of the person's own day. */
  digest_at: Generated<string>
  timings: Generated<ChosenTimings>
  version: Generated<number>
}
/** An e-mail to the address of a person's account: on its way, sent, or given up. */
export interface MailTable {
  org_id: string
  mail_id: string
  person_id: string
  urgent: Generated<boolean>
  created_at: Generated<string>
  due_at: Generated<string>
  attempts: Generated<number>
  /** How often the server may have taken it without an answer. */
  unsure: Generated<number>
  lease_id: Generated<string | null>
  leased_until: Generated<string | null>
  sent_at: Generated<string | null>
  given_up_at: Generated<string | null>
  /** Why it was not sent at the last attempt. */
  reason: Generated<string | null>
}
/** The VAPID keys of this installation, base64url. The app's role may read the public one. */
export interface PushKeyTable {
  only_one: Generated<boolean>
  public_key: string
  private_key: string
  created_at: Generated<string>
}
/** Where and how a device takes pushes; it ends with the device's session. */
export interface PushSubscriptionTable {
  org_id: string
  subscription_id: string
  person_id: string
  session_id: string
  endpoint: string
  /** The receiver's public key and secret of RFC 8291, base64url. */
  p256dh: string
  auth: string
  created_at: Generated<string>
}
/** A push that is on its way to a device; it goes when it was taken, or will not be. */
export interface PushDeliveryTable {
  org_id: string
  inbox_id: string
  subscription_id: string
  created_at: Generated<string>
  due_at: Generated<string>
  attempts: Generated<number>
  /** Who sends it now, and until when unless they renew it. */
  lease_id: string | null
  leased_until: string | null
}

declare module '#server/db/schema.ts' {
  interface Schema {
    inbox: InboxTable
    push_key: PushKeyTable
    push_subscription: PushSubscriptionTable
    push_delivery: PushDeliveryTable
    notification_choice: NotificationChoiceTable
    mail: MailTable
  }
}
