/** Failures one after the other from which a host is tried less. */
const patience = 3
/** Seconds: the longest that a host is left alone. */
const longestRest = 600
/** Hosts that are remembered at most. */
const hostsLimit = 1_000

/** Which hosts of push services fail, so that one that hangs costs the pushes to the others nothing. */
export interface PushHosts {
  /** Returns the seconds for which the host of this endpoint is left alone; 0 where it is not. */
  restOf(endpoint: string): number
  /** Notes how a push to it went; 'failed' where it did not answer or said that the fault is its own. */
  note(endpoint: string, outcome: 'answered' | 'failed'): void
}

/** Returns the host of an address, with its port; empty where it is none. */
export const hostOf = (endpoint: string): string => URL.parse(endpoint)?.host ?? ''

export function createPushHosts(now: () => number): PushHosts {
  const failing = new Map<string, { failures: number; until: number }>()
  return {
    restOf(endpoint) {
      const until = failing.get(hostOf(endpoint))?.until ?? 0
      return Math.max(0, Math.ceil((until - now()) / 1000))
    },
    note(endpoint, outcome) {
      const host = hostOf(endpoint)
      const failures = (failing.get(host)?.failures ?? 0) + 1
      failing.delete(host)
      if (outcome === 'answered') return
      const [oldest] = failing.keys()
      if (failing.size >= hostsLimit && oldest !== undefined) failing.delete(oldest)
      const rest = failures < patience ? 0 : Math.min(longestRest, 5 * 2 ** Math.min(20, failures - patience))
      failing.set(host, { failures, until: now() + rest * 1000 })
    },
  }
}
