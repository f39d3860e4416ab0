import type { ActorDb, WriteDb } from '#server/db/actor-db.ts'
import type { Database } from '#server/db/database.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import type { CommandMeta } from '#shared/core/command.ts'
import type { Actor } from '#shared/policy.ts'

/** The parts of a Dure process that commands and queries run on, whatever transport they came by. */
export interface Core {
  readonly database: Database
  readonly keys: Keystore
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Says who asks, by their session. */
export interface Caller {
  readonly actor: Actor
  readonly sessionId: string
  /** False where the phone says that it asks to be ready without a network, and shows nothing of it yet. */
  readonly shown: boolean
}

/** Holds what a query works with, in one transaction as the actor. */
export interface Scope<Db extends ActorDb = ActorDb> extends Caller {
  readonly db: Db
  readonly keys: Keystore
  readonly now: () => number
}

/** Holds what a command works with, in one transaction as the actor. */
export interface CommandScope {
  readonly db: WriteDb
  readonly actor: Actor
  readonly keys: Keystore
  readonly now: () => number
  readonly meta: CommandMeta
}
