import type { Platform } from './platform.ts'

/** Carries what tabs tell each other about one person's outbox. Ids only, never text. */
export type OutboxEvent =
  | { type: 'changed' }
  | { type: 'settled'; commandId: string; name: string; entities: string[]; at: number }
  | { type: 'discarded'; commandIds: string[] }
  | { type: 'replaced'; commandId: string; by: string }
  | { type: 'draft'; draftKey: string }
  | { type: 'paused' }
  | { type: 'resumed' }
  | { type: 'signed-out' }

/** `here` is false for what another tab did. */
export type OutboxListener = (event: OutboxEvent, here: boolean) => void

export type OutboxEvents = {
  announce(event: OutboxEvent): void
  subscribe(listener: OutboxListener): () => void
  close(): void
}

export function openOutboxEvents(platform: Platform, personId: string): OutboxEvents {
  const channel = platform.openChannel(`dure-outbox-${personId}`)
  const listeners = new Set<OutboxListener>()
  const emit = (event: OutboxEvent, here: boolean) => {
    for (const listener of [...listeners]) listener(event, here)
  }
  // Only this file posts on the channel, from the same release or a neighbouring one; listeners ignore other types.
  const unlisten = channel.listen((message) => emit(message as OutboxEvent, false))
  return {
    announce(event) {
      channel.post(event)
      emit(event, true)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      unlisten()
      listeners.clear()
      channel.close()
    },
  }
}
