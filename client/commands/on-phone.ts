import type { AppReads } from '#client/lib/trpc.ts'
import { type OnPhone, type PhoneCommand, phoneCommand } from '#client/offline/outbox/phone-command.ts'
import type { AnyCommand, InputOf } from '#shared/core/contract.ts'
import type { Feature, Kept } from '#shared/features.ts'
import type { Worded } from './work-message.ts'

export type OnAppPhone<Input> = OnPhone<AppReads, Input>

/** Says what a command is on this app's phones. One that has no words in the catalogue does not compile. */
export const onPhone = <C extends AnyCommand & Worded>(
  contract: C,
  entry: OnAppPhone<InputOf<C>>,
): PhoneCommand<C> => phoneCommand<AppReads, C>(contract, entry)

type EntryFor<C> = C extends AnyCommand ? PhoneCommand<C> : never
/** All commands of a feature that may lie on a phone: none left out, and none that is asked at once. */
export type OnPhoneOf<F extends Feature> = { readonly [Verb in keyof Kept<F>]: EntryFor<Kept<F>[Verb]> }
