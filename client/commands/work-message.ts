import type { MessageKey } from '#client/lib/i18n.ts'
import type { PhoneCommand } from '#client/offline/outbox/phone-command.ts'

type WorkKey = Extract<MessageKey, `work.${string}`>

/** A contract that the list of unsent work can call by its own words, the message `work.<name>`. */
export type Worded = { readonly name: WorkKey extends `work.${infer Name}` ? Name : never }

/**
 * Returns the message that names a command in the list of unsent work; of one that this release does not know it only
 * says that it is a change.
 */
export const workMessage = (command: PhoneCommand | undefined): WorkKey =>
  // A contract without words does not become a PhoneCommand: onPhone asks for them.
  command ? (`work.${command.contract.name}` as WorkKey) : 'work.other'
