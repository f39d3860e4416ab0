import * as z from 'zod/mini'
import { createRegistry } from '#client/offline/outbox/command-registry.ts'
import { phoneCommand } from '#client/offline/outbox/phone-command.ts'
import type { Send, Sending } from '#client/offline/sync/attempt.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { command } from '#shared/core/contract.ts'
import { AppError } from '#shared/core/errors.ts'

export type Effect = {
  personId: string
  id: string
  seq: number
  name: string
  /** As `nameOf` says it. */
  entity: string
  text: string
}

/** What the phone's unit tests talk to: it keeps the contract of apply-once and of versions, in memory. */
export type ApplyOnceServer = {
  apply(call: Sending): Promise<CommandResult>
  /** What really happened, in the server's order. */
  effects: readonly Effect[]
  /** Attempts that arrived, repeats included. */
  arrivals: readonly string[]
  version(entityId: string): number | null
  text(entityId: string): string | undefined
  /** Asked before anything else; throwing is the answer. */
  refuse: (call: Sending) => void
}

/** A UUID that says its name: `named('a')` for an entity that a test calls a. At most six Latin characters. */
export function named(name: string): string {
  return `00000000-0000-7000-8000-${Buffer.from(name).toString('hex').padStart(12, '0')}`
}

/** And back. */
export function nameOf(id: string): string {
  return Buffer.from(id.slice(24), 'hex').toString().replaceAll('\0', '')
}

const noteInput = z.object({ id: z.string(), text: z.string() })
const actionInput = z.object({ id: z.string(), noteId: z.string(), text: z.string() })

export const saveNote = command({
  name: 'note.save',
  version: 1,
  input: noteInput,
  entities: (note) => [note.id],
})

export const addAction = command({
  name: 'action.add',
  version: 1,
  input: actionInput,
  entities: (action) => [action.id],
  refs: (action) => [action.noteId],
})

/** The texts of all notes, by id: the one read of this phone. */
export type Notes = Record<string, string>
type NoteReads = { 'note.texts': { asked: undefined; view: Notes } }

export const savedNote = phoneCommand<NoteReads, typeof saveNote>(saveNote, {
  cache: { 'note.texts': (notes, { id, text }) => (notes[id] === text ? notes : { ...notes, [id]: text }) },
})

/** Everything that the phones of unit tests know. */
export const noteRegistry = createRegistry({
  note: async () => ({ save: savedNote }),
  action: async () => ({ add: phoneCommand<NoteReads, typeof addAction>(addAction, {}) }),
})

export const sendTo =
  (server: ApplyOnceServer): Send =>
  (call) =>
    server.apply(call)

export function createApplyOnceServer(): ApplyOnceServer {
  const applied = new Map<string, { hash: string; result: CommandResult }>()
  const entities = new Map<string, { version: number; text: string }>()
  const effects: Effect[] = []
  const arrivals: string[] = []
  const server: ApplyOnceServer = {
    effects,
    arrivals,
    refuse: () => {},
    version: (entityId) => entities.get(entityId)?.version ?? null,
    text: (entityId) => entities.get(entityId)?.text,
    async apply(call) {
      const { meta, name, personId } = call
      arrivals.push(meta.id)
      server.refuse(call)
      const input = z.object({ id: z.string(), text: z.string() }).parse(call.input)
      const hash = JSON.stringify([name, call.input])
      const before = applied.get(meta.id)
      if (before) {
        if (before.hash !== hash) throw new AppError('CONFLICT', { reason: 'command_id_reused' })
        return before.result
      }
      if (name === 'action.add') {
        const { noteId } = actionInput.parse(call.input)
        if (!entities.has(noteId)) throw new AppError('NOT_FOUND')
      }
      const current = entities.get(input.id)?.version ?? null
      if (current !== meta.base) throw new AppError('CONFLICT')
      const version = (current ?? 0) + 1
      entities.set(input.id, { version, text: input.text })
      effects.push({ personId, id: meta.id, seq: meta.seq, name, entity: nameOf(input.id), text: input.text })
      const result = { entityId: input.id, version, at: '2026-11-23T09:00:00Z' }
      applied.set(meta.id, { hash, result })
      return result
    },
  }
  return server
}
