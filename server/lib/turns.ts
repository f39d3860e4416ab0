/** Lets at most so many pieces of work run at a time; the others wait in the order in which they came. */
export interface Turns {
  run<T>(work: () => Promise<T>): Promise<T>
}

/** Returns turns for `limit` pieces of work at a time. */
export function createTurns(limit: number): Turns {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    async run(work) {
      if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
      else running += 1
      try {
        return await work()
      } finally {
        // The turn is handed on, so that nobody who comes in between takes it.
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
  }
}
