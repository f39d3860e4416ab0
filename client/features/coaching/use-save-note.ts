import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { saveNote } from '#client/commands/coaching-commands.ts'
import { answeredBySaving } from '#client/commands/today-changes.ts'
import { settle } from '#client/commands/today-commands.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { PendingCommand } from '#client/offline/cache/fold.ts'
import { newCommand } from '#client/offline/outbox/command-registry.ts'
import { discard, replaceCommand } from '#client/offline/outbox/parked-work.ts'
import { useEnqueue, useOffline, usePendingWork } from '#client/offline/react/offline-context.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'

const savings = (pending: readonly PendingCommand[], noteId: string) =>
  pending.filter(({ name, entities }) => name === saveNote.name && entities[0] === noteId)

/** The saving of this note that was refused and waits for its writer, if there is one. */
export function useRefusedSaving(noteId: string): PendingCommand | undefined {
  const pending = usePendingWork()
  return savings(pending, noteId).find(
    ({ state, error, readable }) => state === 'attention' && error?.code !== 'DEPENDS' && readable,
  )
}

type Saving = { input: SaveNoteInput; base: number | null; commandId: string; draftKey: string }

/**
 * Puts the note on this phone, in the place of the refused one where there is one, and settles the signal that it
 * answers. @throws AppError `INVALID`; OfflineRefusal: the editor keeps the text.
 */
export function useSaveNote(noteId: string): {
  save(saving: Saving): Promise<void>
  /** Where nothing refused has to go first, the note is on the screen in the frame of the tap. */
  atOnce: boolean
} {
  const { outbox, pending } = useOffline()
  const enqueue = useEnqueue()
  const queries = useQueryClient()
  const refused = useRefusedSaving(noteId)

  const save = useCallback(
    async ({ input, ...options }: Saving) => {
      if (refused) {
        // What was written on top of it is in the form already, and would come after it once more.
        const later = savings(pending.getSnapshot(), noteId).filter(({ seq }) => seq > refused.seq)
        for (const { commandId } of later.reverse()) {
          await discard(outbox, commandId, []).catch(() => undefined)
        }
        await replaceCommand(outbox, refused.commandId, newCommand(saveNote, input, options))
        await pending.refresh()
        return
      }
      await enqueue(saveNote, { input, ...options })
      const today = queries.getQueryData(trpc.today.list.queryKey())
      for (const key of today ? answeredBySaving(today, input) : []) {
        // The note is safe already: a full phone may not turn that into a failure.
        await enqueue(settle, { input: { key, how: 'done', until: null }, base: null }).catch(() => undefined)
      }
    },
    [outbox, pending, enqueue, queries, refused, noteId],
  )
  return { save, atOnce: refused === undefined }
}
