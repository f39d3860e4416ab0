import { type Reading, readWith, withFaults } from '#client/forms/reading.ts'
import { type SaveNoteInput, saveNoteInput } from '#shared/coaching/contracts.ts'
import type { NoteBody } from '#shared/coaching/fields.ts'
import { mayBecome } from '#shared/coaching/rules.ts'
import { type NoteField, type NoteForm, noteFields } from './note-form.ts'

/** Every field that something can be wrong with. */
export type FormField = `texts.${NoteField}` | 'audience' | 'actions' | 'followUpOn'

/** Returns what the form says as a note. */
export function bodyOf({ kind, texts }: NoteForm): NoteBody {
  if (kind === 'quick' || kind === 'recognition') return { kind, text: texts.text }
  if (kind === 'sbi') {
    const { situation, behaviour, impact } = texts
    return { kind, situation, behaviour, impact }
  }
  const { goal, reality, options, will } = texts
  return { kind, goal, reality, options, will }
}

/** Returns the field of the form that a path of the input belongs to; undefined where none does. */
export function fieldOf(path: string | undefined): FormField | undefined {
  const [head, second] = path?.split('.') ?? []
  const text = head === 'body' && noteFields.find((field) => field === second)
  return text
    ? `texts.${text}`
    : (['audience', 'actions', 'followUpOn'] as const).find((field) => field === head)
}

/** Reads the form as the command's input. Who could read the note before cannot be shut out. */
export function readNote(
  form: NoteForm,
  about: Pick<SaveNoteInput, 'teamId' | 'subjectId' | 'readers'>,
): Reading<FormField, SaveNoteInput> {
  const { noteId, audience, sharedWith, criterion, evidence, followUpOn, actions } = form
  const isNarrower = audience !== null && sharedWith !== null && !mayBecome(sharedWith, audience)
  const sent = { ...about, noteId, audience, body: bodyOf(form), criterion, evidence, followUpOn, actions }
  return withFaults(isNarrower ? { audience: 'refused' } : {}, readWith(saveNoteInput, sent, fieldOf))
}
