import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OwnerDb } from '#server/db/database.ts'
import type { Log } from '#server/lib/log.ts'
import type { Mailer } from '#server/lib/mail.ts'
import {
  type DueMail,
  deleteMail,
  giveUpMail,
  giveUpOldMail,
  leaseMail,
  markSent,
  postponeMail,
  renewMailLease,
} from './mail-queries.ts'
import { mailText } from './mail-text-rules.ts'

export interface MailDeps {
  db: OwnerDb
  log: Log
  /** Absent where this installation sends no e-mail. */
  mailer: Mailer | undefined
  publicUrl: string
  signal: AbortSignal
}

/** Connections to the mail server at once. */
const connections = 4
/** Milliseconds after which what has become due meanwhile is looked for, though nothing has come back. */
const dueCheckEvery = 500
/** Milliseconds from one renewal of a lease to the next: it lapses after thirty seconds. */
const renewEvery = 5_000
/** Milliseconds for which a run that did not reach the server begins no more. */
const unreachedFor = 30_000
/** Seconds from the first attempt to the second. */
const firstPause = 30
/** Seconds after which one that the server may have taken is repeated, if what it speaks for is still unread. */
const unsureFor = 900
/** Answers that may be lost before one counts as sent: a server that never answers is not sent the same for a day. */
const unsureLimit = 3

/**
 * Sends the e-mails that are due, under a lease, outside of any transaction, until none is and none is on its way. A run that
 * does not reach the server begins no more for half a minute: each waits longer from one attempt to the next.
 *
 * An e-mail goes at least once. Where the server took it and the answer was lost, or this process was killed in that very
 * moment, it goes again under the same Message-ID, by which mailboxes know a repeat.
 */
export async function sendMails(deps: MailDeps): Promise<void> {
  const { db, log, mailer, signal } = deps
  const givenUp = await giveUpOldMail(db)
  if (givenUp > 0) log.warn({ mails: givenUp }, 'e-mails were given up after a day')
  if (!mailer) return
  const leaseId = randomUUID()
  const sending = new Set<Promise<void>>()
  const renewal = setInterval(() => {
    if (sending.size === 0) return
    renewMailLease(db, leaseId).catch((error: unknown) => log.warn({ err: error }, 'a lease was not renewed'))
  }, renewEvery)
  let notBefore = 0
  const start = (mail: DueMail) => {
    const attempt: Promise<void> = sendOne({ ...deps, mailer }, mail, leaseId)
      .then((reached) => {
        if (!reached) notBefore = performance.now() + unreachedFor
      })
      .catch((error: unknown) => log.error({ err: error }, 'an e-mail was not kept account of'))
      .finally(() => sending.delete(attempt))
    sending.add(attempt)
  }
  try {
    for (;;) {
      const limit = signal.aborted || performance.now() < notBefore ? 0 : connections - sending.size
      const due = limit > 0 ? await leaseMail(db, { leaseId, limit }) : []
      due.forEach(start)
      if (sending.size === 0) return
      await Promise.race([...sending, sleep(dueCheckEvery)])
    }
  } finally {
    clearInterval(renewal)
  }
}

/** Returns whether the server was reached. */
async function sendOne(
  { db, log, mailer, publicUrl, signal }: MailDeps & { mailer: Mailer },
  mail: DueMail,
  leaseId: string,
): Promise<boolean> {
  const { mail_id, address, wanted, locale, created_at } = mail
  if (!address || !wanted) {
    await deleteMail(db, mail, leaseId)
    return true
  }
  const messageId = `<${mail_id}@${new URL(publicUrl).hostname}>`
  const message = { ...mailText(locale, publicUrl), to: address, messageId, date: new Date(created_at) }
  const outcome = await mailer.send(message, signal)
  if (outcome.kind === 'taken') {
    await markSent(db, mail, leaseId)
    return true
  }
  const { kind, reason } = outcome
  const unsure = kind === 'unsure'
  if (kind === 'refused' || (unsure && mail.unsure + 1 >= unsureLimit)) {
    log.warn({ reason }, unsure ? 'the answer to an e-mail never came' : 'an e-mail was refused')
    await giveUpMail(db, mail, { leaseId, reason: unsure ? `${reason}, perhaps sent` : reason })
  } else {
    const certain = signal.aborted ? 0 : backoff(mail)
    await postponeMail(db, mail, { leaseId, seconds: unsure ? unsureFor : certain, reason, unsure })
  }
  return reason.startsWith('SMTP ')
}

/** Seconds: 30, 60, 120 and so on to an hour; sooner for a clock. */
const backoff = ({ attempts, urgent }: DueMail) =>
  Math.min(firstPause * 2 ** Math.min(attempts, 10), urgent ? 120 : 3_600)
