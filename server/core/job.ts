import type { OwnerDb } from '#server/db/database.ts'
import type { Keystore } from '#server/keys/keystore.ts'
import type { Log } from '#server/lib/log.ts'
import type { Mailer } from '#server/lib/mail.ts'

/** Holds what a job works with. It signs in as dure_owner: no actor, every organisation. */
export interface JobDeps {
  db: OwnerDb
  keys: Keystore
  log: Log
  /** Milliseconds since the epoch. */
  now: () => number
  /** Where people reach this Dure. */
  publicUrl: string
  /** Undefined where this installation sends no e-mail. */
  mailer: Mailer | undefined
  /** Aborts when the process is about to stop: a job that loops ends early, and another process goes on. */
  signal: AbortSignal
}

/**
 * Work that one of several processes does at a time, as a rule: the next run comes even when the last one hangs or its
 * process was killed, so two may meet. A job is therefore a sweep over what is due: idempotent, in sets, with rows
 * claimed FOR UPDATE SKIP LOCKED or by a compare-and-set, in transactions of its own.
 */
export interface Job {
  /** 'inbox.push': feature and what it does. */
  name: string
  /** Seconds from one run to the next, a whole number of 1 or more; or a cron expression, in UTC. */
  when: number | string
  /** Tables from which it deletes what nobody needs any more, so that they do not grow without end. */
  sweeps?: readonly string[]
  work(deps: JobDeps): Promise<void>
}
