import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { coachingOnPhone } from '#client/commands/coaching.ts'
import { todayOnPhone } from '#client/commands/today.ts'
import { answeredBySaving } from '#client/commands/today-changes.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useUnsent } from '#client/offline/react/use-unsent.ts'
import type { SaveNoteInput } from '#shared/coaching/contracts.ts'

/** The saving of this note that was refused and waits for its writer, if there is one. */
export const useRefusedSaving = (noteId: string) => useUnsent(coachingOnPhone.saveNote, noteId).refused

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
  const enqueue = useEnqueue()
  const queries = useQueryClient()
  const unsent = useUnsent(coachingOnPhone.saveNote, noteId)

  const save = useCallback(
    async ({ input, ...options }: Saving) => {
      const { refused } = unsent
      if (refused) {
        // What was written on top of it is in the form already, and would come after it once more.
        const later = unsent.commands.filter(({ seq }) => seq > refused.seq)
        for (const { commandId } of later.reverse()) await unsent.discard(commandId)
        await unsent.replace(refused.commandId, input, options)
        return
      }
      const kept = enqueue(coachingOnPhone.saveNote, { input, ...options })
      const today = queries.getQueryData(trpc.today.list.queryKey())
      const settled = (today ? answeredBySaving(today, input) : []).map((key) => {
        const settling = { input: { key, how: 'done' as const, until: null }, base: null, after: kept }
        // The note is safe already: a full phone may not turn that into a failure.
        return enqueue(todayOnPhone.settle, settling).catch(() => undefined)
      })
      await kept
      await Promise.all(settled)
    },
    [enqueue, queries, unsent],
  )
  return { save, atOnce: unsent.refused === undefined }
}
