import type { Registry } from '#client/offline/outbox/command-registry.ts'
import {
  claimNext,
  isReady,
  releaseOrphans,
  settleDelivered,
  wakePostponed,
} from '#client/offline/outbox/delivery.ts'
import { listCommands, type Outbox } from '#client/offline/outbox/outbox.ts'
import type { OutboxEvent } from '#client/offline/outbox/outbox-events.ts'
import type { OutboxRecord } from '#client/offline/outbox/outbox-record.ts'
import { isSignedOut } from '#client/offline/outbox/refusal.ts'
import { coalesced } from '#client/offline/outbox/turns.ts'
import { type Attempt, attempt, type Courier, type Delivered, type Send } from './attempt.ts'
import { backoff } from './backoff.ts'

export type SyncState = {
  online: boolean
  /** The whole queue waits until the person signs in again, or until the app is updated. */
  paused: 'none' | 'sign-in' | 'update'
  /** Milliseconds since the epoch; of this tab. */
  lastSentAt: number | null
}

export type SyncOptions = {
  outbox: Outbox
  registry: Registry
  send: Send
  /** Enters the answer into the read cache; awaited before the record goes. */
  onResult(delivered: Delivered): void | Promise<void>
  onState?(state: SyncState): void
  /** What must not stop the queue but should be known: a failing `onResult`, storage that fails while draining. */
  onProblem?(problem: unknown): void
  /** Milliseconds without an answer after which an attempt counts as lost. */
  timeout?: number
}

export type Sync = {
  start(): void
  /** Tries now whatever may go, even if the browser believes that it is offline. */
  sendNow(): Promise<void>
  /** After a sign-in: the queue goes on, in every tab. */
  resume(): void
  /** Resolves when nothing is on its way and nothing can go before time passes. */
  quiet(): Promise<void>
  /** Ends what is on its way; its record stays and will be sent again. */
  stop(): Promise<void>
  state(): SyncState
  subscribe(listener: () => void): () => void
}

/** Milliseconds from one try to put on the phone what only the page holds to the next. */
const keepAgainEvery = 15_000

export const drainLock = (personId: string) => `dure-sync-${personId}`

/**
 * Sends one person's outbox: one command at a time, each after those it depends on, and only in the tab that holds the
 * lock. Whatever goes wrong, a record leaves the outbox only when the server has answered or the person said so.
 */
