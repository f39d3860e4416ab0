import { AppError } from '#shared/core/errors.ts'

interface Waiting {
  begin(): void
  refuse(): void
}

interface Limits {
  /** Each holds 19 MiB and a core: a flood of sign-ins must not starve the rest. */
  atOnce: number
  /** Of everybody together; at 40 ms each the last one waits for about a second and a half. */
  waiting: number
}

/** Work that costs a core, a few at a time, in turn between those who ask for it. */
export interface HashQueue {
  /**
   * Runs `work` when it is the turn of `from`, the network that asks.
   * @throws UNAVAILABLE where too many wait.
   */
  run<T>(from: string, work: () => Promise<T>): Promise<T>
}

/**
 * Creates a queue in which every network waits behind its own requests alone: one that asks a thousand times delays another
 * by one turn. Where it is full, the newest of whoever waits most gives way to somebody who waits less.
 */
export function createHashQueue(limits: Limits = { atOnce: 2, waiting: 64 }): HashQueue {
  let running = 0
  let count = 0
  /** By network, in the order of their turns. */
  const lines = new Map<string, Waiting[]>()

  function next(): Waiting | undefined {
    const [from, line] = lines.entries().next().value ?? []
    const first = line?.shift()
    if (from === undefined || !line || !first) return undefined
    lines.delete(from)
    if (line.length > 0) lines.set(from, line)
    count--
    return first
  }

  /** Makes room for one more of `from`. Returns whether there is any. */
  function makeRoom(from: string): boolean {
    if (count < limits.waiting) return true
    const [longest, line] = [...lines].reduce((long, each) => (each[1].length > long[1].length ? each : long))
    if (longest === from || line.length <= (lines.get(from)?.length ?? 0) + 1) return false
    line.pop()?.refuse()
    count--
    return true
  }

  async function turn(from: string): Promise<void> {
    if (running < limits.atOnce) {
      running++
      return
    }
    const busy = () => new AppError('UNAVAILABLE', { reason: 'busy' })
    if (!makeRoom(from)) throw busy()
    await new Promise<void>((resolve, reject) => {
      const line = lines.get(from) ?? []
      line.push({ begin: resolve, refuse: () => reject(busy()) })
      lines.set(from, line)
      count++
    })
  }

  return {
    async run(from, work) {
      await turn(from)
      try {
        return await work()
      } finally {
        const waiting = next()
        if (waiting) waiting.begin()
        else running--
      }
    },
  }
}
