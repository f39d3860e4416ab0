import type { Locks } from '#client/offline/outbox/platform.ts'

type Waiting = { tab: object; grant: () => void; refuse: (reason: unknown) => void }

/** The Web Locks of one phone: exclusive, first come first served, and a tab that dies lets go of its own. */
export type PhoneLocks = {
  forTab(tab: object): Locks
  killTab(tab: object): void
  holder(name: string): object | null
}

export function createPhoneLocks(): PhoneLocks {
  const granted = new Map<string, Waiting>()
  const queues = new Map<string, Waiting[]>()
  const dead = new WeakSet<object>()

  function grantNext(name: string) {
    if (granted.has(name)) return
    const next = queues.get(name)?.shift()
    if (!next) return
    granted.set(name, next)
    next.grant()
  }

  function release(name: string, owner: Waiting) {
    if (granted.get(name) !== owner) return
    granted.delete(name)
    queueMicrotask(() => grantNext(name))
  }

  function forTab(tab: object): Locks {
    return {
      request(name, { signal }, run) {
        return new Promise((resolve, reject) => {
          if (dead.has(tab)) return
          if (signal?.aborted) return reject(signal.reason)
          const leave = () => {
            const queue = queues.get(name) ?? []
            const place = queue.indexOf(mine)
            if (place < 0) return
            queue.splice(place, 1)
            reject(signal?.reason)
          }
          const mine: Waiting = {
            tab,
            refuse: reject,
            grant() {
              signal?.removeEventListener('abort', leave)
              Promise.resolve()
                .then(run)
                .then(resolve, reject)
                .finally(() => release(name, mine))
            },
          }
          signal?.addEventListener('abort', leave)
          queues.set(name, [...(queues.get(name) ?? []), mine])
          grantNext(name)
        })
      },
    }
  }

  return {
    forTab,
    killTab(tab) {
      dead.add(tab)
      for (const [name, queue] of queues) {
        queues.set(
          name,
          queue.filter((waiting) => waiting.tab !== tab),
        )
      }
      for (const [name, owner] of [...granted]) if (owner.tab === tab) release(name, owner)
    },
    holder: (name) => granted.get(name)?.tab ?? null,
  }
}
