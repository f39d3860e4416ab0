import './note.css'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { AudienceMark } from '#client/ui/marks.tsx'
import type { NoteView } from '#shared/coaching/views.ts'
import { noteRoleOf } from './note-text.ts'

/** Returns who can read the note, as a sentence for whoever reads it now. */
export function useReadersSentence() {
  const t = useT()
  const me = useMe().person.personId
  return (note: NoteView): string => {
    const noteRole = noteRoleOf(note, me)
    const [author, subject] = [note.author.name, note.subject.name]
    if (noteRole === 'manager') return t('note.readers.asManager', { author, subject })
    if (noteRole === 'author') return t(`note.audience.${note.audience}`, { name: subject })
    return note.audience === 'manager'
      ? t('note.readers.manager', { name: author })
      : t('note.readers.person', { name: author })
  }
}

/** Always visible above a note: its icon and the full sentence. */
export function ReadersLine({ note }: { note: NoteView }) {
  const sentence = useReadersSentence()(note)
  return (
    <p className="note-readers">
      <AudienceMark audience={note.audience} small />
      <span>{sentence}</span>
    </p>
  )
}
