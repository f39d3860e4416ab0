import type { ErrorCode, ErrorDetails } from '#shared/core/errors.ts'

export type OutboxState = 'waiting' | 'sending' | 'attention'

/** The last thing that went wrong with a record; never private text. */
export type OutboxError = {
  /**
   * The server's code, or what the phone found itself: no answer at all, a text that its key does not open, an old
   * form that cannot be brought to the present one, a dependency that needs attention, or a server that was put back to
   * an earlier state and lacks it.
   */
  code: ErrorCode | 'NETWORK' | 'UNREADABLE' | 'UPGRADE' | 'DEPENDS' | 'RESTORED'
  details: ErrorDetails
  /** With DEPENDS: the command that has to be looked at first. */
  because?: string
}

/** One write that the server has not confirmed. Only `ciphertext` holds what the person wrote. */
export type OutboxRecord = {
  commandId: string
  personId: string
  device: string
  /** Order of the taps on this phone. An edited command keeps its place. */
  seq: number
  name: string
  /** Version of the input's schema when it was written. */
  version: number
  /** Version of `entities[0]` that the person was looking at; null where the command creates it. */
  base: number | null
  /** Ids that it writes; the first is the one `base` and the answer speak of. */
  entities: string[]
  /** Ids that have to exist before it. */
  refs: string[]
  /** Earlier commands, not confirmed yet, that write any of `entities` or `refs`. */
  dependsOn: string[]
  iv: Uint8Array<ArrayBuffer>
  ciphertext: ArrayBuffer
  /** ISO 8601, the phone's clock. */
  claimedAt: string
  state: OutboxState
  /** Times that it was handed to the network. Above zero the server may have it. */
  attempts: number
  /** Milliseconds since the epoch; not sent earlier. */
  nextAttemptAt: number
  error: OutboxError | null
}

/** Binds the ciphertext to its record, so that texts cannot be swapped between records. */
export function recordContext(record: Pick<OutboxRecord, 'personId' | 'commandId' | 'name' | 'version'>) {
  return `command|${record.personId}|${record.commandId}|${record.name}|${record.version}`
}
