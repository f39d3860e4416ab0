import { command, createRouter, reading, signedIn } from '#server/trpc.ts'
import { inboxView, readInput } from '#shared/inbox.ts'
import { markRead, readInbox } from './service.ts'

export const inboxRouter = createRouter({
  list: signedIn.output(inboxView).query(reading(readInbox)),
  read: command('inbox.read', readInput, markRead),
})
