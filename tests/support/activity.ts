/** Counts what is under way outside virtual time, so that a test can wait until everything has come to rest. */
export type Activity = {
  track<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing was under way for a few turns of the event loop. */
  rest(): Promise<void>
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
/** IndexedDB in memory needs up to three turns between two of its events. */
const quietTurns = 6

export function createActivity(): Activity {
  let busy = 0
  let happened = 0
  const idle: (() => void)[] = []
  return {
    async track(work) {
      busy += 1
      happened += 1
      try {
        return await work
      } finally {
        busy -= 1
        happened += 1
        if (busy === 0) for (const resolve of idle.splice(0)) resolve()
      }
    },
    async rest() {
      for (let quiet = 0; quiet < quietTurns; quiet += 1) {
        const before = happened
        await turn()
        // Waits instead of asking again and again, which would take the processor from who is at work.
        if (busy > 0) await new Promise<void>((resolve) => idle.push(resolve))
        if (happened !== before) quiet = -1
      }
    },
  }
}
