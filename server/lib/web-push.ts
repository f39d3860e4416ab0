import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import webpush from 'web-push'
import { isLoopback } from '#server/lib/loopback.ts'
import { isPublicAddress, publicLookup } from '#server/lib/public-address.ts'

export interface PushKeys {
  publicKey: string
  privateKey: string
}
export interface Push {
  endpoint: string
  p256dh: string
  auth: string
  urgent: boolean
  /** What is encrypted for the device. */
  message: string
}

/**
 * 'taken' by the push service; 'gone' where the subscription is no more; 'later' where the service is busy or does not
 * answer, after so many seconds where it says so; 'refused' where sending it again would change nothing.
 */
export type PushOutcome =
  | { kind: 'taken' | 'gone' | 'refused'; status: number }
  | { kind: 'later'; status: number; after?: number }

/** Seconds: a clock that ran out is no news the day after. */
const keepFor = { normal: 86_400, urgent: 3_600 }
const answerWithin = 5_000

/**
 * Returns whether pushes may be sent there: to https on the public internet. An installation that is itself reached
 * only on this machine may also send to this machine.
 */
export function acceptableEndpoint(endpoint: string, publicUrl: string): boolean {
  const url = URL.parse(endpoint)
  if (!url || url.username || url.password) return false
  if (isLoopback(url.hostname))
    return isLoopback(new URL(publicUrl).hostname) && /^https?:$/.test(url.protocol)
  const bare = url.hostname.replace(/^\[|\]$/g, '')
  return url.protocol === 'https:' && (isIP(bare) === 0 || isPublicAddress(bare))
}

/**
 * One push by RFC 8030, encrypted by RFC 8291 and signed by RFC 8292. Later ones replace it where the phone has not been
 * reached yet (the topic): one line that says that something waits is enough.
 */
export async function sendPush(push: Push, keys: PushKeys, publicUrl: string): Promise<PushOutcome> {
  if (!acceptableEndpoint(push.endpoint, publicUrl)) return { kind: 'gone', status: 0 }
  let details: ReturnType<typeof webpush.generateRequestDetails>
  try {
    details = webpush.generateRequestDetails(
      { endpoint: push.endpoint, keys: { p256dh: push.p256dh, auth: push.auth } },
      push.message,
      {
        vapidDetails: { subject: subjectOf(publicUrl), ...keys },
        TTL: push.urgent ? keepFor.urgent : keepFor.normal,
        urgency: push.urgent ? 'high' : 'normal',
        topic: push.urgent ? 'dure-clock' : 'dure',
        contentEncoding: 'aes128gcm',
      },
    )
  } catch {
    // Keys that nothing can be encrypted for.
    return { kind: 'gone', status: 0 }
  }
  return await post(new URL(push.endpoint), details)
}

/** Whom a push service may write to; it must be https or an address of mail. */
const subjectOf = (publicUrl: string) =>
  publicUrl.startsWith('https:') ? publicUrl : 'mailto:dure@localhost.localdomain'

/** Follows no redirection: an address that was looked at must not stand for another. */
function post(
  url: URL,
  { headers, body }: ReturnType<typeof webpush.generateRequestDetails>,
): Promise<PushOutcome> {
  const plain = url.protocol === 'http:'
  return new Promise((resolve) => {
    const sent = (plain ? requestHttp : requestHttps)(url, {
      method: 'POST',
      headers: headers as Record<string, string>,
      signal: AbortSignal.timeout(answerWithin),
      ...(isLoopback(url.hostname) ? {} : { lookup: publicLookup }),
    })
    sent.on('response', (response) => {
      response.resume()
      resolve(outcomeOf(response.statusCode ?? 0, response.headers['retry-after']))
    })
    sent.on('error', () => resolve({ kind: 'later', status: 0 }))
    sent.end(body)
  })
}

function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'taken', status }
  if (status === 404 || status === 410) return { kind: 'gone', status }
  if (status !== 429 && status < 500) return { kind: 'refused', status }
  const after = secondsOf(retryAfter)
  return after === undefined ? { kind: 'later', status } : { kind: 'later', status, after }
}

/** Seconds: no service decides alone when a device is asked for again. */
const retryBounds = { least: 1, limit: 3_600 }

/** Returns a Retry-After of RFC 9110, a number or a date, as whole seconds within bounds; undefined where it is neither. */
export function secondsOf(retryAfter: string | undefined, now = Date.now()): number | undefined {
  const text = retryAfter?.trim() ?? ''
  const seconds = /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  if (Number.isNaN(seconds)) return undefined
  return Math.min(retryBounds.limit, Math.max(retryBounds.least, Math.ceil(seconds)))
}
