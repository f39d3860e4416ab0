import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MailCatcher, startMailCatcher } from '#tests/support/mail-catcher.ts'
import { connectionOf, createMailer, type Mail } from './mail.ts'

const mail: Mail = {
  messageId: '<0193a000-0000-7000-8000-000000000001@dure.example.org>',
  date: new Date('2026-12-01T09:00:00Z'),
  to: 'analyst@example.org',
  subject: 'Dure: 확인할 항목이 있습니다.',
  text: '확인할 항목이 있습니다.\n',
}
const limits = { before: 1_500, after: 1_000 }
const never = new AbortController().signal

let catcher: MailCatcher
beforeEach(async () => {
  catcher = await startMailCatcher()
})
afterEach(() => catcher.stop())

const send = (url = catcher.url, signal = never, after = limits.after) =>
  createMailer({ url, from: 'Dure <dure@example.org>', limits: { ...limits, after } }).send(mail, signal)

describe('an e-mail', () => {
  it('arrives as text alone, under the given id and date', async () => {
    expect(await send()).toEqual({ kind: 'taken' })
    const [stored] = catcher.stored
    expect(stored).toMatchObject({ messageId: mail.messageId, to: mail.to })
    expect(stored?.raw).toMatch(/^From: Dure <dure@example\.org>\r$/m)
    expect(stored?.raw).toMatch(/^Content-Type: text\/plain; charset=utf-8\r$/m)
    expect(stored?.raw).toMatch(/^Date: Tue, 01 Dec 2026 09:00:00 \+0000\r$/m)
    expect(stored?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(stored?.raw).not.toMatch(/multipart|html/i)
  })

  it('is the same to the last byte when it is repeated', async () => {
    await send()
    await send()
    expect(catcher.stored[0]?.raw.replace(/^Received:.*\r\n/m, '')).toBe(catcher.stored[1]?.raw)
    expect(catcher.mailbox()).toHaveLength(1)
  })

  it.each([
    ['refuses', { kind: 'refused', reason: 'SMTP 550' }, 0],
    ['busy', { kind: 'later', reason: 'SMTP 451' }, 0],
    ['hangs before', { kind: 'later', reason: 'no answer' }, 0],
    ['hangs after', { kind: 'unsure', reason: 'no answer' }, 1],
    ['drops after', { kind: 'unsure', reason: expect.any(String) }, 1],
  ] as const)('to a server that %s is told apart', async (behaviour, outcome, stored) => {
    catcher.behaviour = behaviour
    expect(await send()).toEqual(outcome)
    expect(catcher.stored).toHaveLength(stored)
  })

  it('waits where nothing listens', async () => {
    await catcher.stop()
    expect(await send()).toMatchObject({ kind: 'later' })
    catcher = await startMailCatcher(catcher.port)
    expect(await send()).toEqual({ kind: 'taken' })
  })

  it('is ended by a stop as long as the server cannot have it', async () => {
    catcher.behaviour = 'hangs before'
    const started = Date.now()
    expect(await send(catcher.url, AbortSignal.timeout(50))).toMatchObject({ kind: 'later' })
    expect(Date.now() - started).toBeLessThan(limits.before)
  })

  it('that the server may have is unsure soon after a stop, however long the answer may take', async () => {
    catcher.behaviour = 'hangs after'
    const stopping = new AbortController()
    const outcome = send(catcher.url, stopping.signal, 60_000)
    await expect.poll(() => catcher.stored.length, { timeout: 2_000 }).toBe(1)
    stopping.abort()
    expect(await outcome).toEqual({ kind: 'unsure', reason: 'no answer' })
  })
})

describe('the address of a mail server', () => {
  it('insists on TLS over the network, unless it says otherwise', () => {
    const required = (url: string) => {
      const { secure, requireTLS, port } = connectionOf(url)
      return { secure, requireTLS, port }
    }
    expect(required('smtp://mail.example.org')).toEqual({ secure: false, requireTLS: true, port: 587 })
    expect(required('smtps://mail.example.org')).toEqual({ secure: true, requireTLS: false, port: 465 })
    expect(required('smtp://relay.example.org:25?tls=optional')).toMatchObject({
      requireTLS: false,
      port: 25,
    })
    expect(required('smtp://localhost:25')).toMatchObject({ requireTLS: false })
  })

  it('holds the sign-in, with its special characters', () => {
    expect(connectionOf('smtp://dure%40example.org:p%2Fw@mail.example.org')).toMatchObject({
      host: 'mail.example.org',
      auth: { credentials: { user: 'dure@example.org', pass: 'p/w' } },
    })
  })
})