export function createSync(options: SyncOptions): Sync {
  const { outbox, registry } = options
  const { clock, locks, online, random } = outbox.platform
  const problem = options.onProblem ?? (() => undefined)
  const stopping = new AbortController()
  const courier: Courier = {
    outbox,
    registry,
    send: options.send,
    onResult: options.onResult,
    problem,
    timeout: options.timeout ?? 30_000,
    stopping: stopping.signal,
  }
  const listeners = new Set<() => void>()
  const unsubscribe: (() => void)[] = []
  let state: SyncState = { online: online.now(), paused: 'none', lastSentAt: null }
  let cancelTimer = () => {}
  let draining = false
  /** Waits for the lock: who holds it is at work, and whatever happens meanwhile is seen when it is ours. */
  let inLine = false
  let forced = false
  /** After attempts without any answer nothing is tried before this. */
  let holdUntil = 0
  let holds = 0
  let current: Promise<void> = Promise.resolve()

  function setState(change: Partial<SyncState>) {
    state = { ...state, ...change }
    options.onState?.(state)
    for (const listener of [...listeners]) listener()
  }

  const known = (record: OutboxRecord) => registry.knowledge(record) === 'known'
  /** What a newer release wrote waits for that release; what only lacks its code is worth a drain, which loads it. */
  const ours = (record: OutboxRecord) => registry.knowledge(record) !== 'newer'

  const stopped = () => stopping.signal.aborted
  const mayTry = (force = false) => !stopped() && state.paused === 'none' && (online.now() || force)

  async function deliver(record: OutboxRecord): Promise<Attempt> {
    const outcome = await attempt(courier, record)
    if (outcome === 'delivered') setState({ lastSentAt: clock.now() })
    if (outcome === 'sign-in' || outcome === 'update') setState({ paused: outcome })
    // A newer release may be running in another tab: only the need to sign in holds for all.
    if (outcome === 'sign-in') outbox.events.announce({ type: 'paused' })
    return outcome
  }

  async function drain(): Promise<void> {
    inLine = false
    draining = true
    const force = forced
    forced = false
    try {
      await settleDelivered(outbox)
      const unsent = await releaseOrphans(outbox)
      const complete = await registry.ready(unsent.map(({ name }) => name))
      let unanswered = 0
      while (mayTry(force) && clock.now() >= holdUntil) {
        const record = await claimNext(outbox, clock.now(), known)
        if (!record) break
        const outcome = await deliver(record)
        unanswered = outcome === 'no-network' ? unanswered + 1 : 0
        if (outcome !== 'no-network') holds = 0
        // One may be a command that the network chokes on; two in a row are the network.
        if (unanswered >= 2) return hold()
      }
      // Code that did not come is asked for again after a while, as an answer would be.
      if (!complete) hold()
    } finally {
      draining = false
    }
  }

  function hold() {
    holds += 1
    holdUntil = clock.now() + backoff(holds, random())
  }

  async function pass(): Promise<void> {
    cancelTimer()
    if (stopped()) return
    try {
      inLine = true
      await locks.request(drainLock(outbox.personId), { signal: stopping.signal }, drain)
    } catch (thrown) {
      inLine = false
      if (stopped()) return
      if (isSignedOut(thrown)) return end()
      problem(thrown)
      hold()
    }
    await plan()
  }

  /** Looks when something can go next and sets the alarm for it. */
  async function plan(): Promise<void> {
    cancelTimer()
    if (stopped() || draining || inLine) return
    let records: OutboxRecord[]
    try {
      records = await listCommands(outbox)
    } catch (thrown) {
      if (isSignedOut(thrown)) return end()
      problem(thrown)
      cancelTimer()
      cancelTimer = clock.after(backoff(9, random()), replan)
      return
    }
    if (stopped() || draining || inLine) return
    const times = records.filter((record) => isReady(record, ours)).map((record) => record.nextAttemptAt)
    // Another tab is at it, or died: stand in line for the lock. Not at once where that has just failed: a full phone
    // cannot give back what the dead tab was sending.
    const others = records.some((record) => record.state === 'sending')
    // Writes that found no room are tried again, whether or not anything can be sent.
    const behind = !outbox.mirror.safe || outbox.mirror.delivered.size > 0
    if (behind) cancelTimer = clock.after(keepAgainEvery, run)
    if (!others && (times.length === 0 || !mayTry())) return
    const startsAt = others ? holdUntil : Math.max(holdUntil, Math.min(...times))
    const wait = startsAt - clock.now()
    cancelTimer()
    if (wait <= 0) run()
    else cancelTimer = clock.after(behind ? Math.min(wait, keepAgainEvery) : wait, run)
  }

  const runPass = coalesced(pass)
  const runPlan = coalesced(plan)
  const follow = (job: Promise<void>) => {
    const both = Promise.all([current, job.catch(problem)]).then(() => undefined)
    current = both
  }
  const run = () => follow(runPass())
  const replan = () => follow(runPlan())

  function end() {
    stopping.abort()
    cancelTimer()
    for (const remove of unsubscribe.splice(0)) remove()
  }

  function onOutboxEvent(event: OutboxEvent, here: boolean) {
    if (event.type === 'signed-out') return end()
    if (event.type === 'paused' && !here) setState({ paused: 'sign-in' })
    if (event.type === 'resumed' && state.paused === 'sign-in') setState({ paused: 'none' })
    if (event.type === 'settled' && !here) setState({ lastSentAt: event.at })
    if (draining) return
    // Outside of draining, what changes here is the person's doing: that is worth an attempt at once.
    if (here) holdUntil = 0
    replan()
  }

  function connectivity() {
    setState({ online: online.now() })
    if (!online.now()) return cancelTimer()
    holdUntil = 0
    follow(wakePostponed(outbox).then(runPass))
  }

  function awake() {
    holdUntil = 0
    if (!online.now()) online.check()
    replan()
  }

  return {
    start() {
      if (stopped() || unsubscribe.length > 0) return
      unsubscribe.push(
        outbox.events.subscribe(onOutboxEvent),
        online.subscribe(connectivity),
        outbox.platform.onWake(awake),
      )
      setState({ online: online.now() })
      run()
    },
    async sendNow() {
      holdUntil = 0
      await wakePostponed(outbox)
      forced = true
      run()
      await this.quiet()
    },
    resume() {
      if (state.paused === 'sign-in') setState({ paused: 'none' })
      outbox.events.announce({ type: 'resumed' })
      run()
    },
    async quiet() {
      let seen: Promise<void>
      do {
        seen = current
        await seen
      } while (seen !== current)
    },
    async stop() {
      end()
      await this.quiet()
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
