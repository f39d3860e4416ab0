import type { Clock } from '#client/offline/outbox/platform.ts'
import type { Send, Sending } from '#client/offline/sync/attempt.ts'
import type { Activity } from './activity.ts'

/** What may happen to one attempt; the rest goes through. Each a probability, together at most 1. */
export type Faults = {
  /** It never reaches the server. */
  dropRequest: number
  /** The server applies it, the phone never hears. */
  dropAnswer: number
  /** It reaches the server twice: once now and once later, behind younger commands. */
  duplicate: number
  /** The phone gives up first; it reaches the server later, behind younger commands. */
  late: number
  /** It arrives, but takes its time. */
  delay: number
}
export type Fault = keyof Faults | 'none'

export type FaultTransport = {
  send: Send
  /** What happened to each attempt, in order. */
  log: readonly { commandId: string; fault: Fault }[]
  /** From here on nothing goes wrong; what is already late still arrives. */
  heal(): void
  /** How many late copies have not arrived. They come with time (the clock). */
  underway(): number
}

type Options = {
  send: Send
  clock: Clock
  activity: Activity
  /** Seeded, in [0, 1). */
  random: () => number
  faults: Partial<Faults>
  /** Milliseconds of virtual time that a delay may take. */
  longest?: number
}

/** A network that misbehaves the same way for the same seed. Its only errors are lost connections. */
export function createFaultTransport(options: Options): FaultTransport {
  const { send, clock, activity, random, faults, longest = 20_000 } = options
  const log: { commandId: string; fault: Fault }[] = []
  let healed = false
  let underway = 0

  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))
  const some = () => 1 + Math.floor(random() * longest)
  const never = new AbortController()

  function draw(): Fault {
    if (healed) return 'none'
    let left = random()
    for (const [fault, part] of Object.entries(faults)) {
      if (left < part) return fault as Fault
      left -= part
    }
    return 'none'
  }

  async function arriveLater(command: Sending): Promise<void> {
    underway += 1
    await wait(some())
    try {
      await activity.track(send(command, never.signal))
    } catch {
      // Nobody listens to this answer.
    }
    underway -= 1
  }

  async function attempt(command: Sending, signal: AbortSignal): Promise<unknown> {
    const fault = draw()
    log.push({ commandId: command.meta.id, fault })
    if (fault === 'dropRequest') throw new Error('Connection lost')
    if (fault === 'late') {
      void arriveLater(structuredClone(command))
      throw new Error('Connection lost')
    }
    if (fault === 'duplicate') void arriveLater(structuredClone(command))
    if (fault === 'delay') await wait(some())
    const answer = await activity.track(send(command, signal))
    if (fault === 'dropAnswer') throw new Error('Connection lost')
    return answer
  }

  return {
    send: attempt,
    log,
    heal() {
      healed = true
    },
    underway: () => underway,
  }
}
