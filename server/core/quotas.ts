import { AppError } from '#shared/core/errors.ts'
import type { Actor } from '#shared/policy.ts'

/** How often a person may do one kind of thing: `burst` at once, then `perSecond`. */
export interface Quota {
  readonly burst: number
  readonly perSecond: number
}

/** Bounds each command by its name; a phone that was away for weeks sends what it kept without waiting. */
export const commandQuota: Quota = { burst: 600, perSecond: 10 }
/** Bounds each query by its name. */
export const queryQuota: Quota = { burst: 1200, perSecond: 40 }
/** Of what costs much more than the rest, by its name. */
const dearQuotas: Readonly<Record<string, Quota>> = {
  'checkIns.download': { burst: 20, perSecond: 0.1 },
  'checkIns.openProtocol': { burst: 60, perSecond: 0.1 },
  'administration.copy': { burst: 6, perSecond: 0.005 },
  'auth.requestAddress': { burst: 10, perSecond: 0.01 },
  'audits.import': { burst: 20, perSecond: 0.05 },
  'inbox.subscribe': { burst: 30, perSecond: 0.1 },
  'live.changes': { burst: 120, perSecond: 1 },
}

export interface Quotas {
  /** Takes one from what the person has left of this kind. @throws TOO_MANY_REQUESTS with the seconds until there is one. */
  take(actor: Pick<Actor, 'org' | 'person'>, name: string, usual: Quota): void
}

interface Bucket {
  left: number
  /** Milliseconds: when `left` was true. */
  time: number
}

/** Buckets kept at most; those that are full again are as good as none. */
const bucketsLimit = 50_000

/**
 * Returns the quotas of one process: a bucket a person and kind, in memory.
 * @param factor how many times the usual quotas.
 */
export function createQuotas(now: () => number, factor = 1): Quotas {
  const buckets = new Map<string, Bucket>()

  function forgetOldest(): void {
    for (const key of buckets.keys()) {
      if (buckets.size < bucketsLimit) return
      buckets.delete(key)
    }
  }

  return {
    take({ org, person }, name, usual) {
      const quota = dearQuotas[name] ?? usual
      const [burst, perSecond] = [quota.burst * factor, quota.perSecond * factor]
      const key = `${org} ${person} ${name}`
      const timestamp = now()
      const bucket = buckets.get(key)
      const passed = bucket ? Math.max(0, timestamp - bucket.time) / 1000 : 0
      const left = bucket ? Math.min(burst, bucket.left + passed * perSecond) : burst
      if (left < 1) {
        throw new AppError('TOO_MANY_REQUESTS', {
          retryAfter: Math.max(1, Math.ceil((1 - left) / perSecond)),
        })
      }
      // The order of the map is the order of the last use.
      buckets.delete(key)
      forgetOldest()
      buckets.set(key, { left: left - 1, time: timestamp })
    },
  }
}
