import type { LiveBatch } from '#shared/core/live.ts'

/** One open stream: what it was given and has not taken yet, and whether it is over. */
export interface Follower {
  readonly sessionId: string
  /** Up to where it was told; undefined until it was told anything. */
  cursor: string | undefined
  /** Nothing was given yet: the first batch is given whatever is in it. */
  fresh: boolean
  give(batch: LiveBatch): void
  /** Ends the stream, with an error where it failed. */
  end(error?: unknown): void
  /** What it is given, until it ends. */
  batches(): AsyncGenerator<LiveBatch>
}

/** Batches that a slow phone may leave lying; beyond them it is told to read everything again. */
const batchesLimit = 50

/** Makes a stream that begins after `cursor`. */
export function createFollower(sessionId: string, cursor: string | undefined): Follower {
  let lying: LiveBatch[] = []
  let over: { error?: unknown } | undefined
  let wake: (() => void) | undefined
  return {
    sessionId,
    cursor,
    fresh: true,
    give(batch) {
      lying = lying.length < batchesLimit ? [...lying, batch] : [{ ...batch, reset: true, changes: [] }]
      wake?.()
    },
    end(error) {
      over ??= error === undefined ? {} : { error }
      wake?.()
    },
    async *batches() {
      for (;;) {
        if (lying.length === 0 && !over)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        const batch = over ? undefined : lying.shift()
        if (batch) yield batch
        else if (over) {
          if ('error' in over) throw over.error
          return
        }
      }
    },
  }
}
