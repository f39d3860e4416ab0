import { enqueueCommand } from '#client/offline/outbox/contract-values.ts'
import { listCommands } from '#client/offline/outbox/outbox.ts'
import type { Delivered, Send } from '#client/offline/sync/attempt.ts'
import { createApplyOnceServer, named, noteRegistry, saveNote, sendTo } from './apply-once-server.ts'
import { createDevice, type Tab } from './offline-device.ts'

export const person = 'person-a'

/** A phone in memory that writes notes to a server which applies each once. */
export function setting(wrap: (send: Send) => Send = (send) => send) {
  const server = createApplyOnceServer()
  const delivered: Delivered[] = []
  const inOutboxAtResult: number[] = []
  const device = createDevice({
    registry: noteRegistry,
    send: wrap(sendTo(server)),
    async onResult(item) {
      delivered.push(item)
      inOutboxAtResult.push((await device.rows()).commands.length)
    },
  })
  return { server, device, delivered, inOutboxAtResult }
}

export const save = (tab: Tab, id: string, text: string, base: number | null = null) =>
  enqueueCommand(tab.outbox, saveNote, { input: { id: named(id), text }, base })
export const states = async (tab: Tab) => (await listCommands(tab.outbox)).map((command) => command.state)
