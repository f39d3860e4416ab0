import { administration } from './administration/contracts.ts'
import { audits } from './audits/contracts.ts'
import { checkIns } from './check-ins/contracts.ts'
import { coaching } from './coaching/contracts.ts'
import type { AnyCommand } from './core/contract.ts'
import { escalations } from './escalations/contracts.ts'
import { inbox } from './inbox/contracts.ts'
import { people } from './people/contracts.ts'
import { today } from './today/contracts.ts'

type Book = { readonly [feature: string]: { readonly [verb: string]: AnyCommand } }
/** A command's name is made of the two keys that it stands under. */
type Named<All extends Book> = {
  [F in keyof All & string]: { [V in keyof All[F] & string]: AnyCommand & { name: `${F}.${V}` } }
}
const book = <const All extends Book>(all: All & Named<All>): All => all

/** Every kind of write that Dure knows, by feature and verb. The phone imports this file as a type only. */
export const contracts = book({
  people,
  administration,
  audits,
  coaching,
  checkIns,
  escalations,
  today,
  inbox,
})
export type Contracts = typeof contracts
export type Feature = keyof Contracts

/** The commands of a feature that may lie on a phone. */
export type Kept<F extends Feature> = {
  [V in keyof Contracts[F] as Contracts[F][V] extends { way: 'outbox' } ? V : never]: Contracts[F][V]
}
