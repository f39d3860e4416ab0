import type { MessageKey } from '#client/lib/i18n.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import { isAppError } from '#shared/core/errors.ts'
import { type FieldErrors, fieldOfRefusal } from './note-form.ts'

/** Why the phone did not take a note: at a field of the form, or as a sentence below it. */
export type NoteRefusal = {
  field: keyof FieldErrors | undefined
  text: Extract<MessageKey, `note.failed${string}`>
}

export function refusalOf(thrown: unknown): NoteRefusal {
  const full = thrown instanceof OfflineRefusal && thrown.reason === 'storage-full'
  return {
    field: isAppError(thrown) ? fieldOfRefusal(thrown.details.field) : undefined,
    text: full ? 'note.failed.full' : 'note.failed',
  }
}
