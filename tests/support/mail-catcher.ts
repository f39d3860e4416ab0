import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/**
 * Names the ways of the server with a message: takes it; refuses its recipient for good; is busy; hangs before it asks for the message;
 * hangs, or drops the connection, once it has stored it.
 */
export type MailBehaviour = 'takes' | 'refuses' | 'busy' | 'hangs before' | 'hangs after' | 'drops after'

export interface StoredMail {
  messageId: string
  to: string
  raw: string
}

export interface MailCatcher {
  port: number
  url: string
  behaviour: MailBehaviour
  /** Every message that the server stored, a repeat too. */
  stored: StoredMail[]
  /** Connections that reached the recipient. */
  tried: number
  /** What a mailbox shows that knows a repeat by its Message-ID. */
  mailbox(): StoredMail[]
  stop(): Promise<void>
}

/** A mail server on this machine; one that was stopped comes back on the same port. */
export async function startMailCatcher(port = 0): Promise<MailCatcher> {
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], closeTimeout: 100, logger: false },
    onRcptTo(_, __, answer) {
      catcher.tried += 1
      if (catcher.behaviour === 'hangs before') return
      const refusals = { refuses: 550, busy: 451 } as Partial<Record<MailBehaviour, number>>
      const responseCode = refusals[catcher.behaviour]
      answer(responseCode ? Object.assign(new Error('No'), { responseCode }) : null)
    },
    async onData(stream, session, answer) {
      const raw = await text(stream)
      const messageId = /^message-id: (.+)$/im.exec(raw)?.[1]?.trim() ?? ''
      catcher.stored.push({ messageId, to: session.envelope.rcptTo[0]?.address ?? '', raw })
      if (catcher.behaviour === 'hangs after') return
      if (catcher.behaviour === 'drops after') for (const socket of sockets) socket.destroy()
      else answer(null)
    },
  })
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const given = (server.server.address() as AddressInfo).port
  const catcher: MailCatcher = {
    port: given,
    url: `smtp://127.0.0.1:${given}`,
    behaviour: 'takes',
    stored: [],
    tried: 0,
    mailbox: () => [...new Map(catcher.stored.map((mail) => [mail.messageId, mail])).values()],
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return catcher
}
