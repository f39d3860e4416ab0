import { sendBy } from '#client/commands/send.ts'
import { api, speakFor } from '#client/lib/trpc.ts'
import {
  enqueue,
  listCommands,
  listDependents,
  type NewCommand,
  openOutbox,
  readInput,
} from '#client/offline/outbox/outbox.ts'
import { discard, retry } from '#client/offline/outbox/parked-work.ts'
import { browserPlatform } from '#client/offline/outbox/platform.ts'
import { createSync } from '#client/offline/sync/sync.ts'
import { openModelRegistry } from '#tests/support/offline-model/registry.ts'

/** The page of the browser's model runs: the app's own offline core and client, without its screens. */
async function open(personId: string) {
  const outbox = await openOutbox({ personId, platform: browserPlatform(), justSignedIn: true })
  speakFor(personId)
  const sync = createSync({
    outbox,
    registry: openModelRegistry(),
    send: sendBy(api),
    onResult: () => undefined,
    timeout: 3000,
  })
  sync.start()
  return {
    async enqueue(command: NewCommand) {
      const { commandId, device, seq } = await enqueue(outbox, command)
      return { commandId, personId, device, seq }
    },
    /** Everything that is unsent, with its text. */
    async list() {
      const records = await listCommands(outbox)
      return Promise.all(
        records.map(async ({ iv: _iv, ciphertext: _text, ...record }) => ({
          ...record,
          input: await readInput(outbox, { ...record, iv: _iv, ciphertext: _text }),
        })),
      )
    },
    async read(analystId: string) {
      const [coaching, cases, today, me] = await Promise.all([
        api.coaching.person.query({ personId: analystId }),
        api.audits.cases.query({ personId: analystId, filter: 'all' }),
        api.today.list.query(),
        api.people.me.query(),
      ])
      return { coaching, cases: cases.cases, today, me }
    },
    /** After a sign-in: goes on, and tries at once whatever may go. */
    async goOn() {
      sync.resume()
      await sync.sendNow()
    },
    retry: (commandId: string) => retry(outbox, commandId),
    /** Answers with what went along. */
    async discard(commandId: string) {
      const dependents = (await listDependents(outbox, commandId)).map((dependent) => dependent.commandId)
      await discard(outbox, commandId, dependents)
      return dependents
    },
  }
}

export type OpenPage = Awaited<ReturnType<typeof open>>
export type ModelPage = { open(personId: string): Promise<void>; opened: OpenPage | undefined }

const model: ModelPage = {
  opened: undefined,
  async open(personId) {
    model.opened = await open(personId)
  },
}
Object.assign(globalThis, { model })
