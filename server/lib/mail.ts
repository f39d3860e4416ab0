import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { isLoopback } from '#server/lib/loopback.ts'

/** Names the mail server and the sender of this installation. */
export interface MailSettings {
  /** smtp: with STARTTLS, which is insisted on unless `?tls=optional` says otherwise; smtps: with TLS from the start. */
  url: string
  /** The sender: an address, or 'Name <address>'. */
  from: string
  /** Milliseconds before the message was handed over, and after. */
  limits?: { before: number; after: number }
}

export interface Mail {
  /** The same however often it is sent, so that a repeat can be recognised. */
  messageId: string
  date: Date
  to: string
  subject: string
  text: string
}

/**
 * 'taken' by the server; 'refused' where sending it again would change nothing; 'later' where the server certainly has not
 * taken it; 'unsure' where it was handed over whole and the answer did not come. `reason` repeats no address and no words.
 */
export type MailOutcome = { kind: 'taken' } | { kind: 'refused' | 'later' | 'unsure'; reason: string }

export interface Mailer {
  /** Sends one; `signal` ends what the server does not have yet at once, and waits a moment for the answer to what it may have. */
  send(mail: Mail, signal: AbortSignal): Promise<MailOutcome>
}

/** RFC 5321, 4.5.3.2.6, asks for ten minutes after the message: whoever gives up earlier sends twice what was taken. */
const usualLimits = { before: 30_000, after: 600_000 }

/** Milliseconds for which an answer is still waited for where the process stops, well within the time that it has for that. */
const stopsWithin = 2_000

/** Returns what sends one message by connection. */
export function createMailer({ url, from, limits = usualLimits }: MailSettings): Mailer {
  return {
    async send({ messageId, date, to, subject, text }, signal) {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      const composed = new MailComposer({
        from,
        to,
        subject,
        text,
        messageId,
        date,
        headers,
        ...quiet,
      }).compile()
      const message = Readable.from([await composed.build()])
      const { from: sender, to: recipients } = composed.getEnvelope()
      // Read to its end only once the server has asked for it: from then on it may have it, whatever happens to the answer.
      const isHandedOver = () => message.readableEnded
      try {
        await converse(
          { envelope: { from: sender, to: recipients }, message },
          { options: connectionOf(url), limits, signal },
        )
        return { kind: 'taken' }
      } catch (error) {
        return outcomeOf(error, isHandedOver())
      }
    },
  }
}

interface Posted {
  envelope: { from: string | false; to: string[] }
  message: Readable
}

/**
 * Talks with the server until it has taken the message.
 * @throws where it refuses, or does not answer within the limits.
 */
async function converse(
  { envelope, message }: Posted,
  {
    options,
    limits,
    signal,
  }: { options: ReturnType<typeof connectionOf>; limits: typeof usualLimits; signal: AbortSignal },
): Promise<void> {
  const { auth, ...server } = options
  const connection = new SMTPConnection({ ...server, logger: false, socketTimeout: limits.after + 5_000 })
  const isOver = Promise.withResolvers<void>()
  const fail = (error: unknown) => isOver.reject(error)
  const giveUp = () => fail(new SilentServer())
  let limit = setTimeout(giveUp, limits.before)
  const stop = () => {
    if (!message.readableEnded) return giveUp()
    clearTimeout(limit)
    limit = setTimeout(giveUp, Math.min(stopsWithin, limits.after))
  }
  message.once('end', () => {
    clearTimeout(limit)
    limit = setTimeout(giveUp, limits.after)
  })
  signal.addEventListener('abort', stop, { once: true })
  connection.on('error', fail)
  connection.once('end', giveUp)
  const send = () => connection.send(envelope, message, (error) => (error ? fail(error) : isOver.resolve()))
  connection.connect((error) => {
    if (error) fail(error)
    else if (auth) connection.login(auth, (refusal) => (refusal ? fail(refusal) : send()))
    else send()
  })
  try {
    await isOver.promise
    connection.quit()
  } finally {
    clearTimeout(limit)
    signal.removeEventListener('abort', stop)
    // What is still said on a connection that is given up has no listener.
    connection.removeAllListeners().on('error', () => undefined)
    connection.close()
  }
}

class SilentServer extends Error {
  readonly code = 'no answer'
}

/** A message names no file and no address to fetch. */
const quiet = { disableFileAccess: true, disableUrlAccess: true } as const

/** Returns what SMTP_URL says of the server, and how to sign in. */
export function connectionOf(address: string) {
  const url = new URL(address)
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isOptional = isLoopback(url.hostname) || url.searchParams.get('tls') === 'optional'
  return {
    ...{ host, secure, requireTLS: !secure && !isOptional },
    port: Number(url.port || (secure ? 465 : 587)),
    ...(url.username
      ? {
          auth: {
            credentials: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
          },
        }
      : {}),
  }
}

/** A server that answers says what became of it; a recipient or a message that it refuses for good is refused for good. */
function outcomeOf(error: unknown, isHandedOver: boolean): MailOutcome {
  const [code, command, responseCode] = ['code', 'command', 'responseCode'].map((name) =>
    error instanceof Error ? (Reflect.get(error, name) as unknown) : undefined,
  )
  if (typeof responseCode === 'number') {
    const isForGood = responseCode >= 500 && responseCode !== 503
    const isAboutIt = command === 'RCPT TO' || command === 'DATA' || code === 'EMESSAGE'
    return { kind: isForGood && isAboutIt ? 'refused' : 'later', reason: `SMTP ${responseCode}` }
  }
  const reason = typeof code === 'string' ? code : 'no answer'
  return { kind: isHandedOver ? 'unsure' : 'later', reason }
}
